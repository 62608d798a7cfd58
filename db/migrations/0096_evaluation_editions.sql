-- An area's own rules of judging: each change is a new edition with its dates and source, and stays.
create table evaluation_edition (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null check (starts_with(area_path, district_id)),
  kind text not null check (kind in ('indicator', 'scheme')),
  -- The indicator or the scheme.
  name text not null check (name <> ''),
  -- Of an indicator the worst values that are still of band A, B, C and D.
  limits jsonb check ((limits is null) = (kind = 'scheme')),
  -- Of a scheme how much each indicator weighs.
  weights jsonb check ((weights is null) = (kind = 'indicator')),
  source text not null check (source <> ''),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  made_at timestamptz not null,
  by_person_id uuid not null,
  by_name text not null,
  second_person_id uuid not null check (second_person_id <> by_person_id),
  second_name text not null,
  unique (area_path, kind, name, valid_from)
);
create index evaluation_edition_of on evaluation_edition (district_id, id);

create function evaluation_edition_stays() returns trigger language plpgsql as $$
begin
  raise exception 'an edition by which was judged stays: make another';
end $$;
create trigger evaluation_edition_stays before update or delete on evaluation_edition
  for each row execute function evaluation_edition_stays();
