-- Who has which case open now: one row per person and case, renewed every ten seconds, gone a moment after the
-- last one. Unlogged, so that it stands in no log and in no copy of the store: it is not a track of anybody.
create unlogged table presence (
  case_id uuid not null,
  person_id uuid not null,
  mode text not null check (mode in ('looks', 'edits')),
  seen_at timestamptz not null,
  primary key (case_id, person_id)
);
