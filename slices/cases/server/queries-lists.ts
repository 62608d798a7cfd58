// The cases of a view, by keyset: the newest first, or what is due first where the view is about time. Rights
// are part of the question: each scope of the reader's sight walks one index in order and stops at the limit,
// and says which cases at which version; only the rows that this process does not hold at that version are
// then read whole.
import { type RawBuilder, sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../core/case-file.ts';
import { parseCaseNumber } from '../core/case-number.ts';
import type { ListQuery } from '../core/contract.ts';
import { figureOf, type Marks } from '../core/figures.ts';
import type { Sight } from '../core/visibility.ts';
import { inArea } from './queries-areas.ts';
import { figureConditions, TIME_COLUMNS } from './queries-figures.ts';
import { cachePerStore } from './row-cache.ts';

export interface ListRow {
  readonly id: string;
  readonly flow: string;
  readonly number: string;
  readonly state: string;
  readonly channel: string;
  readonly severity: CaseFile['severity'];
  readonly description: string;
  readonly item_code: string | null;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
  readonly area_path: string;
  readonly address: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly unit_id: string | null;
  readonly holder_unit_id: string | null;
  readonly stage: string | null;
  readonly clock: CaseFile['clock'];
  readonly due_at: Instant | null;
  readonly deadline_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly is_on_leaders_list: boolean;
  readonly version: number;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

/** The rule is the widest thing a case holds; a list reads the two names kept out of it. */
const ROWS = `select id, flow, number, state, channel, severity, description, item_code, item_name,
    item_name_en, area_path, address, lon, lat, unit_id, holder_unit_id, stage, clocks->'clock' as clock,
    due_at, deadline_at, ended_at, is_on_leaders_list, version, created_at, updated_at
  from case_file where id = any($1::uuid[])`;

type Condition = RawBuilder<unknown>;

/** The narrower of what may be seen and what is asked for; nothing where the two lie apart. */
const narrower = (seen: string, asked: string | undefined): string[] => {
  if (asked === undefined || isWithin(seen, asked)) return [seen];
  return isWithin(asked, seen) ? [asked] : [];
};

export function scopesOf(sight: Sight, query: ListQuery): Condition[] {
  const ofPerson = sight.personId ? [sql`reporter_person_id = ${sight.personId}::uuid`] : [];
  if (query.mine === 'reported') return ofPerson;
  const held = sight.unitIds.map((id) => sql`is_open and holder_unit_id = ${id}::uuid`);
  if (query.mine === 'held') return held;
  const areas = sight.areaPaths.flatMap((path) => narrower(path, query.areaPath)).map(inArea);
  const isAll = query.areaPath !== undefined
    && sight.areaPaths.some((path) => isWithin(query.areaPath ?? '', path));
  if (isAll) return areas;
  const units = sight.unitIdsBeside.flatMap((id) => [
    sql`is_open and holder_unit_id = ${id}::uuid`,
    sql`unit_id = ${id}::uuid`, sql`co_unit_ids @> array[${id}::uuid] and co_unit_ids <> '{}'`,
  ]);
  return [...areas, ...units, ...ofPerson];
}

function textCondition(text: string): Condition {
  const number = text.replace(/[\s-]/g, '');
  if (parseCaseNumber(number)) return sql`number = ${number}`;
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(description ilike ${like} or address ilike ${like})`;
}

function dueCondition(due: NonNullable<ListQuery['due']>, now: Instant): Condition {
  if (due === 'paused') return sql`is_open and not is_running`;
  const until = due === 'overdue' ? now : now + 24 * 3_600_000;
  return sql`is_running and due_at < ${toIso(until)}::timestamptz`;
}

const afterCursor = ({ column, isAfter }: Order, { at, id }: Cursor): Condition =>
  sql`(${sql.ref(column)}, id) ${isAfter} (${toIso(at)}::timestamptz, ${id}::uuid)`;

/** A figure is of an area, and of a day of its district. */
function figureFilter({ figure, areaPath }: ListQuery, marks: Marks | undefined): Condition[] {
  const known = figure === undefined ? undefined : figureOf(figure);
  return known && areaPath && marks ? figureConditions(known, areaPath.slice(0, 6), marks) : [];
}

function filtersOf(query: ListQuery, now: Instant, after: Cursor | undefined, marks?: Marks): Condition[] {
  return [
    ...figureFilter(query, marks),
    ...(query.stage ? [sql`stage = ${query.stage}`] : []),
    ...(query.holderUnitId ? [sql`is_open and holder_unit_id = ${query.holderUnitId}::uuid`] : []),
    ...(query.due ? [dueCondition(query.due, now)] : []),
    ...(query.unitId ? [sql`unit_id = ${query.unitId}::uuid`] : []),
    ...(query.areaPath ? [inArea(query.areaPath)] : []),
    ...(query.itemCode ? [sql`item_code = ${query.itemCode}`] : []),
    ...(query.isOnLeadersList ? [sql`is_on_leaders_list`] : []),
    ...(query.text ? [textCondition(query.text)] : []),
    ...(after ? [afterCursor(orderOf(query), after)] : []),
  ];
}

/** The last case shown: its moment in the order of the view, and its id. */
export interface Cursor {
  readonly at: Instant;
  readonly id: string;
}

interface Order {
  readonly column: (typeof TIME_COLUMNS)[keyof typeof TIME_COLUMNS];
  readonly by: Condition;
  readonly isAfter: Condition;
}

const newestFirst = (column: Order['column']): Order =>
  ({ column, by: sql`at desc, id desc`, isAfter: sql`<` });
const soonestFirst = (column: Order['column']): Order => ({ column, by: sql`at, id`, isAfter: sql`>` });

/** Views of what is late, or soon will be, begin with the latest: nothing has to be sorted on a screen. */
export function orderOf(query: ListQuery): Order {
  const figure = query.figure === undefined ? undefined : figureOf(query.figure);
  if (figure) {
    const column = TIME_COLUMNS[figure.order.by];
    return figure.order.isNewestFirst ? newestFirst(column) : soonestFirst(column);
  }
  return query.due === 'overdue' || query.due === 'today' ? soonestFirst('due_at')
    : newestFirst('created_at');
}

/** One state at a time, because only an equality leaves an index in the order of time. */
const statesOf = (query: ListQuery): (Condition | undefined)[] =>
  query.state?.length ? [...new Set(query.state)].map((state) => sql`state = ${state}`) : [undefined];

export interface Found {
  readonly id: string;
  readonly version: number;
  readonly at: Instant;
}

/** The statement, for the store and for the test of its plan; undefined where the reader sees nothing. */
export function casesOfView(
  now: Instant, sight: Sight, query: ListQuery, after: Cursor | undefined, limit: number, marks?: Marks,
): RawBuilder<Found> | undefined {
  const filters = filtersOf(query, now, after, marks);
  const order = orderOf(query);
  const parts = scopesOf(sight, query).flatMap((scope) => statesOf(query).map((state) => {
    const conditions = [scope, ...(state ? [state] : []), ...filters];
    return sql<Found>`
      select id, version, ${sql.ref(order.column)} as at from case_file
      where ${sql.join(conditions, sql` and `)} order by ${order.by} limit ${limit}`;
  }));
  if (parts.length < 2) return parts[0];
  const found = sql.join(parts.map((part) => sql`(${part})`), sql` union `);
  return sql<Found>`
    select id, version, at from (${found}) as found order by ${order.by} limit ${limit}`;
}

const rowCacheOf = cachePerStore<ListRow>();

/** Undefined where a case has moved on since it was found: as it is now it may belong to another view, or lie
 *  beyond the reader's sight. */
async function rowsOf(tx: Tx, found: readonly Found[]): Promise<ListRow[] | undefined> {
  const cache = rowCacheOf(tx);
  const held = new Map(found.flatMap((one) => {
    const row = cache.find(one);
    return row ? [[one.id, row] as const] : [];
  }));
  const missing = found.flatMap(({ id }) => (held.has(id) ? [] : [id]));
  for (const row of missing.length > 0 ? await tx.query<ListRow>(ROWS, [missing]) : []) {
    held.set(row.id, row);
    // Inside a transaction a version may yet be rolled back, and then be somebody else's.
    if (!tx.isTransaction) cache.keep(row);
  }
  const rows = found.flatMap(({ id, version }) => {
    const row = held.get(id);
    return row?.version === version ? [row] : [];
  });
  return rows.length === found.length ? rows : undefined;
}

/** The cases of a view that the reader may see, at most `limit`, in its order, each once. */
export async function listCaseRows(
  tx: Tx, sight: Sight, query: ListQuery, after: Cursor | undefined, limit: number, marks?: Marks,
): Promise<ListRow[]> {
  const statement = casesOfView(tx.now, sight, query, after, limit, marks);
  if (!statement) return [];
  // What was read the first time is held by the second: it asks for little, and is hardly ever late again.
  for (;;) {
    const rows = await rowsOf(tx, (await statement.execute(tx.db)).rows);
    if (rows) return rows;
  }
}

/** These cases as rows of a list, by id. */
export async function getListRows(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ListRow>> {
  const rows = ids.length === 0 ? [] : await tx.query<ListRow>(ROWS, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
