// What a supervision board costs: all of it counted with nothing kept, its period from the sums alone, the answer
// that viewers share; and beside them what the store itself needs for the two dearest of its statements. In this
// process, one asker after the other: a board is asked for by few, and shared.
import { performance } from 'node:perf_hooks';
import { DAY } from '../kernel/duration.ts';
import { localDate, toIso } from '../kernel/instant.ts';
import type { Database, Tx } from '../platform/server/db/tx.ts';
import { countShares } from '../slices/cases/server/count-shares.ts';
import { sumShares, sumSpread } from '../slices/cases/server/queries-sums.ts';
import { countBoard } from '../slices/cases/server/read-board.ts';
import { countTogether } from '../slices/supervision/server/shared-counts.ts';
import type { Sql } from './cluster.ts';
import { LATTICE } from './lattice.ts';
import { type Round, roundOf } from './stats.ts';

const TIMES = 40;
/** Ended cases are copied as the past of years: other ids, other days, no steps. */
const COPIED_AT_ONCE = 50_000;

async function grownBy(sql: Sql, count: number, from: number): Promise<void> {
  const columns = await sql.rows(`select column_name from information_schema.columns
    where table_name = 'case_file' and is_generated = 'NEVER'`);
  const names = columns.map((row) => String(row.column_name));
  const told: Readonly<Record<string, string>> = {
    id: 'gen_random_uuid()',
    number: `'9' || lpad((${from} + n)::text, 21, '0')`,
    public_code: `'B' || (${from} + n)`,
    ...Object.fromEntries(
      ['created_at', 'updated_at', 'ended_at', 'deadline_at'].map((name) => [
        name,
        `${name} - make_interval(days => 60 + (n % 640)::int)`,
      ]),
    ),
  };
  await sql.script(`
    insert into case_file (${names.join(', ')})
    select ${names.map((name) => told[name] ?? name).join(', ')}
    from (select *, row_number() over (order by id) as n from (
      select c.* from (select * from case_file where not is_open and state = 'closed' limit 10000) as c
      cross join generate_series(1, 10)) as copied limit ${count}) as numbered`);
}

/** Until so many cases are stored; the open ones stay as they are. */
export async function growTo(sql: Sql, total: number, say: (words: string) => void): Promise<void> {
  const stored = async () => Number((await sql.rows('select count(*) as n from case_file'))[0]?.n ?? 0);
  for (let has = await stored(); has < total; has = await stored()) {
    await grownBy(sql, Math.min(COPIED_AT_ONCE, total - has), has);
    say(`${has} of ${total} cases for the boards`);
  }
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
  const [plan] = rows[0]?.['QUERY PLAN'] as [{ 'Execution Time': number }];
  return plan['Execution Time'];
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
    board: await timed(database, (tx) => countBoard(tx, code, 'days30')),
    board_sums: await timed(database, async (tx) => [await sumShares(tx, asked), await sumSpread(tx, asked)]),
    board_shared: await timed(database, (tx) => countTogether(tx, code, 'days30')),
    note:
      `${counts?.stored} cases, ${counts?.open} open, ${counts?.shares} shares in 30 days; ` +
      `the store alone ${limit.toFixed(1)} ms`,
  };
}
