// What is counted beside what plain SQL counts from the steps, and the sums beside the facts, to the last
// case: for tests and for the simulated year.
import { FACTS_BY_SQL } from './facts-by-sql.ts';

const COLUMNS = 'case_id, kind, subject, name, area_path, item_code, day, times, used_ms';
/** Facts that stand in one of the two alone, some of each. Empty: they are the same. */
export const FACT_DIFFERENCES = `
  with counted as (select ${COLUMNS} from evaluation_fact), plain as (${FACTS_BY_SQL})
  (select 'only counted' as side, * from (select * from counted except select * from plain) as a limit 20)
  union all (select 'only by SQL', * from (select * from plain except select * from counted) as b limit 20)`;

/** Sums that are not those of the facts, and the other way round. */
export const SUM_DIFFERENCES = `with told as (
    select kind as dimension, subject as about, f.* from evaluation_fact as f
    union all select 'item', item_code, f.* from evaluation_fact as f where kind = 'area' and item_code <> ''
  ), whole as (
    select dimension, about, name, left(area_path, n) as path, s.span, s.first, count(*)::int as cases,
      sum(times)::int as times, sum(used_ms)::bigint as used_ms,
      (count(*) filter (where is_exempt))::int as exempt_cases
    from told cross join (values (6), (10), (14), (18)) as d(n) cross join lateral
      (values ('day', day), ('month', (day - extract(day from day)::int + 1))) as s(span, first)
    where length(area_path) >= n and (n = 6 or dimension <> 'person') and (n <= 14 or dimension = 'area')
    group by dimension, about, name, left(area_path, n), s.span, s.first
  ), kept as (
    select dimension, subject, name, area_path, span, day, cases, times, used_ms, exempt_cases
    from evaluation_sum where cases <> 0 or times <> 0 or used_ms <> 0 or exempt_cases <> 0
  )
  (select * from whole except select * from kept limit 20) union all
  (select * from kept except select * from whole limit 20)`;
