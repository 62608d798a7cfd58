-- The two lists (events and components) by dated version: classes, items, their problems, and the rules that
-- say who is responsible. A published version is never changed; a case keeps the id of the one it began under.

create table catalogue (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  title text not null check (title <> ''),
  state text not null check (state in ('draft', 'checked', 'published', 'retired')),
  -- First day on which it holds, and first day on which it no longer does.
  effective_from date not null,
  effective_until date,
  source jsonb not null,
  defaults jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  -- The last audit: how much was walked and what was found.
  checked_at timestamptz,
  audit jsonb,
  published_at timestamptz,
  published_by text,
  unique (district_id, id),
  check (effective_until is null or effective_until > effective_from),
  check (state in ('draft', 'checked') or (published_at is not null and published_by is not null)),
  check (state = 'draft' or (checked_at is not null and audit is not null)),
  check (state <> 'retired' or effective_until is not null)
);
create unique index catalogue_in_force_from on catalogue (district_id, effective_from)
  where state in ('published', 'retired');

create table catalogue_entry (
  catalogue_id uuid not null references catalogue (id) on delete cascade,
  code text not null check (code ~ '^[EC]([0-9]{2}){1,2}$'),
  list text not null check (list in ('event', 'component')),
  level text not null check (level in ('class', 'subclass')),
  parent_code text,
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  position integer not null,
  primary key (catalogue_id, code),
  foreign key (catalogue_id, parent_code) references catalogue_entry (catalogue_id, code),
  check ((level = 'class') = (parent_code is null)),
  check ((level = 'class') = (length(code) = 3)),
  check ((list = 'event') = (left(code, 1) = 'E'))
);

create table catalogue_item (
  catalogue_id uuid not null references catalogue (id) on delete cascade,
  code text not null check (code ~ '^[EC]([0-9]{2}){2,3}$'),
  list text not null check (list in ('event', 'component')),
  class_code text not null,
  subclass_code text,
  component_class text,
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  aliases jsonb not null check (jsonb_typeof(aliases) = 'array'),
  keywords jsonb not null check (jsonb_typeof(keywords) = 'array'),
  duplicate_radius_metres integer not null check (duplicate_radius_metres > 0),
  duplicate_days integer not null check (duplicate_days > 0),
  terms jsonb not null,
  position integer not null,
  primary key (catalogue_id, code),
  foreign key (catalogue_id, class_code) references catalogue_entry (catalogue_id, code),
  foreign key (catalogue_id, subclass_code) references catalogue_entry (catalogue_id, code),
  check ((list = 'component') = (component_class is not null)),
  check ((list = 'event') = (left(code, 1) = 'E'))
);

create table catalogue_problem (
  catalogue_id uuid not null,
  item_code text not null,
  number integer not null check (number > 0),
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  file_when text not null,
  close_when text not null,
  terms jsonb not null,
  primary key (catalogue_id, item_code, number),
  foreign key (catalogue_id, item_code) references catalogue_item (catalogue_id, code) on delete cascade
);

create table catalogue_rule (
  id uuid primary key,
  catalogue_id uuid not null references catalogue (id) on delete cascade,
  subject_code text not null,
  area_path text not null check (area_path ~ '^[0-9]{6}([.][0-9]{3}){0,3}$'),
  condition jsonb not null,
  -- Exactly one of a kind of unit (with its level) and one unit by name.
  unit_kind text,
  unit_level text check (unit_level in ('nearest', 'district', 'street', 'community', 'grid')),
  unit_id uuid,
  co_units jsonb not null check (jsonb_typeof(co_units) = 'array'),
  centre_level text check (centre_level in ('district', 'street', 'community')),
  terms jsonb not null,
  position integer not null,
  check ((unit_kind is null) = (unit_level is null)),
  check ((unit_kind is null) <> (unit_id is null))
);
create index catalogue_rule_of on catalogue_rule (catalogue_id, position);
