-- The case, its append-only history, its reporters (sealed), its photos, and the rulings kept as precedents.

-- Numbers are handed out in blocks: one call of this gives a process a hundred.
create sequence case_number_block;

create table case_file (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  id uuid not null,
  number text not null check (number ~ '^[0-9]{22}$'),
  public_code text not null,
  flow text not null,
  state text not null,
  is_open boolean not null,
  channel text not null,
  description text not null,
  item_code text,
  component_id uuid,
  area_path text not null,
  -- Lists by street, community and grid each walk one index in order.
  street_path text generated always as (left(area_path, 10)) stored,
  community_path text generated always as (left(area_path, 14)) stored,
  grid_code text not null,
  address text,
  area_version_id uuid,
  point geometry(Point, 4326),
  lon double precision,
  lat double precision,
  centre_unit_id uuid not null,
  unit_id uuid,
  co_unit_ids uuid[] not null default '{}',
  holder_unit_id uuid,
  holder_person_id uuid,
  reporter_person_id uuid,
  stage text,
  is_running boolean not null,
  pause_kind text check (pause_kind in ('check', 'suspended')),
  due_at timestamptz,
  deadline_at timestamptz,
  merged_into_id uuid,
  is_on_leaders_list boolean not null default false,
  is_solved_on_spot boolean not null default false,
  is_force_closed boolean not null default false,
  is_settled boolean not null default false,
  closing_code text,
  dispatched_at timestamptz,
  handled_at timestamptz,
  ended_at timestamptz,
  -- {clock, total, kept, pause, nextRung}: what the flow engine needs of time
  clocks jsonb not null,
  asks jsonb not null,
  rule jsonb,
  counts jsonb not null,
  -- {handlerPersonIds, handlerUnitId, pushes, ratings}
  record jsonb not null,
  version integer not null check (version > 0),
  last_seq integer not null check (last_seq > 0),
  last_hash bytea not null check (length(last_hash) = 32),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (district_id, id),
  -- An open case has exactly one holder and exactly one running stage clock, or one recorded pause.
  constraint case_file_held check (is_open = (holder_unit_id is not null)),
  constraint case_file_staged check (is_open = (stage is not null)),
  constraint case_file_runs_or_pauses check (is_open = (is_running <> (pause_kind is not null))),
  constraint case_file_due_while_running check (is_running = (due_at is not null)),
  constraint case_file_ended check (is_open or ended_at is not null),
  constraint case_file_person_in_unit check (holder_person_id is null or holder_unit_id is not null),
  constraint case_file_merged check ((state = 'merged') = (merged_into_id is not null) and merged_into_id <> id),
  constraint case_file_area check (area_path = district_id or area_path like district_id || '.%'),
  constraint case_file_point check ((lon is null) = (lat is null) and (lon is null) = (point is null))
);
create unique index case_file_id on case_file (id);
create unique index case_file_number on case_file (number);
create unique index case_file_public_code on case_file (public_code);
create index case_file_newest on case_file (district_id, created_at desc, id desc);
create index case_file_by_state on case_file (district_id, state, created_at desc, id desc);
create index case_file_by_street on case_file (street_path, created_at desc, id desc);
create index case_file_by_community on case_file (community_path, created_at desc, id desc);
create index case_file_by_area on case_file (area_path text_pattern_ops, created_at desc, id desc);
create index case_file_by_holder on case_file (holder_unit_id, created_at desc, id desc) where is_open;
create index case_file_by_unit on case_file (unit_id, created_at desc, id desc) where unit_id is not null;
create index case_file_by_reporter on case_file (reporter_person_id, created_at desc, id desc)
  where reporter_person_id is not null;
create index case_file_by_co_unit on case_file using gin (co_unit_ids) where co_unit_ids <> '{}';
create index case_file_by_due on case_file (district_id, due_at) where is_running;
create index case_file_by_deadline on case_file (district_id, deadline_at);
create index case_file_point_index on case_file using gist (point);
create index case_file_merged_into on case_file (merged_into_id) where merged_into_id is not null;

create table step (
  district_id text not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  action text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null check (actor_kind in ('person', 'reporter', 'public', 'system')),
  person_id uuid,
  post_id uuid,
  unit_id uuid,
  acted_as text not null,
  at timestamptz not null,
  holder_unit_id uuid,
  holder_person_id uuid,
  body jsonb not null,
  visibility text not null check (visibility in ('public', 'internal')),
  reason text,
  -- {stage, dueAt, usedMs} of the stage clock that this step ended
  ended jsonb,
  prev_hash bytea not null check (length(prev_hash) = 32 or seq = 1),
  hash bytea not null check (length(hash) = 32),
  primary key (case_id, seq),
  foreign key (district_id, case_id) references case_file (district_id, id),
  check ((seq = 1) = (from_state is null))
);
create index step_by_time on step (district_id, at);
create index step_by_unit on step (unit_id, at) where unit_id is not null;

create function refuse_change_of_history() returns trigger language plpgsql as $$
begin
  raise exception 'the history of a case is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger step_append_only before update or delete on step
  for each row execute function refuse_change_of_history();
create trigger step_never_truncated before truncate on step
  for each statement execute function refuse_change_of_history();

-- Everyone who reported or joined a case: sealed, found by blind index, told of the end.
create table case_reporter (
  district_id text not null,
  case_id uuid not null,
  id uuid not null,
  person_id uuid,
  is_first boolean not null,
  public_code text,
  name_sealed bytea,
  phone_sealed bytea,
  phone_index bytea,
  joined_at timestamptz not null,
  primary key (case_id, id),
  foreign key (district_id, case_id) references case_file (district_id, id),
  check ((phone_sealed is null) = (phone_index is null))
);
create unique index case_reporter_code on case_reporter (public_code) where public_code is not null;
create index case_reporter_phone on case_reporter (phone_index) where phone_index is not null;

create table case_photo (
  district_id text not null,
  case_id uuid not null,
  seq integer not null,
  photo_id uuid not null,
  field text not null,
  primary key (case_id, seq, photo_id, field),
  foreign key (case_id, seq) references step (case_id, seq)
);
create index case_photo_by_photo on case_photo (photo_id);

-- What a centre ruled beside or after the rule, kept so that the next like it is decided the same.
create table precedent (
  district_id text not null,
  case_id uuid not null,
  seq integer not null,
  item_code text,
  area_path text not null,
  unit_id uuid not null,
  ruled_unit_id uuid,
  reason text not null,
  returns integer not null,
  created_at timestamptz not null,
  primary key (case_id, seq),
  foreign key (case_id, seq) references step (case_id, seq)
);
create index precedent_by_item on precedent (district_id, item_code, area_path, created_at desc);
