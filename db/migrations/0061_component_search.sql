-- A thing is found by how its name begins and by how its code ends; both are ranges in the order of bytes, whatever the
-- collation of the store. Names are listed in their own order: a page is a stretch of the index, however many share
-- the beginning. How a code begins is a range of unique (district_id, code) already.
create index component_name on component (district_id, name collate "C", code collate "C");
create index component_code_end on component (district_id, reverse(code) collate "C");
