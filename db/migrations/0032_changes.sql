-- Changes of administration: what was changed, by whom, with whose consent; and what waits for a second person.

-- One line per change, in words that stay readable whatever becomes of the subject. Never altered, never deleted.
create table change (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  area_path text not null check (area_path = district_id or starts_with(area_path, district_id || '.')),
  operation text not null check (operation ~ '^[a-z_]+[.][a-z_]+$'),
  -- {zh, en}: what was done
  title jsonb not null check (jsonb_typeof(title) = 'object'),
  subject_kind text not null check (subject_kind ~ '^[a-z_]+$'),
  subject_id text not null check (subject_id <> ''),
  subject_name text not null,
  -- [{name: {zh, en}, before: {zh, en} | null, after: {zh, en} | null}]
  facts jsonb not null check (jsonb_typeof(facts) = 'array'),
  why text,
  by_person_id uuid,
  by_name text not null check (by_name <> ''),
  second_person_id uuid,
  second_name text,
  proposal_id uuid,
  changed_at timestamptz not null,
  check ((second_person_id is null) = (second_name is null)),
  check ((second_person_id is null) = (proposal_id is null)),
  constraint change_two_people check (second_person_id is null or second_person_id is distinct from by_person_id)
);
create index change_of_district on change (district_id, id);
create index change_of_subject on change (district_id, subject_id, id);

create function refuse_change_of_record() returns trigger language plpgsql as $$
begin
  raise exception 'the record of changes is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger change_append_only before update or delete on change
  for each row execute function refuse_change_of_record();
create trigger change_never_truncated before truncate on change
  for each statement execute function refuse_change_of_record();

-- A change that waits for a second person. What it would do is sealed, and forgotten once it is decided.
create table change_proposal (
  id uuid primary key,
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  -- Every area in which whoever decides must have the right.
  reach text[] not null check (cardinality(reach) > 0),
  operation text not null check (operation ~ '^[a-z_]+[.][a-z_]+$'),
  title jsonb not null check (jsonb_typeof(title) = 'object'),
  subject_kind text not null check (subject_kind ~ '^[a-z_]+$'),
  subject_id text not null check (subject_id <> ''),
  subject_name text not null,
  facts jsonb not null check (jsonb_typeof(facts) = 'array'),
  why text not null check (length(trim(why)) >= 2),
  body_sealed bytea,
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > proposed_at),
  decision text check (decision in ('approved', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  constraint change_proposal_decided check (
    (decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)
    and (decision is null) = (decided_by_name is null) and (decision is null) = (body_sealed is not null)),
  -- The proposer may only take it back; the decision is another's.
  constraint change_proposal_two_people check (
    decision is null or (decision = 'withdrawn') = (decided_by = proposed_by)),
  constraint change_proposal_refused_why check (decision <> 'refused' or length(trim(coalesce(reason, ''))) >= 2)
);
create index change_proposal_of_district on change_proposal (district_id, id);
create index change_proposal_open on change_proposal (district_id, expires_at) where decision is null;
