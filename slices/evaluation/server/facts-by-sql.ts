// The counting rules once more, in plain SQL over steps and cases, for tests alone: written apart from
// core/facts.ts, so that a slip in one of them shows. It leaves out succession of units.

const DAY = (at: string): string => `((${at} at time zone 'UTC') + interval '480 minutes')::date`;

const STANDING = `
  taken as (
    select u.case_id, n.seq from step as u cross join lateral (
      select u.seq union all
      select max(s.seq) from step as s where s.case_id = u.case_id and s.seq < u.seq and case u.action
        when 'undo' then s.to_state = 'dispatched' and s.from_state <> 'dispatched'
        else s.action = substr(u.action, 6) end
    ) as n where u.action in ('undo', 'undo_accept', 'undo_merge', 'undo_split', 'undo_close', 'undo_reject')
    union select s.case_id, s.seq from step as s
      where exists (select from step as w where w.case_id = s.case_id and w.action = 'withdraw_part')
  ), st as (
    select s.*, lag(s.holder_unit_id) over (partition by s.case_id order by s.seq) as held_by
    from step as s where not exists (select from taken as t where t.case_id = s.case_id and t.seq = s.seq)
  ), worked as (
    select st.*, (
      select case when w.to_state = 'dispatched' then w.holder_unit_id end from st as w
      where w.case_id = st.case_id and w.seq < st.seq
        and (w.to_state in ('dispatched', 'reported', 'accepted') or w.action = 'split')
      order by w.seq desc limit 1) as worker
    from st
  ), ends as (
    select w.*, w.ended->>'stage' as stage_ended, (w.ended->>'usedMs')::numeric as took,
      coalesce(to_timestamp((w.ended->>'dueAt')::float8 / 1000), w.at) as due,
      coalesce(w.at > to_timestamp((w.ended->>'dueAt')::float8 / 1000), false) as late
    from worked as w where w.ended is not null and w.held_by is not null
      and not (w.actor_kind = 'system' and (w.ended->>'usedMs')::numeric = 0)
  ), live as (
    select c.* from case_file as c where c.state not in ('merged', 'withdrawn', 'rejected')
      and exists (select from st where st.case_id = c.id)
  ), running as (
    select id as case_id, stage, holder_unit_id, holder_person_id, due_at from live
    where due_at is not null and pause_kind is distinct from 'suspended'
  )`;

const REPORTS = `
  reports as (
    select c.id, c.created_at, c.main_case_id, c.is_solved_on_spot,
      case when c.channel = 'patrol' then f.person_id end as officer,
      c.state not in ('rejected', 'reported') as is_valid,
      exists (select from st where st.case_id = c.id
        and st.to_state in ('dispatched', 'handling', 'answered')) as is_filed
    from case_file as c join step as f on f.case_id = c.id and f.seq = 1
    where c.state not in ('merged', 'withdrawn') and exists (select from st where st.case_id = c.id)
  ), found as (
    select c.id, c.created_at, f.body->>'isInShift' = 'true'
        and c.channel in ('citizen', 'hotline', 'superior', 'open311', 'kiosk') as is_missed,
      c.channel = 'patrol' and f.person_id is not null as is_officers
    from live as c join step as f on f.case_id = c.id and f.seq = 1
    where c.state <> 'reported' and c.main_case_id is null and f.body->>'isInShift' is not null
  ), found_facts as (
    select id as case_id, 'area' as kind, '' as subject, n.name, ${DAY('created_at')} as day, 1 as times,
      0 as ms
    from found cross join lateral (values ('missed', is_missed), ('to_find', is_missed or is_officers))
      as n(name, holds) where n.holds
  ), reported as (
    select r.*, s.kind, s.subject from reports as r cross join lateral (
      select 'area' as kind, '' as subject where r.main_case_id is null
      union all select 'person', r.officer::text where r.officer is not null) as s
  ), report_facts as (
    select id as case_id, kind, subject, n.name, ${DAY('created_at')} as day, 1 as times, 0 as ms
    from reported cross join lateral (values ('reported', true), ('valid', is_valid),
      ('filed', is_valid and is_filed and kind = 'area'), ('solved_on_spot', is_valid and is_solved_on_spot))
      as n(name, holds) where n.holds
  )`;

