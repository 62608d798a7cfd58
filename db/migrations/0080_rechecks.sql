-- Sampling plans, the samples drawn by them with all they were drawn from, and what was found when a drawn
-- case was looked at again, unannounced (docs/decisions/0019-sampling.md).
create table recheck_plan (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null check (area_path = district_id or area_path like district_id || '.%'),
  period text not null check (period in ('week', 'month')),
  share_percent integer not null check (share_percent between 1 and 100),
  -- Reworks per hundred closed cases from which on a unit has many, and what is then drawn more.
  rework_percent integer not null check (rework_percent between 1 and 100),
  more_percent integer not null check (more_percent between 0 and 100),
  valid_from date not null,
  -- The last day; set when the next plan begins.
  valid_to date,
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  check (valid_to >= valid_from),
  unique (area_path, valid_from)
);

create table recheck_draw (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null,
  plan_id uuid not null references recheck_plan (id),
  period text not null check (period in ('week', 'month')),
  from_day date not null,
  to_day date not null,
  seed text not null check (seed <> ''),
  drawn_at timestamptz not null,
  -- None where the clock drew.
  drawn_by uuid,
  drawn_by_name text,
  check (from_day <= to_day),
  check ((drawn_by is null) = (drawn_by_name is null)),
  unique (area_path, period, from_day)
);

-- Every case that a sample was drawn from, with the share of its unit: whoever doubts a draw repeats it.
create table recheck_frame (
  draw_id uuid not null references recheck_draw (id),
  case_id uuid not null,
  unit_id uuid not null,
  percent integer not null check (percent between 0 and 100),
  primary key (draw_id, case_id)
);

-- A drawn case: looked at once, and then it stays.
create table recheck (
  id uuid primary key,
  draw_id uuid not null,
  case_id uuid not null,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null,
  unit_id uuid not null,
  -- Whose work it was: they neither check it nor hear of it before.
  worker_unit_ids uuid[] not null,
  worker_person_ids uuid[] not null,
  drawn_at timestamptz not null,
  outcome text check (outcome in ('held', 'not_held')),
  words text,
  photo_ids uuid[] not null default '{}',
  checked_at timestamptz,
  checked_by uuid,
  checked_by_name text,
  is_reopened boolean not null default false,
  foreign key (draw_id, case_id) references recheck_frame (draw_id, case_id),
  unique (draw_id, case_id),
  check ((outcome is null) = (checked_at is null) and (outcome is null) = (words is null)
    and (outcome is null) = (checked_by is null)),
  check (not is_reopened or outcome = 'not_held')
);
create index recheck_waiting on recheck (district_id, area_path text_pattern_ops, drawn_at)
  where outcome is null;
-- A case is looked at by one sample at a time.
create unique index recheck_once_at_a_time on recheck (case_id) where outcome is null;
