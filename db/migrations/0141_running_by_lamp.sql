-- Orange lamps of a street: which of its running cases have turned is said by the index itself, as it is for
-- a district, instead of by each row. And what changes all day is swept sooner than after a fifth of a
-- million rows: the newest cases are read most, and an index answers alone only for pages that were swept.
drop index case_file_due_in_street;
create index case_file_due_in_street on case_file (street_path, due_at, id, orange_at, yellow_at)
  where is_running;
alter table case_file set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
