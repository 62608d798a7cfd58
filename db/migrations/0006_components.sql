-- Things with an identity: street lamps, manholes, bins, trees. One row a thing, and what happened to it.

create table component (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  code text not null check (code ~ '^[0-9]{16}$'),
  -- Which edition of the code scheme the code is written in.
  code_scheme text not null check (code_scheme ~ '^[a-z][a-z0-9_]*$'),
  -- Major and minor class, as the edition cuts them; the same numbers as in the catalogue.
  class_code text not null check (class_code ~ '^[0-9]{4,5}$'),
  name text not null check (name <> ''),
  geometry geometry (Geometry, 4326) not null check (not ST_IsEmpty(geometry)),
  -- A point on the thing, in WGS 84, for lists and distances.
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  -- Null: outside every grid of the published boundaries; kept, and named as such.
  area_path text check (area_path = district_id or area_path like district_id || '.%'),
  competent_unit_id uuid,
  owner_unit_id uuid,
  maintenance_unit_id uuid,
  condition text not null check (condition in ('intact', 'damaged', 'lost', 'abandoned', 'occupied')),
  rights_confirmed boolean not null,
  -- The number it had in the system it came from.
  external_code text,
  created_at timestamptz not null,
  updated_at timestamptz not null check (updated_at >= created_at),
  unique (district_id, code),
  check (left(code, 6) = district_id),
  check (substr(code, 7, length(class_code)) = class_code)
);
create index component_geometry on component using gist (geometry);
create index component_area on component (district_id, area_path text_pattern_ops);
create index component_class on component (district_id, class_code);
create index component_external_code on component (district_id, external_code) where external_code is not null;

-- Append-only: a row for each change of a component, and its first.
create table component_change (
  id uuid primary key,
  district_id text not null,
  component_id uuid not null references component (id),
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('imported', 'updated')),
  -- What is different, field → new value; of the first, all of it.
  data jsonb not null,
  source text not null check (source <> ''),
  at timestamptz not null,
  by text not null,
  unique (component_id, seq)
);

create function component_change_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'component_change is append-only';
end;
$$;
create trigger component_change_append_only before update or delete on component_change
  for each row execute function component_change_is_append_only();
