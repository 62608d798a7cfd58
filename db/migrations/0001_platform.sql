-- What every slice stands on: versions of snapshots, receipts of writes, events, timers, photos, settings.
create extension if not exists postgis;

create table setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);

create table snapshot_version (
  name text primary key,
  version bigint not null
);

-- One row per acknowledged write: the same key from the same actor answers the same again.
create table idempotency_receipt (
  actor text not null,
  key text not null,
  operation text not null,
  request_hash bytea not null,
  status smallint not null,
  reply jsonb not null,
  created_at timestamptz not null,
  primary key (actor, key)
);
create index idempotency_receipt_created_at on idempotency_receipt (created_at);

-- The outbox. transaction_id lets a reader stop before transactions that are still open, so that
-- a row that commits late is never skipped.
create table event (
  id bigint generated always as identity primary key,
  transaction_id xid8 not null default pg_current_xact_id(),
  kind text not null,
  district_id text not null,
  case_id uuid,
  data jsonb not null,
  created_at timestamptz not null
);
create index event_reading_order on event (transaction_id, id);

create table event_cursor (
  subscriber text primary key,
  transaction_id xid8 not null,
  event_id bigint not null
);

create table timer (
  kind text not null,
  key text not null,
  due_at timestamptz not null,
  data jsonb not null,
  tries smallint not null default 0,
  last_error text,
  primary key (kind, key)
);
create index timer_due on timer (due_at, kind, key);

create table photo (
  id uuid primary key,
  sha256 bytea not null,
  media_type text not null check (media_type in ('image/jpeg')),
  bytes integer not null check (bytes > 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  taken_at timestamptz,
  lon double precision,
  lat double precision,
  uploaded_by text not null,
  created_at timestamptz not null,
  check ((lon is null) = (lat is null))
);
create index photo_sha256 on photo (sha256);
