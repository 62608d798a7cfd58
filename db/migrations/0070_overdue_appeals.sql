-- Overdue appeals, one for a case at most: what the unit asked after the end, and how two people of the centre decided.
-- The case's own record is the truth; this is for figures and lists, written in the same statement as the case.
create table overdue_appeal (
  district_id text not null,
  case_id uuid not null primary key,
  unit_id uuid not null,
  area_path text not null,
  asked_seq integer not null,
  asked_at timestamptz not null,
  -- waiting, reviewed: undecided; granted exempts the case from scores, and its overdue fact stays; withdrawn: the
  -- closing that it was about was taken back.
  state text not null check (state in ('waiting', 'reviewed', 'granted', 'refused', 'withdrawn')),
  decided_at timestamptz,
  -- Of a round before the case was reopened: it exempts nothing that came after.
  is_past boolean not null default false,
  check ((decided_at is not null) = (state in ('granted', 'refused'))),
  foreign key (district_id, case_id) references case_file (district_id, id),
  foreign key (case_id, asked_seq) references step (case_id, seq)
);
create index overdue_appeal_by_unit on overdue_appeal (district_id, unit_id, asked_at desc);

-- What is asked about a case that has ended; open ones have `case_file_asking`.
create index case_file_asked_after on case_file (district_id, id) where not is_open and asks <> '[]'::jsonb;
