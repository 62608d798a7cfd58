-- Reaching whoever must act: who acknowledged, to whom it went up, and the phones that are woken.

-- A notice waits while its case stays as it was told; a chain is one notice and those told because nobody
-- acknowledged it, each level further up.
alter table notice
  add column state text,
  add column holder_unit_id uuid,
  add column level smallint not null default 0,
  add column escalates_id uuid references notice (id) on delete cascade,
  add column ack_minutes smallint,
  add column ack_due_at timestamptz,
  add column ack_over_at timestamptz,
  add column acknowledged_at timestamptz,
  add column acknowledged_by uuid,
  add constraint notice_level_of_chain check ((level = 0) = (escalates_id is null) and level between 0 and 9),
  add constraint notice_ack_by_someone check ((acknowledged_at is null) = (acknowledged_by is null)),
  add constraint notice_ack_wanted check (
    (ack_minutes is null) = (ack_due_at is null) and (ack_over_at is null or ack_due_at is not null)),
  drop constraint notice_case_id_seq_unit_id_person_id_key,
  add constraint notice_told_once unique nulls not distinct (case_id, seq, escalates_id, unit_id, person_id);
create index notice_of_chain on notice (escalates_id) where escalates_id is not null;
create index notice_unacknowledged on notice (case_id)
  where ack_due_at is not null and acknowledged_at is null and ack_over_at is null;

alter table notice_read
  add column acknowledged_at timestamptz;

-- A browser that wants to be woken. Endpoint and keys lie sealed: whoever has them can send to this phone.
create table push_subscription (
  id uuid primary key,
  person_id uuid not null,
  endpoint_index bytea not null unique,
  sealed bytea not null,
  service text not null,
  device text not null check (length(device) between 1 and 80),
  language text not null check (language in ('zh', 'en')),
  session_hash bytea not null,
  created_at timestamptz not null,
  last_sent_at timestamptz
);
create index push_subscription_of_person on push_subscription (person_id, created_at desc);

-- What is still to be sent to a phone: gone once it was taken, refused, read, or too late.
create table push_delivery (
  notice_id uuid not null references notice (id) on delete cascade,
  subscription_id uuid not null references push_subscription (id) on delete cascade,
  person_id uuid not null,
  urgency text not null check (urgency in ('high', 'normal', 'low')),
  due_at timestamptz not null,
  expires_at timestamptz not null,
  tries smallint not null default 0,
  primary key (notice_id, subscription_id)
);
create index push_delivery_due on push_delivery (due_at);
create index push_delivery_of_subscription on push_delivery (subscription_id);
