-- The figures of the day walk what they count and nothing else: what has a deadline today, what ended today, what
-- was pushed, returned or sent back. The last is an index of those four kinds of steps alone: all other steps,
-- nearly all there are, pay nothing for it.
create index case_file_deadline on case_file (district_id, deadline_at);
create index case_file_ended on case_file (district_id, ended_at) where not is_open;
create index step_counted on step (district_id, at) where action in ('push', 'climb', 'return', 'rework');
