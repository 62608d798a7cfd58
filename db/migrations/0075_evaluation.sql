-- Evaluation: each case's part in each count, and the sums of it by day and month (docs/decisions/0017-evaluation.md).
create table evaluation_fact (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  case_id uuid not null,
  kind text not null check (kind in ('area', 'unit', 'person')),
  -- The unit or the person; '' for the area.
  subject text not null check ((kind = 'area') = (subject = '')),
  name text not null check (name <> ''),
  area_path text not null,
  item_code text not null,
  -- The day, in the district's own time, by which a period counts it.
  day date not null,
  times integer not null check (times > 0),
  used_ms bigint not null check (used_ms >= 0),
  is_exempt boolean not null,
  primary key (case_id, kind, subject, name)
);
create index evaluation_fact_cell on evaluation_fact (district_id, kind, subject, name, day, case_id);

-- Up to which step each case is counted, and by which edition of the rules.
create table evaluation_case (
  case_id uuid primary key,
  district_id text not null,
  seq integer not null check (seq >= 0),
  edition integer not null check (edition >= 0)
);

-- Where the walk over all cases stands that finds what no event told of.
create table evaluation_walk (
  is_the_one boolean primary key default true check (is_the_one),
  district_id text not null,
  case_id uuid not null
);
insert into evaluation_walk (district_id, case_id) values ('', '00000000-0000-0000-0000-000000000000');

create table evaluation_sum (
  district_id text not null,
  dimension text not null check (dimension in ('area', 'item', 'unit', 'person')),
  span text not null check (span in ('day', 'month')),
  area_path text not null,
  subject text not null,
  name text not null,
  -- The day, or the first of the month.
  day date not null,
  cases integer not null,
  times integer not null,
  used_ms bigint not null,
  exempt_cases integer not null,
  exempt_times integer not null,
  exempt_ms bigint not null,
  primary key (district_id, dimension, span, area_path, day, subject, name)
);

-- What leaves the scores: a whole case (kind 'case'), or what it says of one unit or person. The fact stays.
create table evaluation_exemption (
  case_id uuid not null,
  kind text not null check (kind in ('case', 'unit', 'person')),
  subject text not null check ((kind = 'case') = (subject = '')),
  at timestamptz not null,
  primary key (case_id, kind, subject)
);
