-- What the workers of the platform remember: when a failed timer or event is tried again, and what a photo was
-- made from.

-- due_at stays what was asked for; a failed timer sleeps until retry_at, so that it can't stand in others' way.
alter table timer add column retry_at timestamptz;
drop index timer_due;
create index timer_wake on timer (coalesce(retry_at, due_at), kind, key);

-- Events a subscriber could not take. While one of a case lies here, later ones of that case lie behind it.
-- tries = 0: it only waits for an earlier one. retry_at null after the last try: it waits for a person.
create table event_failure (
  subscriber text not null,
  transaction_id xid8 not null,
  event_id bigint not null references event (id),
  case_id uuid,
  tries smallint not null default 0,
  retry_at timestamptz,
  last_error text,
  created_at timestamptz not null,
  primary key (subscriber, event_id),
  check ((tries = 0) = (last_error is null))
);
create index event_failure_line on event_failure (subscriber, case_id, transaction_id, event_id);
create index event_failure_event on event_failure (event_id);

alter table photo
  add column original_sha256 bytea not null,
  -- Whether the camera named its zone or China's was assumed; null where no time was found.
  add column taken_at_zone text check (taken_at_zone in ('stated', 'assumed')),
  add constraint photo_zone_with_time check ((taken_at is null) = (taken_at_zone is null));
create unique index photo_once_per_uploader on photo (uploaded_by, original_sha256);
