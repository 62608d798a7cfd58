// All SQL of what-ifs: runs, their cases, and the figures that these add up to.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CalendarDraft } from '../core/drafted-calendar.ts';
import type { Dimension, Figure } from '../core/contract.ts';

export interface Asked {
  readonly catalogueId?: Id;
  readonly areaVersionId?: Id;
  readonly calendar?: CalendarDraft;
}

/** What the worlds hang on, by the numbers that move with every change. */
export type Tried = Readonly<Record<string, number>>;

export interface Run {
  readonly id: Id;
  readonly districtId: string;
  readonly title: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly asked: Asked;
  readonly tried: Tried;
  readonly fromDay: string;
  readonly toDay: string;
  readonly total: number;
  readonly done: number;
  readonly afterCase: Id | null;
  readonly until: Instant;
  readonly walkedMs: number;
  readonly startedAt: Instant;
  readonly startedByName: string;
  readonly endedAt: Instant | null;
}

const COLUMNS = sql`id, district_id as "districtId", title, state, asked, tried, from_day as "fromDay",
  to_day as "toDay", total, done, after_case as "afterCase", until, walked_ms as "walkedMs",
  started_at as "startedAt", started_by_name as "startedByName", ended_at as "endedAt"`;

export type NewRun = Pick<
  Run,
  'id' | 'districtId' | 'title' | 'asked' | 'tried' | 'fromDay' | 'toDay' | 'total' | 'startedByName'
> & { readonly startedBy: string };

export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  const now = toIso(tx.now);
  await sql`
    insert into what_if_run (id, district_id, title, state, asked, tried, from_day, to_day, total, until,
      started_at, started_by, started_by_name)
    values (${run.id}::uuid, ${run.districtId}, ${run.title}, 'running', ${JSON.stringify(run.asked)}::jsonb,
      ${JSON.stringify(run.tried)}::jsonb, ${run.fromDay}::date, ${run.toDay}::date, ${run.total},
      ${now}::timestamptz, ${now}::timestamptz, ${run.startedBy}, ${run.startedByName})`.execute(tx.db);
}

export async function findRun(tx: Tx, id: Id): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select ${COLUMNS} from what_if_run where id = ${id}::uuid`.execute(tx.db);
  return rows[0];
}

export async function lockRun(tx: Tx, id: Id): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select ${COLUMNS} from what_if_run where id = ${id}::uuid for update`.execute(tx.db);
  return rows[0];
}

