-- When the person says it was done, where that was well before it arrived: a phone that was without a network.
-- Claimed, never trusted: the order of steps and every limit go by `at`.
alter table step add column made_at timestamptz check (made_at < at);

-- The few cases with a question that waits for somebody's answer: the phone of whoever was asked must find them.
create index case_file_asking on case_file (district_id, id) where is_open and asks <> '[]'::jsonb;
