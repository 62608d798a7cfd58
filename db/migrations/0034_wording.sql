-- A city's own words: which reasons its forms offer and what they are called, and the sentences that people write
-- every day. Codes stay the product's, so that figures and other systems go on understanding them.
create table reason_wording (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  action text not null check (action ~ '^[a-z_]+$'),
  field text not null check (field ~ '^[a-zA-Z]+$'),
  code text not null check (code ~ '^[a-z_]+$'),
  is_offered boolean not null,
  -- Empty: the product's own words.
  zh text not null check (length(zh) <= 60),
  en text not null check (length(en) <= 120),
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (district_id, action, field, code)
);

create table standard_text (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  action text not null check (action ~ '^[a-z_]+$'),
  field text not null check (field ~ '^[a-zA-Z]+$'),
  language text not null check (language in ('zh', 'en')),
  words text not null check (length(trim(words)) between 1 and 500),
  made_at timestamptz not null,
  made_by uuid not null,
  -- Kept when it is taken away: the record names it.
  removed_at timestamptz
);
create unique index standard_text_once on standard_text (district_id, action, field, language, words)
  where removed_at is null;
