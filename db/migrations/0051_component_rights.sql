-- Rights confirmation as work: nobody asked yet, a unit asked, disputed by it, confirmed. What the register said of
-- it with yes or no follows from that.
alter table component add column right_state text not null default 'open'
  check (right_state in ('open', 'asked', 'disputed', 'confirmed'));
update component set right_state = 'confirmed' where rights_confirmed;
alter table component drop column rights_confirmed;
alter table component add column rights_confirmed boolean not null
  generated always as (right_state = 'confirmed') stored;
-- Who is asked, disputes or has confirmed; the reason of a dispute, or the words of the ruling.
alter table component add column right_unit_id uuid;
alter table component add column right_words text check (right_words <> '');
alter table component add check (right_state not in ('asked', 'disputed') or right_unit_id is not null);
alter table component add check (right_state <> 'disputed' or right_words is not null);

-- When it was found to stand there no more: kept with its history, on no map, list or count of what stands.
alter table component add column gone_at timestamptz;

-- Lists of work are read in the order of codes.
create index component_right_open on component (district_id, code) where right_state = 'open' and gone_at is null;
create index component_right_work on component (district_id, right_unit_id, code)
  where right_state in ('asked', 'disputed');
create index component_unit on component
  (district_id, coalesce(right_unit_id, maintenance_unit_id, owner_unit_id), code);
create index component_not_intact on component (district_id, code) where condition <> 'intact' and gone_at is null;

alter table component_change drop constraint component_change_kind_check;
alter table component_change add constraint component_change_kind_check check (
  kind in ('imported', 'updated', 'right_asked', 'right_confirmed', 'right_disputed', 'right_ruled',
    'surveyed', 'gone', 'condition'));

-- How many there are, and how far rights are confirmed, by class, by unit and by grid: counted as rows change, so that
-- no screen counts a register. An empty key: no unit, no grid. What is taken from a line is proposed as a line below
-- nought before it meets the one that is there: no check can stand on these columns.
create table component_tally (
  district_id text not null,
  axis text not null check (axis in ('class', 'unit', 'area')),
  key text not null,
  total bigint not null,
  asked bigint not null,
  disputed bigint not null,
  confirmed bigint not null,
  not_intact bigint not null,
  primary key (district_id, axis, key)
);

create function component_tally_insert() returns trigger language plpgsql as $$
begin
  insert into component_tally as t (district_id, axis, key, total, asked, disputed, confirmed, not_intact)
  select c.district_id, line.axis, coalesce(line.key, ''), sum(c.n),
    coalesce(sum(c.n) filter (where c.right_state = 'asked'), 0),
    coalesce(sum(c.n) filter (where c.right_state = 'disputed'), 0),
    coalesce(sum(c.n) filter (where c.right_state = 'confirmed'), 0),
    coalesce(sum(c.n) filter (where c.condition <> 'intact'), 0)
  from (select r.*, 1 as n from new_rows r) c
  cross join lateral (values
    ('class', c.class_code),
    ('unit', coalesce(c.right_unit_id, c.maintenance_unit_id, c.owner_unit_id)::text),
    ('area', c.area_path)) as line (axis, key)
  where c.gone_at is null
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (district_id, axis, key) do update set
    total = t.total + excluded.total, asked = t.asked + excluded.asked,
    disputed = t.disputed + excluded.disputed, confirmed = t.confirmed + excluded.confirmed,
    not_intact = t.not_intact + excluded.not_intact;
  return null;
end;
$$;
-- What changes from one line to another is taken from the one and given to the other; equal changes cancel out.
create function component_tally_update() returns trigger language plpgsql as $$
begin
  insert into component_tally as t (district_id, axis, key, total, asked, disputed, confirmed, not_intact)
  select c.district_id, line.axis, coalesce(line.key, ''), sum(c.n),
    coalesce(sum(c.n) filter (where c.right_state = 'asked'), 0),
    coalesce(sum(c.n) filter (where c.right_state = 'disputed'), 0),
    coalesce(sum(c.n) filter (where c.right_state = 'confirmed'), 0),
    coalesce(sum(c.n) filter (where c.condition <> 'intact'), 0)
  from (select r.*, 1 as n from new_rows r union all select r.*, -1 as n from old_rows r) c
  cross join lateral (values
    ('class', c.class_code),
    ('unit', coalesce(c.right_unit_id, c.maintenance_unit_id, c.owner_unit_id)::text),
    ('area', c.area_path)) as line (axis, key)
  where c.gone_at is null
  group by 1, 2, 3
  having sum(c.n) <> 0
    or sum(c.n) filter (where c.right_state = 'asked') <> 0
    or sum(c.n) filter (where c.right_state = 'disputed') <> 0
    or sum(c.n) filter (where c.right_state = 'confirmed') <> 0
    or sum(c.n) filter (where c.condition <> 'intact') <> 0
  order by 1, 2, 3
  on conflict (district_id, axis, key) do update set
    total = t.total + excluded.total, asked = t.asked + excluded.asked,
    disputed = t.disputed + excluded.disputed, confirmed = t.confirmed + excluded.confirmed,
    not_intact = t.not_intact + excluded.not_intact;
  return null;
end;
$$;
create trigger component_tally_inserted after insert on component
  referencing new table as new_rows for each statement execute function component_tally_insert();
create trigger component_tally_updated after update on component
  referencing old table as old_rows new table as new_rows
  for each statement execute function component_tally_update();

insert into component_tally (district_id, axis, key, total, asked, disputed, confirmed, not_intact)
select c.district_id, line.axis, coalesce(line.key, ''), sum(c.n),
  coalesce(sum(c.n) filter (where c.right_state = 'asked'), 0),
  coalesce(sum(c.n) filter (where c.right_state = 'disputed'), 0),
  coalesce(sum(c.n) filter (where c.right_state = 'confirmed'), 0),
  coalesce(sum(c.n) filter (where c.condition <> 'intact'), 0)
from (select r.*, 1 as n from component r) c
cross join lateral (values
  ('class', c.class_code),
  ('unit', coalesce(c.right_unit_id, c.maintenance_unit_id, c.owner_unit_id)::text),
  ('area', c.area_path)) as line (axis, key)
where c.gone_at is null
group by 1, 2, 3;
