-- Who is on call in a unit, when it is quiet, and the secret links to calendars of it. One version for all of a rota: two
-- people who change it at once are told.
create table duty_rota (
  unit_id uuid primary key references unit (id),
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  version integer not null check (version > 0)
);

-- A week that repeats, from its day until the next pattern of the unit begins.
create table duty_pattern (
  unit_id uuid not null references duty_rota (unit_id),
  since date not null,
  weekly jsonb not null check (jsonb_typeof(weekly) = 'array'),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (unit_id, since)
);

-- A day that is otherwise: these shifts begin on it, and none of the pattern.
create table duty_day (
  unit_id uuid not null references duty_rota (unit_id),
  day date not null,
  shifts jsonb not null check (jsonb_typeof(shifts) = 'array'),
  why text not null check (trim(why) <> ''),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (unit_id, day)
);

-- When a push is told no sooner than the morning. Without a unit: of every unit of the district that has none of its own.
create table quiet_hours (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  unit_id uuid references unit (id),
  from_minute smallint not null check (from_minute between 0 and 1439),
  to_minute smallint not null check (to_minute between 0 and 1439 and to_minute <> from_minute),
  since date not null,
  until date check (until > since),
  may_disturb text[] not null check (
    may_disturb <@ array['urge', 'supervise', 'summon', 'circulate', 'leaders_list', 'urgent_matter']),
  source text not null check (trim(source) <> ''),
  changed_at timestamptz not null,
  changed_by text not null,
  removed_at timestamptz,
  removed_by text,
  check ((removed_at is null) = (removed_by is null))
);
create index quiet_hours_of on quiet_hours (district_id, since) where removed_at is null;

-- A calendar program signs in nowhere: it holds a token, of which only the hash is kept.
create table duty_link (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  unit_id uuid references unit (id),
  person_id uuid references person (id),
  token_hash bytea not null unique,
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  revoked_at timestamptz,
  revoked_by text,
  check ((unit_id is null) <> (person_id is null)),
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index duty_link_of_unit on duty_link (unit_id) where unit_id is not null and revoked_at is null;
create unique index duty_link_of_person on duty_link (person_id) where person_id is not null and revoked_at is null;
