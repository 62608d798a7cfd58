-- What one administrator can do alone ends at the district and at a password of one's own: holidays belong to
-- a district, whoever was given a password is known with its giver, and what nobody agreed to in time is forgotten.

-- Each district that has a calendar keeps the list it counted by until now.
alter table holiday drop constraint holiday_year_fkey;
alter table holiday drop constraint holiday_pkey;
alter table holiday_year drop constraint holiday_year_pkey;
drop index holiday_of_year;
alter table holiday_year add column district_id text check (district_id ~ '^[0-9]{6}$');
alter table holiday add column district_id text;
insert into holiday_year (district_id, year, source, loaded_at, loaded_by)
  select d.district_id, y.year, y.source, y.loaded_at, y.loaded_by
  from (select distinct district_id from calendar) d cross join holiday_year y where y.district_id is null;
insert into holiday (district_id, day, year, kind, name, name_en)
  select d.district_id, h.day, h.year, h.kind, h.name, h.name_en
  from (select distinct district_id from calendar) d cross join holiday h where h.district_id is null;
delete from holiday where district_id is null;
delete from holiday_year where district_id is null;
alter table holiday_year alter column district_id set not null;
alter table holiday alter column district_id set not null;
alter table holiday_year add primary key (district_id, year);
alter table holiday add primary key (district_id, day);
alter table holiday add constraint holiday_year_fkey foreign key (district_id, year)
  references holiday_year (district_id, year) on delete cascade;
create index holiday_of_year on holiday (district_id, year);

-- Who set somebody's password for them, and when. is_password_given: the owner has not changed it since.
alter table person add column is_password_given boolean not null default false;
alter table person add column password_given_by uuid;
alter table person add column password_given_at timestamptz;
alter table person add constraint person_password_given check (
  (password_given_by is null) = (password_given_at is null)
  and (not is_password_given or password_given_by is not null));

-- A proposal that nobody decided in time keeps no longer what it would have done.
alter table change_proposal drop constraint change_proposal_decided;
alter table change_proposal add constraint change_proposal_decided check (
  (decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)
  and (decision is null) = (decided_by_name is null) and (decision is null or body_sealed is null));
update change_proposal set body_sealed = null where decision is null and expires_at <= now();

-- Web map services are asked by the box of a tile.
alter table basemap_source drop constraint basemap_source_kind_check;
alter table basemap_source add constraint basemap_source_kind_check check (kind in ('xyz', 'wmts', 'wms'));
