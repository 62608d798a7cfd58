-- Lists of cases at speed: what a row of a list shows stands outside the wide rule, and the views that had to
-- sort or to walk a whole district get an index in the order of time.
alter table case_file
  add column item_name text generated always as (rule->>'itemName') stored,
  add column item_name_en text generated always as (rule->>'itemNameEn') stored;
create index case_file_by_item on case_file (item_code, created_at desc, id desc) where item_code is not null;
-- The running ones are few; their due times are read from the index alone.
drop index case_file_by_due;
create index case_file_running on case_file (district_id, created_at desc, id desc, due_at) where is_running;
