// What a supervision board costs: all of it counted with nothing kept, its period from the sums alone,
// the answer that viewers share; and beside them what the store itself needs for the two dearest of its
// statements. In this process, one asker after the other: a board is asked for by few, and shared.
import { performance } from 'node:perf_hooks';
import { DAY } from '../kernel/duration.ts';
import { localDate, toIso } from '../kernel/instant.ts';
import type { Database, Tx } from '../platform/server/db/tx.ts';
import { countShares } from '../slices/cases/server/count-shares.ts';
import { sumShares, sumSpread } from '../slices/cases/server/queries-sums.ts';
import { countBoard } from '../slices/cases/server/read-board.ts';
import { countTogether } from '../slices/supervision/server/shared-counts.ts';
import type { Sql } from './cluster.ts';
import { markCounted } from './counted.ts';
import { LATTICE } from './lattice.ts';
import { type Round, roundOf } from './stats.ts';

const TIMES = 40;
/** Ended cases are copied as the past of two years: other ids, other days, no steps; those of the last weeks
 *  with the shares that their units had in them. */
const COPIED_AT_ONCE = 50_000;
const PAST_DAYS = 730;
const WITH_SHARES_DAYS = 55;

const columnsOf = async (sql: Sql, table: string): Promise<readonly string[]> =>
  (
    await sql.rows(`select column_name from information_schema.columns
      where table_name = '${table}' and is_generated = 'NEVER'`)
  ).map((row) => String(row.column_name));

const told = (names: readonly string[], by: Readonly<Record<string, string>>, of: string): string =>
  names.map((name) => by[name] ?? `${of}.${name}`).join(', ');

const earlier = (names: readonly string[], of: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, `${of}.${name} - make_interval(days => c.days)`]));

async function grownBy(sql: Sql, count: number, from: number): Promise<void> {
  const [file, share] = [await columnsOf(sql, 'case_file'), await columnsOf(sql, 'case_share')];
  const ofFile = {
    id: 'c.new_id',
    number: `'9' || lpad((${from} + c.n)::text, 21, '0')`,
    public_code: `'B' || (${from} + c.n)`,
    ...earlier(['created_at', 'updated_at', 'ended_at', 'deadline_at'], 'f'),
  };
  const ofShare = {
    case_id: 'c.new_id',
    is_counted: 'false',
    ...earlier(['last_at'], 's'),
    ...Object.fromEntries(share.filter((name) => name.startsWith('counted_')).map((name) => [name, 'null'])),
  };
  await sql.script(`
    with source as materialized (
      select f.id, row_number() over (order by f.id) as place
      from case_file as f where not f.is_open and f.state = 'closed' and f.number not like '9000%'
        and exists (select from case_share as s where s.case_id = f.id)
    ), copied as materialized (
      select n, gen_random_uuid() as new_id, source.id,
        ((${from} + n)::bigint * 7919 % ${PAST_DAYS})::int as days
      from generate_series(1, ${count}) as n
      join source on source.place = 1 + n % (select max(place) from source)
    ), written as (
      insert into case_file (${file.join(', ')})
      select ${told(file, ofFile, 'f')} from copied as c join case_file as f on f.id = c.id
    )
    insert into case_share (${share.join(', ')})
    select ${told(share, ofShare, 's')} from copied as c join case_share as s on s.case_id = c.id
    where c.days < ${WITH_SHARES_DAYS}`);
}

/** Until so many cases are stored; the open ones stay as they are. */
export async function growTo(sql: Sql, total: number, say: (words: string) => void): Promise<void> {
  const stored = async () => Number((await sql.rows('select count(*) as n from case_file'))[0]?.n ?? 0);
  for (let has = await stored(); has < total; has = await stored()) {
    await grownBy(sql, Math.min(COPIED_AT_ONCE, total - has), has);
    say(`${has} of ${total} cases for the boards`);
  }
  await markCounted(sql);
  await sql.script('vacuum analyze case_file');
}

async function timed(database: Database, work: (tx: Tx) => Promise<unknown>): Promise<Round> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  for (let n = 0; n < TIMES; n++) {
    const at = performance.now();
    await database.read(work);
    latencies.push(performance.now() - at);
  }
  return roundOf(latencies, 0, (performance.now() - startedAt) / 1_000);
}

const executionMs = async (sql: Sql, statement: string): Promise<number> => {
  const rows = await sql.rows(`explain (analyze, timing off, format json) ${statement}`);
  const plans = (rows[0]?.['QUERY PLAN'] ?? []) as readonly { readonly 'Execution Time': number }[];
  return plans[0]?.['Execution Time'] ?? Number.NaN;
};

/** The open cases by stage, holder and area, and the sums of a month, as plain SQL in the store alone. */
async function limitMs(sql: Sql, fromDay: string): Promise<number> {
  const open = await executionMs(
    sql,
    `select street_path, stage, holder_unit_id, unit_id, count(*),
    count(*) filter (where is_running and due_at < now()) from case_file
    where district_id = '${LATTICE.code}' and is_open group by 1, 2, 3, 4`,
  );
  const sums = await executionMs(
    sql,
    `select unit_id, kind, sum(cases), sum(late), sum(used_ms)
    from share_day where area_path = '${LATTICE.code}' and day >= '${fromDay}' group by 1, 2`,
  );
  return open + sums;
}

export interface BoardRounds {
  readonly board: Round;
  readonly board_sums: Round;
  readonly board_shared: Round;
  /** The store's two dearest statements, as if they were all there is. */
  readonly limit: Round;
  readonly note: string;
}

export async function boardRounds(database: Database, sql: Sql): Promise<BoardRounds> {
  const { code } = LATTICE;
  await database.transaction((tx) => countShares(tx));
  await sql.script('vacuum analyze share_day, share_spread, case_share, case_push');
  const from = await database.read(async (tx) => Math.floor(tx.now / DAY) * DAY - 29 * DAY);
  const asked = { areaPath: code, from, fromDay: localDate(from) };
  const [counts] = await sql.rows(`select count(*) as stored, count(*) filter (where is_open) as open,
    (select count(*) from case_share where last_at >= '${toIso(from)}') as shares from case_file`);
  // The first answer warms plans and pages, as the first viewer of the morning does.
  await database.read((tx) => countBoard(tx, code, 'days30'));
  const limit = await limitMs(sql, asked.fromDay);
  return {
    limit: roundOf([limit], 0, limit / 1_000),
    board: await timed(database, (tx) => countBoard(tx, code, 'days30')),
    board_sums: await timed(database, async (tx) => [await sumShares(tx, asked), await sumSpread(tx, asked)]),
    board_shared: await timed(database, (tx) => countTogether(tx, code, 'days30')),
    note:
      `${counts?.stored} cases, ${counts?.open} open, ${counts?.shares} shares in 30 days; ` +
      `the store alone ${limit.toFixed(1)} ms`,
  };
}
