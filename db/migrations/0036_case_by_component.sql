-- The cases of one thing in the street, newest first; most cases name none.
create index case_file_component on case_file (component_id, created_at desc, id desc) where component_id is not null;
