-- A unit that is no more: nothing new is given to it, and the history of cases still names it.
alter table unit add column closed_at timestamptz;
drop index unit_one_centre_per_area;
create unique index unit_one_centre_per_area on unit (area_path) where kind = 'centre' and closed_at is null;
