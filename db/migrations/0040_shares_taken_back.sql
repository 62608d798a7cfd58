-- What an undoing took back (a closing, a split, a merge, a rejection) is nobody's share, and neither is anything
-- of a part that was withdrawn. Who held the case meanwhile is still told by those steps.
create or replace view share_by_steps as
with taken_back as (
  select u.case_id, n.seq from step as u cross join lateral (
    select u.seq union all
    select max(s.seq) from step as s
    where s.case_id = u.case_id and s.seq < u.seq and s.action = substr(u.action, length('undo_') + 1)
  ) as n(seq) where u.action in ('undo_merge', 'undo_split', 'undo_close', 'undo_reject')
  union all
  select s.case_id, s.seq from step as s join step as w on w.case_id = s.case_id and w.action = 'withdraw_part'
), told as (
  select s.*, lag(s.holder_unit_id) over (partition by s.case_id order by s.seq) as held_by,
    exists (select from taken_back as t where t.case_id = s.case_id and t.seq = s.seq) as is_taken_back
  from step as s
), single as (
  select district_id, case_id, at, held_by as unit_id, ended->>'stage' as kind,
    round((ended->>'usedMs')::numeric)::bigint as used_ms,
    coalesce(to_timestamp((ended->>'dueAt')::float8 / 1000) < at, false) as is_late
  from told where held_by is not null and not is_taken_back
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
  from told where not is_taken_back and (action in ('return', 'rework', 'reopen', 'escalate')
    or action = 'answer_extend' and body->>'isGranted' = 'true')
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