const CLOSINGS = `
  due as (
    select c.*, extract(epoch from c.ended_at - c.created_at) * 1000 as took,
      c.state = 'closed' as is_closed, c.state = 'closed' and c.ended_at <= c.deadline_at as in_time,
      exists (select from st where st.case_id = c.id and st.action in ('answer_extend', 'answer_suspend')
        and st.body->>'isGranted' = 'true') as is_granted,
      exists (select from st where st.case_id = c.id
        and st.action in ('return', 'rework', 'reopen')) as came_back,
      (select (r->>'isSatisfied')::boolean
        from jsonb_array_elements(c.record->'ratings') with ordinality as a(r, n)
        where r->>'by' = 'reporter' order by n desc limit 1) as satisfied,
      (select (r->>'score')::int
        from jsonb_array_elements(c.record->'ratings') with ordinality as a(r, n)
        where r->>'by' = 'reporter' order by n desc limit 1) as score,
      (select st.body->>'isSolved' = 'true' from st where st.case_id = c.id
        and st.action in ('verify', 'rework') and st.body->>'way' = 'call_back'
        and st.body->>'isContacted' = 'true' order by st.seq desc limit 1) as said_solved
    from live as c where c.deadline_at is not null and not c.is_solved_on_spot
      and c.pause_kind is distinct from 'suspended'
  ), due_subject as (
    select d.*, s.kind, s.subject from due as d cross join lateral (
      select 'area' as kind, '' as subject where d.main_case_id is null
      union all select 'unit', d.unit_id::text where d.unit_id is not null) as s
  ), due_facts as (
    select id as case_id, kind, subject, n.name, ${DAY('deadline_at')} as day,
      case when n.name = 'points_by_reporter' then score else 1 end as times,
      case when n.name = 'closed' then took else 0 end as ms
    from due_subject cross join lateral (values ('forced', is_force_closed), ('due', not is_force_closed),
      ('closed', not is_force_closed and is_closed), ('closed_in_time', not is_force_closed and in_time),
      ('closed_late', not is_force_closed and is_closed and not in_time),
      ('postponed', not is_force_closed and is_granted and not in_time),
      ('closed_first_time', not is_force_closed and is_closed and not came_back),
      ('within_4h', not is_force_closed and is_closed and took <= 14400000),
      ('within_24h', not is_force_closed and is_closed and took <= 86400000),
      ('same_day', not is_force_closed and is_closed and ${DAY('ended_at')} = ${DAY('created_at')}),
      ('rated', not is_force_closed and satisfied is not null),
      ('points_by_reporter', not is_force_closed and score is not null),
      ('satisfied', not is_force_closed and satisfied),
      ('visited', not is_force_closed and said_solved is not null),
      ('said_solved', not is_force_closed and said_solved)) as n(name, holds) where n.holds
  ), again_facts as (
    select d.id as case_id, s.kind, s.subject,
      case w.action when 'close' then 'closings' else 'reopened' end as name,
      ${DAY('d.deadline_at')} as day, count(*)::int as times, 0 as ms
    from due as d join worked as w on w.case_id = d.id and w.action in ('close', 'reopen')
    cross join lateral (select 'area' as kind, '' as subject where d.main_case_id is null
      union all select 'unit', w.worker::text where w.worker is not null) as s
    where not d.is_force_closed group by d.id, s.kind, s.subject, w.action, d.deadline_at
  )`;

const CENTRES = `
  sent as (
    select st.*, lead(holder_unit_id) over (partition by case_id order by seq) as next_unit
    from st where to_state = 'dispatched' and holder_unit_id is not null
      and (from_state <> 'dispatched' or holder_unit_id is distinct from held_by)
  ), came_back as (
    select r.*, (select x.seq from sent as x where x.case_id = r.case_id and x.seq < r.seq
        order by x.seq desc limit 1) as sent_seq,
      coalesce((select x.holder_unit_id from sent as x where x.case_id = r.case_id and x.seq > r.seq
        order by x.seq limit 1) = r.held_by, false) as is_wrongful
    from st as r where r.action = 'return' and r.held_by is not null
  ), centre_ends as (
    select e.*, exists (select from came_back as r where r.case_id = e.case_id and r.sent_seq = e.seq
      and not r.is_wrongful and r.reason in ('not_ours', 'not_our_area', 'wrong_item')) as is_wrong
    from ends as e join live as c on c.id = e.case_id
    where (stage_ended = 'accept' and to_state = 'accepted')
      or (stage_ended = 'dispatch' and to_state in ('dispatched', 'handling'))
      or (stage_ended = 'verify' and action in ('verify', 'rework'))
  ), centre_subject as (
    select e.case_id, stage_ended as stage, s.kind, s.subject, count(*)::int as times, bool_or(late) as late,
      bool_or(is_wrong) as is_wrong, (array_agg(due order by seq desc))[1] as due
    from centre_ends as e cross join lateral (select 'unit' as kind, held_by::text as subject
      union all select 'person', person_id::text where person_id is not null) as s
    group by e.case_id, stage_ended, s.kind, s.subject
  ), centre_work as (
    select coalesce(w.case_id, r.case_id) as case_id, coalesce(w.stage, r.stage) as stage,
      coalesce(w.kind, 'unit') as kind, coalesce(w.subject, r.holder_unit_id::text) as subject,
      coalesce(w.times, 0) as times, w.late, w.is_wrong, coalesce(r.due_at, w.due) as due
    from centre_subject as w
    full join (select * from running where stage in ('accept', 'dispatch', 'verify')) as r
      on r.case_id = w.case_id and r.stage = w.stage and w.kind = 'unit'
        and w.subject = r.holder_unit_id::text
  ), centre_facts as (
    select case_id, kind, subject, n.name, ${DAY('due')} as day, n.n as times, 0 as ms from centre_work as w
    cross join lateral (values ('to_' || stage, 1, true),
      (case stage when 'accept' then 'accepted' when 'dispatch' then 'dispatched' else 'verified' end,
        times, times > 0),
      (case stage when 'accept' then 'accepted' when 'dispatch' then 'dispatched' else 'verified' end
        || '_in_time', 1, times > 0 and not late),
      ('dispatched_rightly', 1, stage = 'dispatch' and times > 0 and not is_wrong),
      ('accepted_rightly', 1, stage = 'accept' and times > 0 and not exists (
        select from st where st.case_id = w.case_id and st.action = 'reject'))) as n(name, n, holds)
    where n.holds
  )`;

