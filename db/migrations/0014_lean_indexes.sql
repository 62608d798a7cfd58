-- Every report and action pays for each index of what it writes. These three answer no question that the product
-- asks; figures (evaluation) will bring the ones they need.
drop index step_by_time;
drop index step_by_unit;
drop index case_file_by_deadline;

-- Receipts come in the order of time and are only ever asked for by age when old ones go: a summary of each
-- stretch of the table does for that, and costs the write nothing.
drop index idempotency_receipt_created_at;
create index idempotency_receipt_age on idempotency_receipt using brin (created_at);

-- What is late, soonest due first: newest first it had to be picked from everything that runs.
drop index case_file_running;
create index case_file_due_in_district on case_file (district_id, due_at, id) where is_running;
create index case_file_due_in_street on case_file (street_path, due_at, id) where is_running;
create index case_file_due_in_unit on case_file (holder_unit_id, due_at, id) where is_running;
create index case_file_paused on case_file (district_id, created_at desc, id desc) where is_open and not is_running;
