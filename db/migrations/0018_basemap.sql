-- The ground under the maps: what a source has brought for a district, and its features.

create table base_source (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  source text not null check (source <> ''),
  -- Of the features as they came: the same again changes nothing.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  features integer not null check (features > 0),
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (district_id, source)
);

create table base_feature (
  id uuid primary key,
  district_id text not null,
  source text not null,
  class text not null check (class in ('water', 'green', 'building', 'road', 'rail')),
  rank smallint not null check (rank between 1 and 3),
  -- The lowest zoom at which it is drawn.
  shown_from smallint not null check (shown_from between 10 and 17),
  name text check (name <> ''),
  name_en text check (name_en <> ''),
  geometry geometry (Geometry, 4326) not null check (not ST_IsEmpty(geometry)),
  foreign key (district_id, source) references base_source (district_id, source) on delete cascade
);
create index base_feature_geometry on base_feature using gist (geometry);
create index base_feature_source on base_feature (district_id, source);

-- A tile asks for the areas in its box.
create index area_boundary on area using gist (boundary);
