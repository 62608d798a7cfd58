-- Published peace indexes: each area's is frozen as it was told; a revision holds what differs
-- (docs/decisions/0028-peace-published.md).
create table peace_publication (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  span text not null check (span in ('ten_days', 'month')),
  from_day date not null,
  revision integer not null check (revision > 0),
  -- Why it was revised; none for the first.
  why text check (why <> ''),
  -- By what was judged, as it was; a revision is judged by the same.
  edition integer,
  valid_from date,
  scheme jsonb not null,
  published_at timestamptz not null,
  by_person_id uuid not null,
  by_name text not null,
  check ((why is null) = (revision = 1)),
  check ((edition is null) = (valid_from is null)),
  primary key (district_id, span, from_day, revision)
);

create table peace_published (
  district_id text not null,
  span text not null,
  from_day date not null,
  area_path text not null check (left(area_path, 6) = district_id),
  revision integer not null,
  -- What the area was called.
  name text not null,
  name_en text not null,
  -- Index, colour, contributions; null where the area is judged no more.
  told jsonb,
  primary key (district_id, span, from_day, area_path, revision),
  foreign key (district_id, span, from_day, revision)
    references peace_publication (district_id, span, from_day, revision)
);

create trigger peace_publication_stays before update or delete on peace_publication
  for each row execute function peace_stays();
create trigger peace_publication_stays_whole before truncate on peace_publication
  for each statement execute function peace_stays();
create trigger peace_published_stays before update or delete on peace_published
  for each row execute function peace_stays();
create trigger peace_published_stays_whole before truncate on peace_published
  for each statement execute function peace_stays();
