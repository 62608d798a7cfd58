-- The proof of a version of the lists: a walk over every item, grid and circumstance, in pieces; how far it came, and
-- what it has proved of which lists, grids and units.
create table catalogue_proof (
  id uuid primary key,
  district_id text not null,
  catalogue_id uuid not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  -- Of what it is a proof, each as it stood.
  lists_hash text not null check (lists_hash ~ '^[0-9a-f]{64}$'),
  areas_hash text not null check (areas_hash ~ '^[0-9a-f]{64}$'),
  units_hash text not null check (units_hash ~ '^[0-9a-f]{64}$'),
  area_version_id uuid not null,
  items integer not null check (items >= 0),
  grids integer not null check (grids >= 0),
  items_done integer not null default 0 check (items_done between 0 and items),
  questions bigint not null default 0 check (questions >= 0),
  broken_questions bigint not null default 0 check (broken_questions between 0 and questions),
  -- The first that fail, each with why.
  broken jsonb not null default '[]' check (jsonb_typeof(broken) = 'array'),
  -- Time spent in walking alone, by the store's clock.
  walked_ms double precision not null default 0 check (walked_ms >= 0),
  -- Over every answer in order: two proofs of one state of the world have the same.
  answers_hash text not null check (answers_hash ~ '^[0-9a-f]{64}$'),
  -- Which of the three changed before it was done.
  failed_by text check (failed_by in ('lists', 'areas', 'units')),
  started_at timestamptz not null,
  started_by text not null,
  started_by_name text not null check (started_by_name <> ''),
  ended_at timestamptz,
  foreign key (district_id, catalogue_id) references catalogue (district_id, id) on delete cascade,
  check ((state = 'running') = (ended_at is null)),
  check ((state = 'failed') = (failed_by is not null)),
  check (state <> 'done' or items_done = items)
);
create index catalogue_proof_of on catalogue_proof (catalogue_id, started_at desc);
create unique index catalogue_proof_running on catalogue_proof (catalogue_id) where state = 'running';
