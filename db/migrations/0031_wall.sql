-- The wall: what stands on it (a plan per area, as data), what it shows now, and the machines that were let in to show
-- it. A machine is let in by a person for one area, can only watch, and is sent away at any time.
create table wall_plan (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null,
  -- [{code, zh, en, seconds, isInTurn, isFocus, layouts: {standard: [...], wide: [...]}}] and [{zh, en, kind, address}]
  scenes jsonb not null check (jsonb_typeof(scenes) = 'array'),
  videos jsonb not null check (jsonb_typeof(videos) = 'array'),
  version integer not null check (version > 0),
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (district_id, area_path),
  constraint wall_plan_area check (area_path = district_id or area_path like district_id || '.%')
);

-- What a director has chosen last. Without a row the scenes take turns from the beginning of the day.
create table wall_stage (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null,
  scene text not null check (scene ~ '^[a-z][a-z0-9_]{0,30}$'),
  is_held boolean not null,
  -- The street in focus, where the scene is about one.
  focus_path text,
  since timestamptz not null,
  changed_by uuid not null,
  primary key (district_id, area_path),
  constraint wall_stage_area check (area_path = district_id or area_path like district_id || '.%'),
  constraint wall_stage_focus check (focus_path is null or focus_path like area_path || '.%')
);

-- A machine before a wall: waiting with a code, let in for an area, or sent away. Of its token only a hash is kept.
create table wall_screen (
  id uuid primary key,
  token_hash bytea not null check (length(token_hash) = 32),
  code text not null check (code ~ '^[A-HJ-NP-Z2-9]{8}$'),
  made_at timestamptz not null,
  -- Until then a code is taken; after it the row is swept away if nobody let the machine in.
  waits_until timestamptz not null,
  district_id text check (district_id ~ '^[0-9]{6}$'),
  area_path text,
  name text check (length(trim(name)) between 1 and 60),
  let_in_at timestamptz,
  let_in_by uuid,
  expires_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  last_seen_at timestamptz,
  constraint wall_screen_let_in check (
    (let_in_at is null) = (area_path is null) and (let_in_at is null) = (let_in_by is null)
    and (let_in_at is null) = (name is null) and (let_in_at is null) = (expires_at is null)
    and (let_in_at is null) = (district_id is null)),
  constraint wall_screen_ended check ((ended_at is null) = (ended_by is null) and (ended_at is null or let_in_at is not null)),
  constraint wall_screen_area check (area_path is null or area_path = district_id or area_path like district_id || '.%')
);
create unique index wall_screen_token on wall_screen (token_hash);
create unique index wall_screen_code on wall_screen (code) where let_in_at is null;
create index wall_screen_by_area on wall_screen (district_id, let_in_at desc) where let_in_at is not null;
create index wall_screen_waiting on wall_screen (waits_until) where let_in_at is null;
