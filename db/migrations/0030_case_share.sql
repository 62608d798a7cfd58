-- Supervision: who had which part in a case and how long it took, what was pushed and answered, and the sums
-- by area, unit and day. Written with the change itself (docs/decisions/0007-supervision-figures.md).

-- One row per case, unit and kind; a level's units together have theirs under the level's mark, the ids that end
-- in 1 to 5. `counted_*` is what the sums below hold of it.
create table case_share (
  district_id text not null,
  case_id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('any', 'accept', 'dispatch', 'claim', 'handle', 'verify', 'close',
    'returned', 'reworked', 'reopened', 'escalated', 'extended')),
  level text not null check (level in ('district', 'street', 'community', 'sub_centre', 'unit')),
  area_path text not null,
  last_at timestamptz not null,
  times integer not null check (times > 0),
  used_ms bigint not null check (used_ms >= 0),
  limit_ms bigint not null check (limit_ms >= 0),
  is_late boolean not null,
  is_counted boolean not null default false,
  counted_day date,
  counted_area_path text,
  counted_used_ms bigint,
  counted_limit_ms bigint,
  counted_is_late boolean,
  primary key (case_id, unit_id, kind),
  foreign key (district_id, case_id) references case_file (district_id, id),
  check (num_nulls(counted_day, counted_area_path, counted_used_ms, counted_limit_ms, counted_is_late) in (0, 5)),
  check (not is_counted or counted_day is not null)
);
create index case_share_last on case_share (district_id, kind, last_at)
  include (unit_id, case_id, is_late, area_path);
-- The worst of a period are picked from this alone; levels' shares are not asked for there.
create index case_share_late on case_share (district_id, last_at)
  include (case_id, unit_id, kind, used_ms, limit_ms, area_path)
  where is_late and kind <> 'any' and unit_id > '00000000-0000-0000-0000-0000000000ff';
create index case_share_uncounted on case_share (district_id, case_id) where not is_counted;

-- Sums of shares for a district, its streets and its communities.
create table share_day (
  district_id text not null,
  area_path text not null,
  day date not null,
  unit_id uuid not null,
  kind text not null,
  cases integer not null,
  late integer not null,
  used_ms bigint not null,
  limit_ms bigint not null,
  primary key (area_path, day, unit_id, kind)
    include (cases, late, used_ms, limit_ms)
);

-- How the times of a stage spread on each level, in steps of a third of a doubling of minutes: for medians.
create table share_spread (
  district_id text not null,
  area_path text not null,
  day date not null,
  level text not null,
  kind text not null,
  step smallint not null check (step >= 0),
  cases integer not null,
  primary key (area_path, day, level, kind, step) include (cases)
);

-- Every push with what became of it: the case's own record, spread out for counting and for the list.
create table case_push (
  district_id text not null,
  case_id uuid not null,
  seq integer not null,
  area_path text not null,
  kind text not null,
  to_unit_id uuid,
  is_automatic boolean not null,
  at timestamptz not null,
  answer_by timestamptz,
  answered_seq integer,
  answered_at timestamptz,
  is_lifted boolean not null,
  -- An ended case wants no answer any more.
  is_case_open boolean not null,
  primary key (case_id, seq),
  foreign key (district_id, case_id) references case_file (district_id, id),
  check ((answered_seq is null) = (answered_at is null))
);
create index case_push_sent on case_push (district_id, at, case_id, seq);
create index case_push_waiting on case_push (district_id, at, case_id, seq)
  where is_case_open and answered_at is null and not is_lifted;

-- What the steps alone say of shares: the truth that the rows above are checked against, and what they are
-- made of where a store already has a past. A rework, a reopening is of the unit that was sent last.
create view share_by_steps as
with told as (
  select s.*, lag(s.holder_unit_id) over (partition by s.case_id order by s.seq) as held_by from step as s
), single as (
  select district_id, case_id, at, held_by as unit_id, ended->>'stage' as kind,
    round((ended->>'usedMs')::numeric)::bigint as used_ms,
    coalesce(to_timestamp((ended->>'dueAt')::float8 / 1000) < at, false) as is_late
  from told where held_by is not null
    and ended->>'stage' in ('accept', 'dispatch', 'claim', 'handle', 'verify', 'close')
    and not (actor_kind = 'system' and (ended->>'usedMs')::numeric = 0)
  union all
  select district_id, case_id, at,
    case when action in ('return', 'answer_extend') then held_by when action = 'escalate' then unit_id
      else (select case when w.action = 'report_solved' then w.unit_id
          when w.to_state = 'dispatched' then w.holder_unit_id end
        from step as w where w.case_id = told.case_id and w.seq < told.seq
          and (w.to_state in ('dispatched', 'reported', 'accepted') or w.action = 'report_solved')
        order by w.seq desc limit 1) end,
    case action when 'return' then 'returned' when 'rework' then 'reworked' when 'reopen' then 'reopened'
      when 'escalate' then 'escalated' else 'extended' end,
    0, false
  from told where action in ('return', 'rework', 'reopen', 'escalate')
    or action = 'answer_extend' and body->>'isGranted' = 'true'
)
select single.district_id, case_id, k.unit_id, k.kind, ranked.level, max(at) as last_at, count(*)::integer as times,
  max(case when k.kind = 'any' then 0 else used_ms end) as used_ms, bool_or(is_late) as is_late
from single
join lateral (
  select coalesce(max(l.level), 'unit') as level, coalesce(max(l.mark), 5) as mark from (
    select case when u.specialty = 'sub_centre' then 'sub_centre' when u.kind <> 'centre' then 'unit'
        when length(u.area_path) = 6 then 'district' when length(u.area_path) = 10 then 'street'
        else 'community' end as level
    from unit as u where u.id = single.unit_id
  ) as n join (values ('district', 1), ('street', 2), ('community', 3), ('sub_centre', 4), ('unit', 5))
    as l(level, mark) on l.level = n.level
) as ranked on true
cross join lateral (values (single.unit_id, single.kind), (single.unit_id, 'any'),
  (('00000000-0000-0000-0000-00000000000' || ranked.mark)::uuid, single.kind)) as k(unit_id, kind)
where single.unit_id is not null and (k.unit_id = single.unit_id
  or k.kind in ('accept', 'dispatch', 'claim', 'handle', 'verify', 'close'))
group by single.district_id, case_id, k.unit_id, k.kind, ranked.level, ranked.mark;

-- The past of a store that has one already, as far back as a period asks; of its limits no step tells.
insert into case_share (district_id, case_id, unit_id, kind, level, area_path, last_at, times, used_ms,
  limit_ms, is_late)
select s.district_id, s.case_id, s.unit_id, s.kind, s.level, c.area_path, s.last_at, s.times, s.used_ms, 0,
  s.is_late
from share_by_steps as s join case_file as c on c.id = s.case_id
where s.last_at >= now() - interval '62 days';

insert into case_push (district_id, case_id, seq, area_path, kind, to_unit_id, is_automatic, at, answer_by,
  answered_seq, answered_at, is_lifted, is_case_open)
select c.district_id, c.id, (p->>'seq')::int, c.area_path, p->>'kind', (p->>'toUnitId')::uuid,
  (p->>'isAutomatic')::boolean, to_timestamp((p->>'at')::float8 / 1000),
  to_timestamp((p->>'answerBy')::float8 / 1000), a.seq, a.at, p->>'liftedSeq' is not null, c.is_open
from case_file as c cross join lateral jsonb_array_elements(c.record->'pushes') as p
left join step as a on a.case_id = c.id and a.seq = (p->>'answeredSeq')::int;
