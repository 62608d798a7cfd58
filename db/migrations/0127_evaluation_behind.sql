-- How many cases wait to be counted, for whoever reads figures meanwhile; and cases counted by other rules are
-- found by a key, wherever the walk stands.
alter table evaluation_walk add column behind integer not null default 0 check (behind >= 0);
create index evaluation_case_edition on evaluation_case (edition);
