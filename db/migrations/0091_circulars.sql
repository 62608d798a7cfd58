-- Circulars: drafted from chosen cases, changed by people, and once issued as they are.
create table circular (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  -- The cases that it names, as they were then.
  cases jsonb not null check (jsonb_typeof(cases) = 'array'),
  version integer not null check (version > 0),
  by_name text not null,
  changed_at timestamptz not null,
  issued_at timestamptz,
  issued_by uuid,
  issued_by_name text,
  check ((issued_at is null) = (issued_by is null) and (issued_at is null) = (issued_by_name is null))
);
create index circular_of on circular (area_path, id desc);

create function circular_stays() returns trigger language plpgsql as $$
begin
  raise exception 'an issued circular stays as it was issued';
end $$;
create trigger circular_stays before update or delete on circular for each row
  when (old.issued_at is not null) execute function circular_stays();
