-- Professional layers over the grid: police grids, emergency units, no-entry zones. Each has versions of its own, and
-- codes of its own; whether its areas must tile the district is data. No case is located by them.
create table layer (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  code text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$' and code <> 'base'),
  name text not null check (trim(name) <> ''),
  name_en text check (trim(name_en) <> ''),
  is_tiling boolean not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (district_id, code)
);

create table layer_version (
  id uuid primary key,
  district_id text not null,
  layer_code text not null,
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'retired')),
  source text not null check (trim(source) <> ''),
  crs text not null check (crs in ('WGS84', 'GCJ02', 'BD09')),
  created_at timestamptz not null,
  created_by text not null,
  -- When it came into force last, and when it was in force last.
  effective_from timestamptz,
  effective_to timestamptz,
  unique (district_id, layer_code, number),
  foreign key (district_id, layer_code) references layer (district_id, code),
  check ((state = 'draft') = (effective_from is null)),
  check ((state = 'retired') = (effective_to is not null)),
  check (effective_to >= effective_from)
);
create unique index layer_version_in_force on layer_version (district_id, layer_code) where state = 'published';

create table layer_area (
  district_id text not null,
  version_id uuid not null references layer_version (id) on delete cascade,
  code text not null check (trim(code) <> ''),
  name text not null check (trim(name) <> ''),
  name_en text,
  boundary geometry (MultiPolygon, 4326) not null,
  -- In whole 1e-7 degrees, as in area: what is asked of it is exact.
  boundary_e7 geometry (MultiPolygon) not null
    generated always as (ST_SnapToGrid(ST_SetSRID(ST_Scale(boundary, 1e7, 1e7), 0), 1)) stored,
  primary key (district_id, version_id, code)
);
create index layer_area_boundary_e7 on layer_area using gist (boundary_e7);
