-- Lists in every order, and cases found by words.

-- What changed last comes first.
create index case_file_changed on case_file (district_id, updated_at desc, id desc);
-- The urgent ones are few, and looked for often.
create index case_file_severe on case_file (district_id, created_at desc, id desc) where severity <> 'normal';

-- The words of a case (what is wrong, address, item) as pairs of neighbouring characters, and the tails of its
-- number: a Chinese word is mostly two characters long, and no shorter index finds those. Apart from the case,
-- because a case is rewritten with every action and its words hardly ever; and filled a moment later by a timer,
-- so that a report pays nothing for it (core/case-grams.ts says what a gram is).
create table case_words (
  case_id uuid primary key,
  grams bigint[] not null
);
create index case_words_grams on case_words using gin (grams) with (gin_pending_list_limit = 1024);

-- Up to which case, in the order of ids, words are kept; younger ones are looked through one by one.
create table case_words_mark (
  is_only boolean primary key default true check (is_only),
  last_case_id uuid not null
);

-- The last four digits of a reporter's number, blind like the whole number. Filled on writing; those from before
-- by the same timer.
alter table case_reporter add column phone_tail_index bytea,
  add constraint case_reporter_tail check (phone_tail_index is null or phone_sealed is not null);
create index case_reporter_phone_tail on case_reporter (phone_tail_index, joined_at desc)
  where phone_tail_index is not null;
create index case_reporter_without_tail on case_reporter (case_id, id)
  where phone_sealed is not null and phone_tail_index is null;
