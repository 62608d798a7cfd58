-- What two administrators may have open at once says which version was read, so that who saves second is told
-- instead of undoing the first in silence.
alter table person add column version integer not null default 1 check (version > 0);
alter table reason_wording add column version integer not null default 1 check (version > 0);
