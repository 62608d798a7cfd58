-- A notice names the matter it is about, so that an inbox can be read without opening each case. It is the item's
-- name at that moment; notices made before, and cases whose item is not known yet, have none.
alter table notice
  add column item_name text,
  add column item_name_en text;