const HANDLING = `
  work_ends as (
    select e.* from ends as e join live as c on c.id = e.case_id
    where stage_ended in ('claim', 'handle') and e.held_by = e.worker and not c.is_solved_on_spot
  ), fed as (
    select * from work_ends where action = 'feed_back'
  ), sent_back as (
    select r.case_id, f.held_by, f.person_id from st as r cross join lateral (
      select * from fed as f where f.case_id = r.case_id and f.seq < r.seq order by f.seq desc limit 1) as f
    where r.action = 'rework'
  ), at_work as (
    select r.* from running as r join live as c on c.id = r.case_id
    where r.stage in ('claim', 'handle') and not c.is_solved_on_spot and r.holder_unit_id = (
      select case when w.to_state = 'dispatched' then w.holder_unit_id end from st as w
      where w.case_id = r.case_id
        and (w.to_state in ('dispatched', 'reported', 'accepted') or w.action = 'split')
      order by w.seq desc limit 1)
  ), had as (
    select x.case_id, 'unit' as kind, x.holder_unit_id::text as subject from sent as x
    join live as c on c.id = x.case_id and not c.is_solved_on_spot
    union select case_id, 'unit', held_by::text from fed
    union select case_id, 'person', person_id::text from fed where person_id is not null
    union select case_id, 'person', holder_person_id::text from at_work where holder_person_id is not null
  ), work as (
    select h.*,
      (select count(*)::int from sent as x where x.case_id = h.case_id
        and x.holder_unit_id::text = h.subject) as sent,
      (select count(*)::int from came_back as r where r.case_id = h.case_id and r.held_by::text = h.subject)
        as returned,
      (select count(*)::int from came_back as r where r.case_id = h.case_id and r.held_by::text = h.subject
        and r.is_wrongful) as wrongly,
      (select count(*)::int from fed as f where f.case_id = h.case_id
        and h.subject in (f.held_by::text, f.person_id::text)) as fed,
      (select bool_or(late) from fed as f where f.case_id = h.case_id
        and h.subject in (f.held_by::text, f.person_id::text)) as late,
      (select max(took) from fed as f where f.case_id = h.case_id
        and h.subject in (f.held_by::text, f.person_id::text)) as took,
      (select count(*)::int from sent_back as b where b.case_id = h.case_id
        and h.subject in (b.held_by::text, b.person_id::text)) as reworked,
      (select due_at from at_work as r where r.case_id = h.case_id
        and h.subject in (r.holder_unit_id::text, r.holder_person_id::text)) as now_due,
      (select due from work_ends as e where e.case_id = h.case_id and (e.held_by::text = h.subject
        or (e.action = 'feed_back' and e.person_id::text = h.subject))
        order by e.seq desc limit 1) as last_due,
      (select at from sent as x where x.case_id = h.case_id and x.holder_unit_id::text = h.subject
        order by x.seq desc limit 1) as sent_at
    from had as h
  ), work_facts as (
    select case_id, kind, subject, n.name,
      ${DAY('coalesce(now_due, last_due, sent_at)')} as day, n.n as times,
      case when n.name = 'handled' then took else 0 end as ms
    from work cross join lateral (values ('sent', sent, kind = 'unit' and sent > 0),
      ('returned', returned, kind = 'unit' and returned > 0),
      ('returned_wrongly', wrongly, kind = 'unit' and wrongly > 0),
      ('to_handle', 1, fed > 0 or now_due is not null), ('handled', 1, fed > 0),
      ('handled_in_time', 1, fed > 0 and not late), ('reworked', reworked, reworked > 0)) as n(name, n, holds)
    where n.holds
  )`;

