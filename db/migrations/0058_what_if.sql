-- What-if: past cases run again under a draft of the lists, of the grids or of the calendar. Nothing but these tables
-- is written by it.
create table what_if_run (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  title text not null check (title <> ''),
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  -- What is drafted: a version of the lists, of the grids, days and hours of the calendar.
  asked jsonb not null check (jsonb_typeof(asked) = 'object'),
  -- The revisions of the drafts that were tried: a draft edited meanwhile ends the run.
  tried jsonb not null check (jsonb_typeof(tried) = 'object'),
  from_day date not null,
  to_day date not null,
  total integer not null check (total > 0),
  done integer not null default 0 check (done >= 0),
  -- The last case that was run again.
  after_case uuid,
  -- Until when open cases ran.
  until timestamptz not null,
  -- Time spent in running cases again, by the store's clock.
  walked_ms double precision not null default 0 check (walked_ms >= 0),
  started_at timestamptz not null,
  started_by text not null,
  started_by_name text not null check (started_by_name <> ''),
  ended_at timestamptz,
  check (from_day <= to_day),
  check ((state = 'running') = (ended_at is null))
);
create index what_if_run_of on what_if_run (district_id, started_at desc);
create unique index what_if_run_running on what_if_run (district_id) where state = 'running';

-- Every case of a run, as it was and as it would have been.
create table what_if_case (
  run_id uuid not null references what_if_run (id) on delete cascade,
  case_id uuid not null,
  number text not null,
  item_code text not null,
  area_before text,
  area_after text,
  unit_before uuid,
  unit_after uuid,
  -- The whole case past its deadline; null: it cannot be told.
  late_before boolean,
  late_after boolean,
  -- The handling past its limit, in any round.
  handle_late_before boolean,
  handle_late_after boolean,
  why text,
  primary key (run_id, case_id)
);

-- The figures of a run that is done; each is the count of its cases.
create table what_if_sum (
  run_id uuid not null references what_if_run (id) on delete cascade,
  dimension text not null check (dimension in ('whole', 'unit', 'street', 'grid', 'item', 'why')),
  key text not null,
  before integer not null,
  after integer not null,
  came integer not null,
  went integer not null,
  late_before integer not null,
  late_after integer not null,
  handle_late_before integer not null,
  handle_late_after integer not null,
  turned_late integer not null,
  turned_in_time integer not null,
  primary key (run_id, dimension, key)
);
