-- What changed last in a street where little happens lay behind everything that changed elsewhere in its
-- district. Each of the two lists has its own order now; the one of the district needs no streets in it.
drop index case_file_changed;
create index case_file_changed on case_file (district_id, updated_at desc, id desc);
create index case_file_changed_in_street on case_file (street_path, updated_at desc, id desc, community_path);
