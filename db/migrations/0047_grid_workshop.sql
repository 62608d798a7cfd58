-- The grid workshop: a draft is edited in steps that can be undone, is agreed upon for a day, and ground that was
-- nobody's goes to a grid by a decision that stays on record.

-- The version in force when the draft was begun: one that another has overtaken is not published over it.
alter table area_version add column based_on uuid references area_version (id);
-- Whose areas it began with.
alter table area_version add column copied_from uuid references area_version (id);
-- Its grids share every corner of their borders, so that it can be edited.
alter table area_version add column is_mesh boolean not null default false;
-- Moves with every step and every undo: whoever saves by an older one is told, and undoes nobody's work.
alter table area_version add column revision integer not null default 0 check (revision >= 0);
-- Agreed upon, and in force from this moment on. Nothing is edited while it waits.
alter table area_version add column starts_at timestamptz;
alter table area_version add column agreed_by text;
alter table area_version add constraint area_version_agreed check (
  (starts_at is null) = (agreed_by is null) and (starts_at is null or state = 'draft'));
-- One at a time: the second would bring back what the first has changed.
create unique index area_version_waiting on area_version (district_id) where starts_at is not null;

create table area_step (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  version_id uuid not null references area_version (id) on delete cascade,
  seq integer not null check (seq > 0),
  kind text not null check (kind ~ '^[a-z_]+$'),
  -- What was asked for.
  edit jsonb not null check (jsonb_typeof(edit) = 'object'),
  -- The areas concerned as they were and as they became; an area that is in one of them alone is new or gone.
  before jsonb not null check (jsonb_typeof(before) = 'array'),
  after jsonb not null check (jsonb_typeof(after) = 'array'),
  is_undone boolean not null default false,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null check (made_by_name <> ''),
  primary key (district_id, version_id, seq)
);
create index area_step_of_version on area_step (version_id, seq);

-- Nobody's land that a community took over, with the decision by which it did.
create table area_claim (
  district_id text not null,
  version_id uuid not null,
  seq integer not null,
  area_path text not null check (starts_with(area_path, district_id || '.')),
  square_metres double precision not null check (square_metres > 0),
  lon double precision not null,
  lat double precision not null,
  decision_number text not null check (trim(decision_number) <> ''),
  decision_text text not null check (trim(decision_text) <> ''),
  decided_on date not null,
  primary key (district_id, version_id, seq),
  foreign key (district_id, version_id, seq) references area_step (district_id, version_id, seq) on delete cascade
);
