-- The figures of the day walk what they count and nothing else. Open cases are counted from an index that holds
-- what the figures ask of them, so that a count of thousands reads no case; it is also the order of what is past
-- its deadline.
create index case_file_open on case_file (district_id, deadline_at, id)
  include (state, stage, street_path, community_path, area_path, holder_unit_id, unit_id, is_running, pause_kind,
    due_at)
  where is_open;
-- What has a deadline today, and what ended today.
create index case_file_deadline on case_file (district_id, deadline_at, id);
create index case_file_ended on case_file (district_id, ended_at, id) where ended_at is not null;
-- What was pushed, returned or sent back. All other steps, nearly all there are, pay nothing for it.
create index step_counted on step (district_id, at) where action in ('push', 'climb', 'return', 'rework');
