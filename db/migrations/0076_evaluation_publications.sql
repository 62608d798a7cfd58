-- Published periods: frozen facts, revisions as differences; scores that somebody contests; who looked at whose.
create table evaluation_look (
  id uuid primary key,
  person_id uuid not null,
  by_person_id uuid not null,
  by_name text not null,
  why text not null check (why <> ''),
  at timestamptz not null
);
create index evaluation_look_at on evaluation_look (person_id, at desc);

create table evaluation_publication (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null,
  period text not null check (period in ('day', 'week', 'month', 'quarter', 'year')),
  from_day date not null,
  to_day date not null,
  revision integer not null check (revision > 0),
  -- Why it was revised; none for the first.
  why text check ((why is null) = (revision = 1)),
  -- Indicators and weights as they were.
  indicators jsonb not null,
  schemes jsonb not null,
  published_at timestamptz not null,
  by_person_id uuid not null,
  by_name text not null,
  check (from_day <= to_day),
  unique (area_path, period, from_day, revision)
);

-- The first revision holds every fact of the period; each later one what came (1) and what went (-1).
create table evaluation_published (
  publication_id uuid not null references evaluation_publication (id),
  sign smallint not null check (sign in (1, -1)),
  case_id uuid not null,
  kind text not null,
  subject text not null,
  name text not null,
  area_path text not null,
  item_code text not null,
  day date not null,
  times integer not null,
  used_ms bigint not null,
  is_exempt boolean not null,
  primary key (publication_id, case_id, kind, subject, name, sign)
);

create table evaluation_contest (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null,
  publication_id uuid not null references evaluation_publication (id),
  kind text not null check (kind in ('unit', 'person')),
  subject text not null check (subject <> ''),
  case_id uuid not null,
  name text not null,
  words text not null check (words <> ''),
  at timestamptz not null,
  by_person_id uuid not null,
  by_name text not null,
  state text not null check (state in ('waiting', 'upheld', 'refused')),
  answer text check ((answer is null) = (state = 'waiting')),
  answered_at timestamptz check ((answered_at is null) = (state = 'waiting')),
  answered_by uuid,
  answered_by_name text,
  -- Whoever asks does not answer.
  check (answered_by <> by_person_id),
  unique (publication_id, kind, subject, case_id, name)
);
create index evaluation_contest_of on evaluation_contest (district_id, state, at desc, id);

create function evaluation_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a published figure stays as it was published: publish a revision';
end $$;
create trigger evaluation_published_stays before update or delete on evaluation_published
  for each row execute function evaluation_stays();
create trigger evaluation_publication_stays before update or delete on evaluation_publication
  for each row execute function evaluation_stays();