const RATINGS = `
  over as (
    select distinct on (case_id) case_id, seq, at, worker from worked where action = 'settle'
    order by case_id, seq
  ), shut as (
    select distinct on (o.case_id) o.*, s.seq as shut_seq, s.action as shut_by
    from over as o join st as s on s.case_id = o.case_id and s.seq < o.seq
      and s.to_state = 'closed' and s.from_state <> 'closed'
    order by o.case_id, s.seq desc
  ), rating_facts as (
    select s.case_id, 'unit' as kind, s.worker::text as subject, n.name, ${DAY('s.at')} as day,
      case when n.is_sum then sum((r.body->>k.field)::int)::int else count(*)::int end as times, 0 as ms
    from shut as s join st as r on r.case_id = s.case_id and r.action = 'rate'
      and r.seq > s.shut_seq and r.seq < s.seq
    join (values ('grid_head', '', 'grid', 'score'), ('reporting_person', '', 'grid', 'score'),
      ('rating_community', '', 'community', 'score'), ('rating_community', 'head_', 'community', 'headScore'),
      ('rating_street', '', 'street', 'score'), ('rating_street', 'head_', 'street', 'headScore'))
      as k(acted_as, whose, rater, field) on k.acted_as = r.acted_as and r.body->>k.field is not null
    cross join lateral (values (k.whose || 'ratings_by_' || k.rater, false),
      (k.whose || 'points_by_' || k.rater, true))
      as n(name, is_sum)
    where s.worker is not null and s.shut_by <> 'confirm_force_close'
    group by s.case_id, s.worker, n.name, n.is_sum, s.at
  )`;

const RESPONSES = `
  owed as (
    select distinct on (s.case_id, s.holder_unit_id) s.case_id, s.holder_unit_id as unit_id, s.seq,
      (s.body->>'respondBy')::timestamptz as due
    from st as s join live as c on c.id = s.case_id and not c.is_force_closed
    where s.body->>'respondBy' is not null and s.holder_unit_id is not null
    order by s.case_id, s.holder_unit_id, s.seq desc
  ), answered_for as (
    select o.*, (select min(r.at) from worked as r where r.case_id = o.case_id and r.action = 'respond'
        and r.worker = o.unit_id and r.body->>'isContacted' = 'true') as reached_at,
      (select min(l.at) from st as l where l.case_id = o.case_id and l.seq > o.seq
        and (l.to_state in ('reported', 'accepted') or l.action = 'split'
          or (l.to_state = 'dispatched' and l.holder_unit_id is distinct from o.unit_id))) as left_at
    from owed as o
  ), response_facts as (
    select a.case_id, 'unit' as kind, a.unit_id::text as subject, n.name, ${DAY('a.due')} as day, 1 as times,
      0 as ms
    from answered_for as a cross join lateral (values ('to_respond', true),
      ('responded', a.reached_at is not null), ('responded_in_time', a.reached_at <= a.due)) as n(name, holds)
    where n.holds and (a.reached_at is not null or a.left_at is null or a.left_at > a.due)
  )`;

const PARTS = [STANDING, REPORTS, CLOSINGS, CENTRES, HANDLING, RATINGS, RESPONSES];

/** Every fact of every case, as (case_id, kind, subject, name, area_path, item_code, day, times, used_ms). */
export const FACTS_BY_SQL = `with ${PARTS.join(',')}
  select f.case_id, f.kind, f.subject, f.name, c.area_path, coalesce(c.item_code, '') as item_code, f.day,
    f.times, round(f.ms)::bigint as used_ms
  from (select * from report_facts union all select * from due_facts union all select * from again_facts
    union all select * from centre_facts union all select * from work_facts
    union all select * from found_facts union all select * from rating_facts
    union all select * from response_facts) as f
  join case_file as c on c.id = f.case_id`;

/** The percentiles of a year by nearest rank, counted off one by one: of every subject, and of its area. */
export const PERCENTILES_BY_SQL = `with plain as (${FACTS_BY_SQL}), lined as (
    select kind, subject, name, used_ms, count(*) over (partition by kind, subject, name) as of,
      row_number() over (partition by kind, subject, name order by used_ms) as n
    from plain where name in ('handled', 'closed') and day between '2026-01-01' and '2026-12-31'
  )
  select kind, subject, name, max(used_ms) filter (where n = (of + 1) / 2)::float8 as p50,
    max(used_ms) filter (where n = (of * 9 + 9) / 10)::float8 as p90
  from lined group by kind, subject, name order by kind, subject, name`;
