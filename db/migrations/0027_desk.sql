-- The command desk: saved views, preferences, and who searched by a reporter's number.

create table desk_view (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  screen text not null check (length(screen) between 1 and 40),
  name text not null check (length(name) between 1 and 60),
  -- the filters and the order as they stand in the address
  query text not null check (length(query) <= 4000),
  -- null: whatever columns the reader has chosen
  columns jsonb,
  owner_id uuid not null,
  -- at most one of these: the unit, or the area and all below it, to which it is shown
  shared_unit_id uuid,
  shared_area_path text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (shared_unit_id is null or shared_area_path is null)
);
create unique index desk_view_name on desk_view (owner_id, screen, name);
create index desk_view_of_unit on desk_view (shared_unit_id) where shared_unit_id is not null;
create index desk_view_of_area on desk_view (district_id, shared_area_path) where shared_area_path is not null;

create table desk_preference (
  person_id uuid primary key,
  body jsonb not null check (length(body::text) <= 20000),
  updated_at timestamptz not null
);

-- Every search by a reporter's number. Never changed, never deleted.
create table desk_phone_search (
  id uuid primary key,
  district_id text not null,
  person_id uuid not null,
  post_id uuid not null,
  is_whole boolean not null,
  phone_index bytea not null,
  found integer not null check (found >= 0),
  searched_at timestamptz not null
);
create index desk_phone_search_by_number on desk_phone_search (phone_index, searched_at);
create index desk_phone_search_by_person on desk_phone_search (person_id, searched_at);
