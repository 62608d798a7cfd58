-- The lists workshop: a draft of the lists is edited row by row, and every step is kept with what stood there before.

-- Moves with every step: whoever saves by an older one is told where another has been in the same rows.
alter table catalogue add column revision integer not null default 0 check (revision >= 0);
alter table catalogue add column revised_by_name text check (revised_by_name <> '');
-- Whose rows it began with.
alter table catalogue add column copied_from uuid references catalogue (id) on delete set null;
-- The version published last when it was begun: one that another has overtaken is not published over it.
alter table catalogue add column based_on uuid references catalogue (id);

create table catalogue_step (
  catalogue_id uuid not null references catalogue (id) on delete cascade,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('save', 'remove', 'undo', 'file')),
  -- The rows concerned, by key, as they were and as they became; a row in one of them alone is new or gone.
  row_keys text[] not null check (cardinality(row_keys) > 0),
  before jsonb not null check (jsonb_typeof(before) = 'array'),
  after jsonb not null check (jsonb_typeof(after) = 'array'),
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null check (made_by_name <> ''),
  primary key (catalogue_id, seq)
);
