-- Working time as data: the years whose public holidays are known, each district's calendars with their weekly
-- windows, and the dates on which a district or one calendar differs. Every row says where it comes from.

create table holiday_year (
  year integer primary key check (year between 1949 and 2200),
  source text not null check (source <> ''),
  loaded_at timestamptz not null,
  loaded_by text not null
);

create table holiday (
  day date primary key,
  year integer not null references holiday_year (year) on delete cascade,
  kind text not null check (kind in ('off', 'work')),
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  check (extract(year from day) = year)
);
create index holiday_of_year on holiday (year);

create table calendar (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  code text not null check (code ~ '^[a-z][a-z0-9_]*$'),
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  offset_minutes integer not null check (offset_minutes between -720 and 840),
  observes_holidays boolean not null,
  -- The calendar of whoever names no other.
  is_default boolean not null,
  source text not null check (source <> ''),
  created_at timestamptz not null,
  unique (district_id, code),
  unique (district_id, id)
);
create unique index calendar_default on calendar (district_id) where is_default;

create table calendar_window (
  calendar_id uuid not null references calendar (id) on delete cascade,
  weekday integer not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute >= 0),
  to_minute integer not null check (to_minute <= 1440),
  valid_from date not null default '-infinity',
  valid_to date not null default 'infinity',
  primary key (calendar_id, weekday, from_minute, valid_from),
  check (from_minute < to_minute),
  check (valid_from <= valid_to)
);

-- Never deleted: an exception taken back stays with who did it, since deadlines were promised under it.
create table calendar_exception (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  -- Null: every calendar of the district that has no exception of its own on that day.
  calendar_id uuid,
  day date not null,
  -- Ordered list of {fromMinute, toMinute}; empty means closed.
  windows jsonb not null check (jsonb_typeof(windows) = 'array'),
  reason text not null check (reason <> ''),
  created_at timestamptz not null,
  created_by text not null,
  removed_at timestamptz,
  removed_by text,
  foreign key (district_id, calendar_id) references calendar (district_id, id),
  check ((removed_at is null) = (removed_by is null)),
  check (removed_at >= created_at)
);
create unique index calendar_exception_of_calendar on calendar_exception (district_id, calendar_id, day)
  where removed_at is null and calendar_id is not null;
create unique index calendar_exception_of_district on calendar_exception (district_id, day)
  where removed_at is null and calendar_id is null;
