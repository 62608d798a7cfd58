-- Briefs as they were issued: the text with its figures, frozen; issued again it is a revision with a reason. And when
-- a centre's briefs are written by themselves.
create table brief (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null,
  area_name text not null,
  area_name_en text not null,
  kind text not null check (kind in ('day', 'week', 'month')),
  from_day date not null,
  to_day date not null,
  revision integer not null check (revision > 0),
  why text check ((why is null) = (revision = 1)),
  body jsonb not null,
  as_of timestamptz not null,
  -- None where it was written by itself.
  by_person_id uuid,
  by_name text check ((by_name is null) = (by_person_id is null)),
  check (from_day <= to_day),
  unique (area_path, kind, from_day, revision)
);
create index brief_newest on brief (area_path, as_of desc, id desc);

create function brief_stays() returns trigger language plpgsql as $$
begin
  raise exception 'an issued brief stays as it was issued: issue it again';
end $$;
create trigger brief_stays before update or delete on brief for each row execute function brief_stays();

create table brief_plan (
  area_path text not null,
  kind text not null check (kind in ('day', 'week', 'month')),
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  -- Of the day, in the district's own time.
  minute integer not null check (minute between 0 and 1439),
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (area_path, kind)
);
