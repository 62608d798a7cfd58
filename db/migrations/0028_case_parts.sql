-- A matter that several units must settle: its parts are cases of their own that name the main one, which
-- counts them. What each part came to stands in the main case's record.
alter table case_file
  add column main_case_id uuid,
  add column part_count smallint not null default 0 constraint case_file_part_count check (part_count >= 0),
  -- A part is not split again: the main case answers for all of them.
  add constraint case_file_part_of_one check (main_case_id is null or part_count = 0),
  add constraint case_file_not_its_own_part check (main_case_id <> id);
create index case_file_parts on case_file (main_case_id) where main_case_id is not null;
create index case_file_in_parts on case_file (district_id, created_at desc, id desc) where part_count > 0;
-- Past cases of one item in one place, the latest first. A case comes in once, when it ends.
create index case_file_like on case_file (item_code, community_path, ended_at desc)
  where not is_open and item_code is not null;
