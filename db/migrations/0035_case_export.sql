-- Which list left as a file, by whom, when, and how far it came: for the screen that waits for it, and for whoever
-- asks later. It holds the question, never the rows.
create table case_export (
  id uuid primary key,
  district_id text not null,
  person_id uuid not null,
  format text not null check (format in ('xlsx', 'csv')),
  query jsonb not null,
  written integer not null default 0 check (written >= 0),
  total integer not null check (total >= 0),
  is_total_least boolean not null,
  ending text check (ending in ('done', 'cut_short', 'cancelled', 'failed')),
  started_at timestamptz not null,
  ended_at timestamptz,
  check ((ending is null) = (ended_at is null))
);
create index case_export_by_person on case_export (person_id, started_at desc);
