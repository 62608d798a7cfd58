-- Of one step a person may hear two things: that it happened, and later that something of it is still to be done.
alter table notice drop constraint notice_told_once;
alter table notice add constraint notice_told_once
  unique nulls not distinct (case_id, seq, kind, escalates_id, unit_id, person_id);
