// Whether what is counted is what plain SQL counts: fact by fact from the steps, some thousand cases at a
// time, and sum by sum from the facts, month by month. In a session of its own, beside whatever goes on.
import { FACT_DIFFERENCES, SUM_DIFFERENCES } from '../../slices/evaluation/server/differences-by-sql.ts';
import { FACTS_BY_SQL } from '../../slices/evaluation/server/facts-by-sql.ts';
import { type Sql, withSql } from '../cluster.ts';
import { keyOf, partsOf, tableOf } from './as-tables.ts';

const ASKED = FACT_DIFFERENCES.replace(`(${FACTS_BY_SQL})`, '(select * from plain_fact)');
const CASES_AT_ONCE = 10_000;

/** The statement's own tables hide behind some of the same name, with those cases alone. */
async function factsOf(sql: Sql, [from, to]: readonly [string, string]): Promise<[number, number, object[]]> {
  const some = (table: string, key: string) =>
    tableOf(table, `select * from public.${table} where ${key} >= '${from}' and ${key} < '${to}'`) +
    keyOf(table);
  await sql.script(some('step', 'case_id') + some('case_file', 'id') + some('evaluation_fact', 'case_id'));
  const { parts, rest } = partsOf(FACTS_BY_SQL);
  for (const [name, query] of parts) await sql.script(tableOf(name, query) + keyOf(name));
  await sql.script(tableOf('plain_fact', rest));
  const differences = await sql.rows(ASKED);
  const [n] = await sql.rows(`select (select count(*) from pg_temp.case_file)::int as cases,
    (select count(*) from plain_fact)::int as facts`);
  return [Number(n?.['cases']), Number(n?.['facts']), differences];
}

export interface Compared {
  /** Cases, or rows of sums, that were compared. */
  readonly cases: number;
  readonly rows: number;
  /** Some of each; empty where it is the same. */
  readonly differences: readonly object[];
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const HURRIED = `set work_mem = '256MB'; set max_parallel_workers_per_gather = 0;`;

export const compareFacts = (url: string, atOnce = CASES_AT_ONCE): Promise<Compared> =>
  withSql(url, async (sql) => {
    await sql.script(HURRIED);
    const firsts = await sql.rows(`select id::text from (
      select id, row_number() over (order by id) as n from public.case_file) as c
      where n % ${atOnce} = 1 or ${atOnce} = 1 order by id`);
    const bounds = [...firsts.map(({ id }) => String(id)), LAST];
    let [cases, rows] = [0, 0];
    const differences: object[] = [];
    for (const [n, from] of bounds.slice(0, -1).entries()) {
      const [of, facts, found] = await factsOf(sql, [from, bounds[n + 1] ?? LAST]);
      [cases, rows] = [cases + of, rows + facts];
      differences.push(...found);
    }
    return { cases, rows, differences };
  });

export const compareSums = (url: string): Promise<Compared> =>
  withSql(url, async (sql) => {
    await sql.script(HURRIED);
    const months = await sql.rows(`select distinct to_char(day, 'YYYY-MM-01') as first from evaluation_sum
      union select distinct to_char(day, 'YYYY-MM-01') from evaluation_fact order by 1`);
    let [cases, rows] = [0, 0];
    const differences: object[] = [];
    for (const { first } of months) {
      const within = `day >= '${first}' and day < date '${first}' + interval '1 month'`;
      for (const table of ['evaluation_fact', 'evaluation_sum'])
        await sql.script(
          `${tableOf(table, `select * from public.${table} where ${within}`)} analyze pg_temp.${table};`,
        );
      differences.push(...(await sql.rows(SUM_DIFFERENCES)));
      const [n] = await sql.rows(`select (select count(*) from pg_temp.evaluation_fact)::int as facts,
        (select count(*) from pg_temp.evaluation_sum)::int as sums`);
      [cases, rows] = [cases + Number(n?.['facts']), rows + Number(n?.['sums'])];
    }
    return { cases, rows, differences };
  });

/** Changes with any fact, and with any sum that holds something. */
export const fingerprint = (url: string): Promise<string> =>
  withSql(url, async (sql) => {
    const rows = await sql.rows(`
      select 'facts' as what, count(*)::text as n, sum(hashtextextended(row(f.*)::text, 0))::text as h
      from evaluation_fact as f
      union all select 'sums', count(*)::text, sum(hashtextextended(row(s.*)::text, 0))::text
      from evaluation_sum as s where cases <> 0 or times <> 0 or used_ms <> 0`);
    return JSON.stringify(rows);
  });

/** How much room counting takes, with its keys. */
export const sizes = (url: string): Promise<string> =>
  withSql(url, async (sql) => {
    const rows = await sql.rows(`select relname, reltuples::bigint::text as n,
        pg_size_pretty(pg_total_relation_size(oid)) as size from pg_class
      where relname in ('case_file', 'step', 'evaluation_fact', 'evaluation_sum', 'evaluation_published')
      order by relname`);
    return rows.map(({ relname, n, size }) => `${relname} ${n} rows ${size}`).join(', ');
  });
