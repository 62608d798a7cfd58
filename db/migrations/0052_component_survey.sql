-- The survey on the spot: what somebody found, what the registrar made of it, and the yearly round.

-- When somebody last stood before it.
alter table component add column seen_at timestamptz;
-- It serves whatever the index of areas did; classes are stretches of codes, and need none of their own.
create index component_seen on component (district_id, area_path text_pattern_ops, seen_at);
drop index component_area;
drop index component_class;

create table component_finding (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  kind text not null check (kind in ('new', 'changed', 'gone', 'seen')),
  component_id uuid references component (id),
  class_code text check (class_code ~ '^[0-9]{4,5}$'),
  name text check (name <> ''),
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  -- Null: outside every grid in force.
  area_path text,
  condition text check (condition in ('intact', 'damaged', 'lost', 'abandoned', 'occupied')),
  words text check (words <> ''),
  photo_ids uuid[] not null,
  person_id uuid not null,
  -- When it was found, as the phone says; and when it was told.
  found_at timestamptz not null,
  created_at timestamptz not null,
  state text not null check (state in ('waiting', 'accepted', 'refused')),
  reviewed_by uuid,
  reviewed_at timestamptz,
  -- Why it was refused, for whoever found it.
  review_words text check (review_words <> ''),
  check ((kind = 'new') = (component_id is null) or (kind = 'new' and state = 'accepted')),
  check (kind <> 'new' or (class_code is not null and name is not null and lon is not null and lat is not null)),
  check ((lon is null) = (lat is null)),
  check ((state = 'waiting') = (reviewed_at is null)),
  check (state <> 'refused' or review_words is not null)
);
create index component_finding_waiting on component_finding (district_id, created_at, id) where state = 'waiting';
create index component_finding_by_person on component_finding (person_id, created_at desc);
create index component_finding_by_component on component_finding (component_id) where component_id is not null;

-- A round of the survey: everything of an area is looked at once from its beginning on.
create table component_round (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null check (area_path = district_id or area_path like district_id || '.%'),
  name text not null check (name <> ''),
  begins_at timestamptz not null,
  ended_at timestamptz check (ended_at >= begins_at),
  begun_by uuid not null
);
-- One at a time in an area, so that every phone knows which is meant.
create unique index component_round_running on component_round (area_path) where ended_at is null;
create index component_round_by_district on component_round (district_id, begins_at desc);
