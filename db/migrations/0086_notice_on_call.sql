-- Whom a push reaches: people who may answer it, on call in order, and in quiet hours later. What is held is on record from the
-- moment it would have been told, and in nobody's inbox until it is.
alter table notice
  -- Of a unit's notice: for its people who may answer a push alone.
  add column is_for_answerers boolean not null default false check (not is_for_answerers or unit_id is not null),
  -- Of a person's: the first on call is 1.
  add column duty_rank smallint check (duty_rank between 1 and 20 and (duty_rank is null or person_id is not null)),
  add column is_held boolean not null default false,
  -- When it would have been told without quiet hours, and until when those held it back.
  add column held_from timestamptz,
  add column held_until timestamptz,
  -- Of the first of a chain: the next to be told waits for the end of quiet hours.
  add column next_held_until timestamptz,
  add constraint notice_held check (
    (held_from is null) = (held_until is null) and (not is_held or (held_until is not null and level = 0))),
  add constraint notice_next_held check (next_held_until is null or level = 0);
