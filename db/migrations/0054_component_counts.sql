-- Where components stand on a map, so that a tile is one range of an index; and how many stand in each square of it, so
-- that a whole district is drawn from counts. Counts are a ledger: a change adds lines and touches none, so that nobody
-- waits for anybody; readers sum; a job folds the lines in.

-- The square of zoom 18 in which a point lies, numbered along the Z curve (kernel/tile-cell.ts).
create function map_cell(lon double precision, lat double precision) returns bigint
  language plpgsql immutable strict parallel safe as $$
declare
  sine double precision := sin(radians(least(greatest(lat, -85.05), 85.05)));
  x bigint := least(262143, greatest(0, floor((lon / 360 + 0.5) * 262144)));
  y bigint := least(262143, greatest(0, floor((0.5 - ln((1 + sine) / (1 - sine)) / (4 * pi())) * 262144)));
begin
  x := (x | (x << 16)) & x'0000FFFF0000FFFF'::bigint;
  x := (x | (x << 8)) & x'00FF00FF00FF00FF'::bigint;
  x := (x | (x << 4)) & x'0F0F0F0F0F0F0F0F'::bigint;
  x := (x | (x << 2)) & x'3333333333333333'::bigint;
  x := (x | (x << 1)) & x'5555555555555555'::bigint;
  y := (y | (y << 16)) & x'0000FFFF0000FFFF'::bigint;
  y := (y | (y << 8)) & x'00FF00FF00FF00FF'::bigint;
  y := (y | (y << 4)) & x'0F0F0F0F0F0F0F0F'::bigint;
  y := (y | (y << 2)) & x'3333333333333333'::bigint;
  y := (y | (y << 1)) & x'5555555555555555'::bigint;
  return x | (y << 1);
end;
$$;

alter table component add column cell bigint not null generated always as (map_cell(lon, lat)) stored;
-- What a tile of dots shows is in the index: it reads no row.
create index component_dots on component (district_id, cell, class_code) include (lon, lat, condition)
  where gone_at is null;

-- What has come and gone since the last folding: one line for each thing that came, one for each that went.
create table component_count_change (
  district_id text not null,
  cell bigint not null,
  class_code text not null,
  condition text not null,
  competent_unit_id uuid,
  owner_unit_id uuid,
  maintenance_unit_id uuid,
  -- Ten-millionths of a degree.
  lon_e7 bigint not null,
  lat_e7 bigint not null,
  things integer not null check (things in (-1, 1))
);
create index component_count_change_cell on component_count_change (district_id, cell);

-- How many stand in a square of a zoom: all of them together, and by what a map filters by. Several lines of the same
-- square and kind mean their sum.
create table component_count (
  district_id text not null,
  level smallint not null check (level between 14 and 18),
  cell bigint not null,
  is_whole boolean not null,
  class_code text check ((class_code is null) = is_whole),
  condition text check ((condition is null) = is_whole),
  competent_unit_id uuid,
  owner_unit_id uuid,
  maintenance_unit_id uuid,
  things integer not null,
  not_intact integer not null,
  -- Sums of places: a mark for many stands in their middle.
  lon_sum bigint not null,
  lat_sum bigint not null
);
create index component_count_cell on component_count (district_id, level, is_whole, cell, class_code);

create function component_is_counted() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into component_count_change
      select district_id, cell, class_code, condition, competent_unit_id, owner_unit_id, maintenance_unit_id,
        round(lon * 1e7), round(lat * 1e7), 1 from added where gone_at is null;
  elsif tg_op = 'DELETE' then
    insert into component_count_change
      select district_id, cell, class_code, condition, competent_unit_id, owner_unit_id, maintenance_unit_id,
        round(lon * 1e7), round(lat * 1e7), -1 from removed where gone_at is null;
  else
    insert into component_count_change
      select line.district_id, line.cell, line.class_code, line.condition, line.competent_unit_id,
        line.owner_unit_id, line.maintenance_unit_id, round(line.lon * 1e7), round(line.lat * 1e7), line.things
      from removed was join added becomes on becomes.id = was.id cross join lateral (values
        (was.district_id, was.cell, was.class_code, was.condition, was.competent_unit_id, was.owner_unit_id,
          was.maintenance_unit_id, was.lon, was.lat, -1, was.gone_at),
        (becomes.district_id, becomes.cell, becomes.class_code, becomes.condition, becomes.competent_unit_id,
          becomes.owner_unit_id, becomes.maintenance_unit_id, becomes.lon, becomes.lat, 1, becomes.gone_at)
        ) line (district_id, cell, class_code, condition, competent_unit_id, owner_unit_id, maintenance_unit_id,
          lon, lat, things, gone_at)
      -- What is gone stands on no map.
      where line.gone_at is null
        and (was.lon, was.lat, was.class_code, was.condition, was.competent_unit_id, was.owner_unit_id,
          was.maintenance_unit_id, was.gone_at)
        is distinct from (becomes.lon, becomes.lat, becomes.class_code, becomes.condition, becomes.competent_unit_id,
          becomes.owner_unit_id, becomes.maintenance_unit_id, becomes.gone_at);
  end if;
  return null;
end;
$$;
create trigger component_added after insert on component referencing new table as added
  for each statement execute function component_is_counted();
create trigger component_changed after update on component referencing old table as removed new table as added
  for each statement execute function component_is_counted();
create trigger component_removed after delete on component referencing old table as removed
  for each statement execute function component_is_counted();

-- The components that are there already; the next folding takes them in.
insert into component_count_change
  select district_id, cell, class_code, condition, competent_unit_id, owner_unit_id, maintenance_unit_id,
    round(lon * 1e7), round(lat * 1e7), 1 from component where gone_at is null;
