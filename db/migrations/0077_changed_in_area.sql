-- What changed last in a street or a community: the index says by itself which entries lie there, so that
-- the rows of other streets are not looked up one by one (six times as many as a page holds).
drop index case_file_changed;
create index case_file_changed on case_file (district_id, updated_at desc, id desc, street_path, community_path);
