-- The territorial tree: versions of a district's boundaries, and the areas of each version.
-- A version is drafted, checked, published once, and retired by the next; a published version never changes.

create table area_version (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'retired')),
  source text not null check (source <> ''),
  crs text not null check (crs in ('WGS84', 'GCJ02', 'BD09')),
  created_at timestamptz not null,
  created_by text not null,
  published_at timestamptz,
  published_by text,
  effective_from timestamptz,
  effective_to timestamptz,
  unique (district_id, number),
  check ((state = 'draft') = (published_at is null)),
  check ((published_at is null) = (published_by is null)),
  check ((published_at is null) = (effective_from is null)),
  check ((state = 'retired') = (effective_to is not null)),
  check (effective_to >= effective_from)
);

-- At most one version of a district is in force.
create unique index area_version_in_force on area_version (district_id) where state = 'published';

create table area (
  district_id text not null,
  version_id uuid not null references area_version (id) on delete cascade,
  -- 'base' is the tiling that cases are located in; any other name is a professional layer laid over it.
  layer text not null default 'base' check (layer ~ '^[a-z][a-z0-9_]*$'),
  path text not null,
  parent_path text,
  code text not null check (code ~ '^[0-9]+$'),
  level text not null check (level in ('district', 'street', 'community', 'grid')),
  name text not null check (name <> ''),
  name_en text,
  -- The code in the source's own scheme, such as TS-3-3; null when it is the code itself.
  external_code text,
  boundary geometry (MultiPolygon, 4326) not null,
  -- The boundary in whole 1e-7 degrees: predicates on it are exact and agree with the index in memory.
  boundary_e7 geometry (MultiPolygon) not null
    generated always as (ST_SnapToGrid(ST_SetSRID(ST_Scale(boundary, 1e7, 1e7), 0), 1)) stored,
  area_m2 double precision not null
    generated always as (ST_Area(boundary::geography)) stored,
  -- United from the areas below, not given by the source.
  is_derived boolean not null default false,
  primary key (district_id, version_id, layer, path),
  check (code like district_id || '%'),
  check (replace(path, '.', '') = code),
  check (length(code) =
    case level when 'district' then 6 when 'street' then 9 when 'community' then 12 else 15 end),
  check ((level = 'district') = (parent_path is null)),
  check (level = 'district' or parent_path = left(path, -4))
);

create unique index area_external_code on area (version_id, layer, level, external_code)
  where external_code is not null;
create index area_boundary_e7 on area using gist (boundary_e7);
create index area_path on area (path);