export async function findRunning(tx: Tx, districtId: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select ${COLUMNS} from what_if_run where district_id = ${districtId} and state = 'running'`.execute(
    tx.db,
  );
  return rows[0];
}

/** The newest first. */
export async function listRuns(tx: Tx, districtId: string, limit: number): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select ${COLUMNS} from what_if_run where district_id = ${districtId}
    order by started_at desc, id desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** All but the newest of a district: a run of a million cases is kept only as long as somebody may ask. */
export async function deleteOldRuns(tx: Tx, districtId: string, kept: number): Promise<void> {
  await sql`
    delete from what_if_run where state <> 'running' and id in (
      select id from what_if_run where district_id = ${districtId}
      order by started_at desc, id desc offset ${kept})`.execute(tx.db);
}

export async function deleteRun(tx: Tx, id: Id): Promise<void> {
  await sql`delete from what_if_run where id = ${id}::uuid`.execute(tx.db);
}

/** The store's own clock, which moves while a transaction's stands still. */
export async function readStoreClock(tx: Tx): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(tx.db);
  return rows[0]?.ms ?? 0;
}

export interface Progress {
  readonly done: number;
  readonly afterCase: Id | null;
  readonly walkedMs: number;
}

export async function setProgress(tx: Tx, id: Id, { done, afterCase, walkedMs }: Progress): Promise<void> {
  await sql`
    update what_if_run set done = ${done}, after_case = ${afterCase}::uuid, walked_ms = ${walkedMs}
    where id = ${id}::uuid`.execute(tx.db);
}

/** One that is over stays as it ended. */
export async function endRun(tx: Tx, id: Id, state: 'done' | 'cancelled' | 'failed'): Promise<void> {
  await sql`
    update what_if_run set state = ${state}, ended_at = ${toIso(tx.now)}::timestamptz
    where id = ${id}::uuid and state = 'running'`.execute(tx.db);
}

export interface CaseLine {
  readonly case_id: Id;
  readonly number: string;
  readonly item_code: string;
  readonly area_before: string | null;
  readonly area_after: string | null;
  readonly unit_before: Id | null;
  readonly unit_after: Id | null;
  readonly late_before: boolean | null;
  readonly late_after: boolean | null;
  readonly handle_late_before: boolean | null;
  readonly handle_late_after: boolean | null;
  readonly why: string | null;
}

const COLUMN_TYPES: Readonly<Record<keyof CaseLine, 'uuid' | 'text' | 'boolean'>> = {
  case_id: 'uuid',
  number: 'text',
  item_code: 'text',
  area_before: 'text',
  area_after: 'text',
  unit_before: 'uuid',
  unit_after: 'uuid',
  late_before: 'boolean',
  late_after: 'boolean',
  handle_late_before: 'boolean',
  handle_late_after: 'boolean',
  why: 'text',
};
const CASE_COLUMNS = Object.keys(COLUMN_TYPES) as (keyof CaseLine)[];

/** A column is one text, a line for each case and an empty one for nothing: no code, path or reason has
 *  another line or is empty. Rows of JSON cost the store and this process five times as much. */
const INSERT_CASES = `
  insert into what_if_case (run_id, ${CASE_COLUMNS.join(', ')})
  select $1::uuid, line.* from unnest(${CASE_COLUMNS.map(
    (column, n) => `string_to_array($${n + 2}, E'\\n', '')::${COLUMN_TYPES[column]}[]`,
  ).join(', ')}) as line`;

const textOf = (value: CaseLine[keyof CaseLine]): string =>
  value === null ? '' : value === true ? 't' : value === false ? 'f' : value;

export async function insertCases(tx: Tx, runId: Id, lines: readonly CaseLine[]): Promise<void> {
  if (lines.length === 0) return;
  const columns = CASE_COLUMNS.map((column) => lines.map((line) => textOf(line[column])).join('\n'));
  await tx.query(INSERT_CASES, [runId, ...columns]);
}

interface Sides {
  readonly before: string;
  readonly after: string;
  /** Counted as having gone from one to the other. */
  readonly moved: string;
}

const UNIT_MOVED = 'unit_before is distinct from unit_after';
const area = (length: number): Sides => ({
  before: `coalesce(left(area_before, ${length}), '')`,
  after: `coalesce(left(area_after, ${length}), '')`,
  moved: `left(area_before, ${length}) is distinct from left(area_after, ${length})`,
});
const alone = (expression: string): Sides => ({ before: expression, after: expression, moved: UNIT_MOVED });
/** `500151.003` and `500151.003.012.007`. */
const SIDES: Readonly<Record<Dimension, Sides>> = {
  whole: alone("''"),
  unit: {
    before: "coalesce(unit_before::text, '')",
    after: "coalesce(unit_after::text, '')",
    moved: UNIT_MOVED,
  },
  street: area(10),
  grid: area(18),
  item: alone('item_code'),
  why: alone("coalesce(why, '')"),
};

interface Counted {
  readonly side: 'before' | 'after';
  readonly holds: string;
}

/** What each figure counts: the same words for adding up and for opening it. */
const counted = ({ moved }: Sides): Readonly<Record<Figure, Counted>> => ({
  before: { side: 'before', holds: 'true' },
  after: { side: 'after', holds: 'true' },
  came: { side: 'after', holds: moved },
  went: { side: 'before', holds: moved },
  lateBefore: { side: 'before', holds: 'late_before is true' },
  lateAfter: { side: 'after', holds: 'late_after is true' },
  handleLateBefore: { side: 'before', holds: 'handle_late_before is true' },
  handleLateAfter: { side: 'after', holds: 'handle_late_after is true' },
  turnedLate: { side: 'after', holds: 'late_after is true and late_before is false' },
  turnedInTime: { side: 'after', holds: 'late_after is false and late_before is true' },
});

const COLUMN: Readonly<Record<Figure, string>> = {
  before: 'before',
  after: 'after',
  came: 'came',
  went: 'went',
  lateBefore: 'late_before',
  lateAfter: 'late_after',
  handleLateBefore: 'handle_late_before',
  handleLateAfter: 'handle_late_after',
  turnedLate: 'turned_late',
  turnedInTime: 'turned_in_time',
};
const FIGURE_NAMES = Object.keys(COLUMN) as Figure[];

/** Alike in both sides of a dimension and in every word that a figure counts by: they are told apart once and
 *  then added up, since two sides of a million cases would be two million lines for each dimension. */
const alike = (sides: Sides): string => `
  select ${sides.before} as before_key, ${sides.after} as after_key, ${sides.moved} as moved, late_before,
    late_after, handle_late_before, handle_late_after, count(*) as cases
  from what_if_case where run_id = $1 group by 1, 2, 3, 4, 5, 6, 7`;

/** Adds the cases of a run up, once, when it is done. */
export async function insertSums(tx: Tx, runId: Id): Promise<void> {
  for (const dimension of Object.keys(SIDES) as Dimension[]) {
    const figures = counted({ ...SIDES[dimension], moved: 'moved' });
    const side = (name: 'before' | 'after') =>
      `select ${name}_key as key, ${FIGURE_NAMES.map(
        (figure) =>
          `${figures[figure].side === name ? `cases * (${figures[figure].holds})::int` : '0'}
            as ${COLUMN[figure]}`,
      ).join(', ')} from alike`;
    const columns = FIGURE_NAMES.map((figure) => COLUMN[figure]);
    await tx.query(
      `with alike as materialized (${alike(SIDES[dimension])})
       insert into what_if_sum (run_id, dimension, key, ${columns.join(', ')})
       select $1, $2, key, ${columns.map((column) => `sum(${column})`).join(', ')}
       from (${side('before')} union all ${side('after')}) as line group by key`,
      [runId, dimension],
    );
  }
}

export type SumRow = { readonly key: string } & Readonly<Record<Figure, number>>;

/** In the order of their keys. */
export function listSums(
  tx: Tx,
  runId: Id,
  dimension: Dimension,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<SumRow[]> {
  const columns = FIGURE_NAMES.map((figure) => `${COLUMN[figure]} as "${figure}"`).join(', ');
  return tx.query<SumRow>(
    `select key, ${columns} from what_if_sum
     where run_id = $1 and dimension = $2 and ($3::text is null or key > $3 collate "C")
     order by key collate "C" limit $4`,
    [runId, dimension, after ?? null, limit],
  );
}

export interface CasesAsked {
  readonly dimension: Dimension;
  readonly key: string;
  readonly figure: Figure;
  readonly after: Id | undefined;
  readonly limit: number;
}

function meant({ dimension, figure }: CasesAsked): string {
  const sides = SIDES[dimension];
  const { side, holds } = counted(sides)[figure];
  return `run_id = $1 and ${sides[side]} = $2 and ${holds}`;
}

export async function countCases(tx: Tx, runId: Id, asked: CasesAsked): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from what_if_case where ${meant(asked)}`,
    [runId, asked.key],
  );
  return rows[0]?.count ?? 0;
}

export function listCases(tx: Tx, runId: Id, asked: CasesAsked): Promise<CaseLine[]> {
  return tx.query<CaseLine>(
    `select case_id, number, item_code, area_before, area_after, unit_before, unit_after, late_before,
       late_after, handle_late_before, handle_late_after, why
     from what_if_case where ${meant(asked)} and ($3::uuid is null or case_id > $3)
     order by case_id limit $4`,
    [runId, asked.key, asked.after ?? null, asked.limit],
  );
}
