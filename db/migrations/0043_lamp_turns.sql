-- When the lamp of a running stage turns, beside the due instant: a list of orange ones walked thousands of cases
-- to ask the calendar about each. 'infinity': it never shows that colour; '-infinity': nobody has worked it out
-- yet, which the server does for the cases of before in its first minute. One index of what is open, newest
-- first, with all that lamps ask, takes the place of that of the paused ones; and what is asked of a case while
-- an index is walked (its lamp, where it lies) stands in that index: no row is fetched to be passed over.
alter table case_file
  add column yellow_at timestamptz default '-infinity',
  add column orange_at timestamptz default '-infinity';
drop index case_file_paused;
create index case_file_open_newest on case_file
  (district_id, created_at desc, id desc, is_running, due_at, orange_at, yellow_at) where is_open;
create index case_file_unlit on case_file (id) where is_running and orange_at = '-infinity';
drop index case_file_due_in_district;
create index case_file_due_in_district on case_file (district_id, due_at, id, orange_at, yellow_at) where is_running;
drop index case_file_newest;
create index case_file_newest on case_file (district_id, created_at desc, id desc, lon, lat);
