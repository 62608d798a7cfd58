-- Base maps of others that a district's maps may lie on. The address may hold a key of the district's, so that it
-- is told to administrators alone. One that was taken away stays on record.
create table basemap_source (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  name text not null check (length(trim(name)) between 1 and 60),
  name_en text not null check (length(trim(name_en)) between 1 and 60),
  kind text not null check (kind in ('xyz', 'wmts')),
  -- With {z}, {x} and {y}, or for wmts with {TileMatrix}, {TileCol} and {TileRow}.
  address text not null check (address ~ '^https?://' and length(address) <= 1000),
  crs text not null check (crs in ('WGS84', 'GCJ02')),
  attribution text not null check (length(trim(attribution)) between 1 and 200),
  min_zoom smallint not null check (min_zoom between 0 and 20),
  max_zoom smallint not null check (max_zoom between 0 and 20),
  added_at timestamptz not null,
  added_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  constraint basemap_source_zooms check (min_zoom <= max_zoom),
  constraint basemap_source_ended check ((ended_at is null) = (ended_by is null) and ended_at >= added_at)
);
create unique index basemap_source_name on basemap_source (district_id, name) where ended_at is null;
