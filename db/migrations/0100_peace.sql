-- Series over time that somebody tells, and by what an area is judged to be at peace (docs/decisions/0023-peace-index.md).
create table peace_indicator (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  id text not null check (id ~ '^[a-z][a-z0-9_-]{0,60}$'),
  zh text not null check (zh <> ''),
  en text not null check (en <> ''),
  unit_zh text not null check (unit_zh <> ''),
  unit_en text not null check (unit_en <> ''),
  shape text not null check (shape in ('sum', 'level', 'rate')),
  is_higher_better boolean not null,
  source text not null check (source <> ''),
  primary key (district_id, id)
);
create unique index peace_indicator_zh on peace_indicator (district_id, zh);

-- Every telling stays; the one with the highest revision stands.
create table peace_value (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null check (left(area_path, 6) = district_id),
  indicator text not null check (indicator <> ''),
  span text not null check (span in ('ten_days', 'month', 'quarter', 'year')),
  from_day date not null,
  revision integer not null check (revision > 0),
  -- Null takes back what was told.
  value numeric(21, 6) check (value >= 0),
  source text not null check (source <> ''),
  is_imported boolean not null,
  why text not null check (why <> '' or revision = 1),
  at timestamptz not null,
  by_person_id uuid not null,
  by_name text not null,
  primary key (district_id, area_path, indicator, span, from_day, revision)
);

create table peace_scheme (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  edition integer not null check (edition > 0),
  valid_from date not null check (extract(day from valid_from) = 1),
  body jsonb not null,
  why text not null check (why <> ''),
  at timestamptz not null,
  by_name text not null,
  second_name text,
  primary key (district_id, edition)
);

create function peace_stays() returns trigger language plpgsql as $$
begin
  raise exception 'what was told, and by what was judged, stays: tell it anew';
end $$;
create trigger peace_value_stays before update or delete on peace_value
  for each row execute function peace_stays();
create trigger peace_value_stays_whole before truncate on peace_value
  for each statement execute function peace_stays();
create trigger peace_scheme_stays before update or delete on peace_scheme
  for each row execute function peace_stays();
create trigger peace_scheme_stays_whole before truncate on peace_scheme
  for each statement execute function peace_stays();
