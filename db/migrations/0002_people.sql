-- Who: units, persons, posts, sessions, tries to sign in, and who read a protected field.

-- Lets "the same text" be asked by a GiST exclusion without the extension btree_gist, which not every store has.
create type text_span as range (subtype = text, collation = "C");

create table unit (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  name_en text not null,
  kind text not null check (kind in ('centre', 'department', 'station', 'company', 'team', 'social_org')),
  specialty text not null check (specialty <> ''),
  area_path text not null check (area_path ~ '^[0-9]{6}([.][0-9]{3}){0,3}$'),
  serves text[] not null check (cardinality(serves) > 0 and array_position(serves, null) is null),
  parent_id uuid references unit,
  calendar_id text,
  phone text,
  created_at timestamptz not null,
  unique (district_id, code),
  check (area_path = district_id or starts_with(area_path, district_id || '.')),
  check (parent_id <> id)
);
create unique index unit_one_centre_per_area on unit (area_path) where kind = 'centre';

-- area_path is where the person was taken on: it says who looks after someone who holds no post yet.
-- The phone is sealed by the application; phone_index finds an exact number without being able to show it.
create table person (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null check (area_path = district_id or starts_with(area_path, district_id || '.')),
  name text not null check (name <> ''),
  login text unique check (login = lower(login) and login <> ''),
  password_hash text check (starts_with(password_hash, '$argon2id$')),
  password_changed_at timestamptz,
  language text not null check (language in ('zh', 'en')),
  state text not null check (state in ('active', 'left')),
  phone_sealed bytea,
  phone_index bytea,
  created_at timestamptz not null,
  left_at timestamptz,
  check ((phone_sealed is null) = (phone_index is null)),
  check ((state = 'left') = (left_at is not null))
);
create index person_district_name on person (district_id, name, id);
create index person_phone_index on person (phone_index) where phone_index is not null;

-- to_date is the first day on which the post no longer holds; null means until further notice.
create table post (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  person_id uuid not null references person,
  unit_id uuid not null references unit,
  role text not null check (role in ('inspector', 'grid_head', 'guide', 'assistant', 'participant', 'handler',
    'unit_head', 'dispatcher', 'leader', 'mediator', 'clerk', 'analyst', 'administrator')),
  area_path text not null check (area_path ~ '^[0-9]{6}([.][0-9]{3}){0,3}$'),
  from_date date not null,
  to_date date,
  given_at timestamptz not null,
  given_by uuid references person,
  ended_at timestamptz,
  ended_by uuid references person,
  check (to_date >= from_date),
  check (area_path = district_id or starts_with(area_path, district_id || '.')),
  check (role <> 'grid_head' or length(area_path) = 18),
  constraint post_one_head_per_grid exclude using gist (
    text_span(area_path, area_path, '[]') with &&,
    daterange(from_date, to_date, '[)') with &&
  ) where (role = 'grid_head')
);
create index post_person on post (person_id);
create index post_unit on post (unit_id, role);
create index post_area on post (district_id, area_path text_pattern_ops);

create table session (
  token_hash bytea primary key check (length(token_hash) = 32),
  person_id uuid not null references person,
  channel text not null check (channel in ('cookie', 'bearer')),
  csrf text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  revoked_at timestamptz
);
create index session_person on session (person_id) where revoked_at is null;
create index session_expires_at on session (expires_at);

-- One row per account or network address with recent failures. The subject is a keyed hash: people type
-- passwords into login fields, and an address says where somebody lives.
create table login_attempt (
  kind text not null check (kind in ('account', 'address')),
  subject bytea not null,
  failures integer not null check (failures >= 0),
  last_failed_at timestamptz not null,
  locked_until timestamptz,
  primary key (kind, subject)
);
create index login_attempt_last_failed_at on login_attempt (last_failed_at);

-- Every reading of a protected field, kept for the person it is about. Never changed, never deleted.
create table personal_read (
  id uuid primary key,
  district_id text not null,
  person_id uuid not null references person,
  field text not null check (field in ('phone')),
  purpose text not null check (length(purpose) >= 4),
  reader_id uuid not null references person,
  reader_post_id uuid not null references post,
  read_at timestamptz not null
);
create index personal_read_person on personal_read (person_id, read_at);
