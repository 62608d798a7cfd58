-- What people are told about cases, and who has read it. One row per step and audience: telling twice is impossible.
create table notice (
  id uuid primary key,
  district_id text not null,
  case_id uuid not null,
  case_number text not null,
  seq integer not null,
  kind text not null,
  unit_id uuid,
  person_id uuid,
  is_urgent boolean not null,
  created_at timestamptz not null,
  check ((unit_id is null) <> (person_id is null)),
  unique nulls not distinct (case_id, seq, unit_id, person_id)
);
create index notice_of_unit on notice (unit_id, created_at desc) where unit_id is not null;
create index notice_of_person on notice (person_id, created_at desc) where person_id is not null;

create table notice_read (
  notice_id uuid not null references notice (id) on delete cascade,
  person_id uuid not null,
  read_at timestamptz not null,
  primary key (notice_id, person_id)
);
