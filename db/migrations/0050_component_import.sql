-- A file of components on its way into the register: what it is, how far it came, what is wrong with it. The bytes lie
-- beside it in pieces until it is over, so that any server can go on with it.

-- The two digits after the sixteen, of a thing that is watched by a sensor: 18 in all.
alter table component add column monitor_point text check (monitor_point ~ '^[0-9]{2}$');

create table component_import (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  person_id uuid not null,
  file_name text not null check (file_name <> ''),
  bytes bigint not null check (bytes > 0),
  piece_bytes integer not null check (piece_bytes > 0),
  state text not null check (
    state in ('receiving', 'received', 'judging', 'judged', 'writing', 'done', 'cancelled', 'failed')),
  -- How its rows are to be read (coordinates, edition, source, columns); null until somebody has said it.
  terms jsonb,
  rows_total integer not null default 0 check (rows_total >= 0),
  rows_done integer not null default 0 check (rows_done >= 0),
  added integer not null default 0 check (added >= 0),
  updated integer not null default 0 check (updated >= 0),
  unchanged integer not null default 0 check (unchanged >= 0),
  outside integer not null default 0 check (outside >= 0),
  refused integer not null default 0 check (refused >= 0),
  -- Why it failed as a whole: a refusal's code and data.
  failure jsonb,
  -- The server that works on it, for as long as it says.
  held_by text,
  held_until timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check ((state = 'failed') = (failure is not null)),
  check (terms is not null or state in ('receiving', 'received'))
);
create index component_import_by_district on component_import (district_id, created_at desc, id);
create index component_import_waiting on component_import (created_at) where state in ('judging', 'writing');

create table component_import_piece (
  import_id uuid not null references component_import (id) on delete cascade,
  number integer not null check (number >= 0),
  bytes bytea not null,
  primary key (import_id, number)
);
-- Pieces of files are packed already, or not worth it.
alter table component_import_piece alter column bytes set storage external;

create table component_import_fault (
  import_id uuid not null references component_import (id) on delete cascade,
  row integer not null check (row > 0),
  kind text not null,
  field text not null,
  data jsonb not null,
  primary key (import_id, row)
);
