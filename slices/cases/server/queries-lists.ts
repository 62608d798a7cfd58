// The cases of a view, by keyset: the newest first, or what is due first where the view is about time. Rights
// are part of the question: each scope of the reader's sight walks one index in order and stops at the limit,
// and says which cases at which version; only the rows that this process does not hold at that version are
// then read whole.
import { type RawBuilder, sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { ENDED_STATES, type FilterName, OPEN_STATES } from '../core/list-filters.ts';
import type { Sight } from '../core/visibility.ts';
import { type Cursor, type Order, orderOf, SECOND } from './list-order.ts';
import { inArea, isInStreet, streetOf } from './queries-areas.ts';
import { filtersOf, type Meant, oneOf } from './queries-filters.ts';
import { type Candidates, textWalks } from './queries-words.ts';
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
  readonly holder_person_id: string | null;
  readonly centre_unit_id: string;
  readonly co_unit_ids: readonly string[];
  readonly reporter_person_id: string | null;
  readonly asks: CaseFile['asks'];
  readonly pushes: CaseFile['pushes'] | null;
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
    item_name_en, area_path, address, lon, lat, unit_id, holder_unit_id, holder_person_id, centre_unit_id,
    co_unit_ids, reporter_person_id, asks, record->'pushes' as pushes, stage, clocks->'clock' as clock,
    due_at, deadline_at, ended_at, is_on_leaders_list, version, created_at, updated_at
  from case_file where id = any($1::uuid[])`;

type Condition = RawBuilder<unknown>;

/** The narrower of what may be seen and what is asked for; nothing where the two lie apart. */
const narrower = (seen: string, asked: string | undefined): string[] => {
  if (asked === undefined || isWithin(seen, asked)) return [seen];
  return isWithin(asked, seen) ? [asked] : [];
};

export function scopesOf(sight: Sight, query: ListQuery, areaOf = inArea): Condition[] {
  const ofPerson = sight.personId ? [sql`reporter_person_id = ${sight.personId}::uuid`] : [];
  if (query.mine === 'reported') return ofPerson;
  const held = sight.unitIds.map((id) => sql`is_open and holder_unit_id = ${id}::uuid`);
  if (query.mine === 'held') return held;
  const areas = sight.areaPaths.flatMap((path) => narrower(path, query.areaPath)).map(areaOf);
  const isAll = query.areaPath !== undefined
    && sight.areaPaths.some((path) => isWithin(query.areaPath ?? '', path));
  if (isAll) return areas;
  const units = sight.unitIdsBeside.flatMap((id) => [
    sql`is_open and holder_unit_id = ${id}::uuid`,
    sql`unit_id = ${id}::uuid`, sql`co_unit_ids @> array[${id}::uuid] and co_unit_ids <> '{}'`,
  ]);
  return [...areas, ...units, ...ofPerson];
}

/** One value at a time, because only an equality leaves an index in the order of time. */
const FANNED = ['unitId', 'holderUnitId', 'itemCode'] as const;
/** Every case is looked at. */
const NO_INDEX: Candidates = { ids: undefined, mark: '' };
/** Cases of a page, where nobody asks for more or fewer. */
export const PAGE = 50;
/** More walks than this cost more than one that has to sort. */
const MOST_WALKS = 40;

const statesOf = ({ state = [] }: ListQuery): readonly string[] => [...new Set(state.flatMap((one) => {
  if (one === 'open') return OPEN_STATES;
  return one === 'ended' ? ENDED_STATES : [one];
}))];

/** The states, one by one where that leaves an index in order. */
function stateWalks(states: readonly string[], order: Order): Condition[][] {
  if (states.length === 0) return [[]];
  const isOpen = states.every((state) => OPEN_STATES.includes(state)) ? [sql`is_open`] : [];
  const isAll = OPEN_STATES.every((state) => states.includes(state)) && isOpen.length > 0;
  if (order.column === 'created_at' && !isAll) return states.map((state) => [sql`state = ${state}`]);
  return [[...isOpen, ...(isAll ? [] : [sql`state = any(${states}::text[])`])]];
}

interface Fan {
  readonly name?: FilterName;
  readonly walks: Condition[][];
}

function fanOf(query: ListQuery, order: Order, room: number): Fan {
  const name = order.column === 'created_at' || order.column === 'due_at'
    ? FANNED.find((one) => (query[one]?.length ?? 0) > 1) : undefined;
  const values = name === undefined ? [] : [...new Set(query[name])];
  if (name === undefined || values.length > room) return { walks: [[]] };
  return { name, walks: values.map((value) => [oneOf(name, [value])]) };
}

/** What is sorted by a moment that no index of a smaller area holds is walked in the nearest larger one that
 *  has it: an area's own walk, for what the reader sees for another reason may lie in another district. */
const areaIn = ({ column }: Order) => (path: string): Condition => {
  if (column === 'updated_at' && isInStreet(path)) return sql`${streetOf(path)} and ${inArea(path)}`;
  return column === 'deadline_at' ? sql`district_id = ${path.slice(0, 6)} and ${inArea(path)}` : inArea(path);
};

interface Walk {
  /** What it must hold. */
  readonly is: readonly Condition[];
  /** What it must say besides, asked in order until there are enough. */
  readonly says?: Condition | undefined;
}

interface Walks {
  readonly all: readonly Walk[];
  /** Nothing is asked but where and in which state: one plan is the best for every value. */
  readonly isPlain?: boolean;
  /** No case lies in two of them: states and the values of one column are apart, scopes and texts are not. */
  readonly areApart: boolean;
}

const anyOf = (conditions: readonly Condition[]): Condition => (conditions.length === 0 ? sql`false`
  : sql`(${sql.join(conditions.map((one) => sql`(${one})`), sql` or `)})`);

/** Cases that an index of words gave are few and known: each is looked at once, whatever shows it, instead of
 *  once for each of the reader's scopes. */
function wordWalks(now: Instant, sight: Sight, query: ListQuery, order: Order, meant: Meant): Walks {
  const states = statesOf(query);
  const always = [
    anyOf(scopesOf(sight, query, areaIn(order))),
    ...(states.length === 0 ? [] : [sql`state = any(${states}::text[])`]),
    ...filtersOf(query, now, meant),
  ];
  const texts = textWalks(query.text ?? '', meant.candidates ?? NO_INDEX);
  return { all: texts.map(({ is, says }) => ({ is: [is, ...always], says })), areApart: false };
}

/** Every walk of the question. */
function walksOf(now: Instant, sight: Sight, query: ListQuery, order: Order, meant: Meant): Walks {
  if (query.text !== undefined && meant.candidates?.ids) return wordWalks(now, sight, query, order, meant);
  const scopes = scopesOf(sight, query, areaIn(order));
  const texts = query.text === undefined ? [[]]
    : textWalks(query.text, meant.candidates ?? NO_INDEX).map(({ is }) => [is]);
  const states = stateWalks(statesOf(query), order);
  const base = scopes.length * texts.length * states.length;
  const fan = fanOf(query, order, MOST_WALKS / Math.max(1, base));
  const always = filtersOf(query, now, meant, fan.name);
  const all = scopes.flatMap((scope) => states.flatMap((state) => texts.flatMap((text) =>
    fan.walks.map((walk) => ({ is: [scope, ...state, ...walk, ...text, ...always] })))));
  const isPlain = always.length === 0 && fan.name === undefined && query.text === undefined;
  return { all, isPlain, areApart: scopes.length === 1 && texts.length === 1 };
}

export interface Found {
  readonly id: string;
  readonly version: number;
  readonly at: Instant;
}

/** A stretch of a list: its order, where it begins, how long it may be. */
export interface Stretch {
  readonly order: Order;
  /** The second one: those without the moment of the list's own order. */
  readonly without?: Order['column'];
  readonly after?: Cursor | undefined;
  readonly limit: number;
}

const byOf = ({ isNewestFirst }: Order): Condition => (isNewestFirst ? sql`at desc, id desc` : sql`at, id`);

function stretchConditions({ order, without, after }: Stretch): Condition[] {
  const column = sql.ref(order.column);
  const isAfter = order.isNewestFirst ? sql`<` : sql`>`;
  return [
    ...(without ? [sql`${sql.ref(without)} is null`] : []),
    ...(order.column === 'due_at' ? [sql`is_running`] : []),
    ...(order.hasSecond ? [sql`${column} is not null`] : []),
    ...(after ? [sql`(${column}, id) ${isAfter} (${toIso(after.at)}::timestamptz, ${after.id}::uuid)`] : []),
  ];
}

/** With the limit of a page in its text the store sees that a plain walk is short whatever it is asked, and
 *  plans it once instead of each time (0.1 of 0.5 ms). Other limits are many: each is a text to keep. */
const limitOf = (limit: number, isPlain: boolean): Condition =>
  (isPlain && limit === PAGE + 1 ? sql.lit(limit) : sql`${limit}`);

function walkOf(
  { is, says }: Walk, own: readonly Condition[], { order }: Stretch, limit: Condition,
): RawBuilder<Found> {
  const [at, by] = [sql.ref(order.column), byOf(order)];
  const held = sql.join([...is, ...own], sql` and `);
  if (!says) {
    return sql`select id, version, ${at} as at from case_file where ${held} order by ${by} limit ${limit}`;
  }
  return sql`
    select id, version, at from (
      select id, version, ${at} as at, number, description, address, item_name, item_name_en
      from case_file where ${held} order by ${by} offset 0) as given
    where ${says} order by ${by} limit ${limit}`;
}

/** The statement, for the store and for the test of its plan; undefined where the reader sees nothing. */
export function casesOfView(
  now: Instant, sight: Sight, query: ListQuery, stretch: Stretch, meant: Meant = {},
): RawBuilder<Found> | undefined {
  const { order } = stretch;
  const own = stretchConditions(stretch);
  const { all, areApart, isPlain = false } = walksOf(now, sight, query, order, meant);
  const limit = limitOf(stretch.limit, isPlain);
  const parts = all.map((walk) => walkOf(walk, own, stretch, limit));
  if (parts.length < 2) return parts[0];
  // Those that lie apart are merged as they come; to see that no case is there twice, all are sorted.
  const found = sql.join(parts.map((part) => sql`(${part})`), areApart ? sql` union all ` : sql` union `);
  return sql<Found>`
    select id, version, at from (${found}) as found order by ${byOf(order)} limit ${limit}`;
}

/** How many there are, as far as `most`. */
export async function countCases(
  tx: Tx, sight: Sight, query: ListQuery, most: number, meant: Meant = {},
): Promise<number> {
  // In whatever order the question itself has: how many there are does not hang on how they are sorted.
  const { sort, ...unsorted } = query;
  const stretch = { order: orderOf(unsorted), limit: most };
  const statement = casesOfView(tx.now, sight, unsorted, stretch, meant);
  if (!statement) return 0;
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (${statement}) as counted`.execute(tx.db);
  return Number(rows[0]?.total);
}

const rowCacheOf = cachePerStore<ListRow>();

/** Undefined where a case has moved on since it was found: as it is now it may belong to another view, or lie
 *  beyond the reader's sight. */
async function rowsOf(
  tx: Tx, found: readonly Found[], isPassing = false,
): Promise<ListRow[] | undefined> {
  const cache = rowCacheOf(tx);
  const held = new Map(found.flatMap((one) => {
    const row = cache.find(one);
    return row ? [[one.id, row] as const] : [];
  }));
  const missing = found.flatMap(({ id }) => (held.has(id) ? [] : [id]));
  for (const row of missing.length > 0 ? await tx.query<ListRow>(ROWS, [missing]) : []) {
    held.set(row.id, row);
    // Inside a transaction a version may yet be rolled back, and then be somebody else's.
    if (!tx.isTransaction && !isPassing) cache.keep(row);
  }
  const rows = found.flatMap(({ id, version }) => {
    const row = held.get(id);
    return row?.version === version ? [row] : [];
  });
  return rows.length === found.length ? rows : undefined;
}

/** A row, and its moment in the order of its stretch. */
export interface Placed {
  readonly row: ListRow;
  readonly cursor: Cursor;
}

async function stretchRows(
  tx: Tx, sight: Sight, query: ListQuery, stretch: Stretch, meant: Meant,
): Promise<Placed[]> {
  const statement = casesOfView(tx.now, sight, query, stretch, meant);
  if (!statement) return [];
  const { sql: text, parameters } = statement.compile(tx.db);
  // To look for words may take a while; a walk is short.
  const ask = query.text === undefined ? tx.queryShort : tx.query;
  // What was read the first time is held by the second: it asks for little, and is hardly ever late again.
  for (;;) {
    const found = await ask<Found>(text, parameters);
    const rows = await rowsOf(tx, found, meant.isPassing);
    if (!rows) continue;
    return rows.map((row, index) => ({
      row, cursor: { at: found[index]?.at ?? 0, id: row.id, isSecond: stretch.without !== undefined },
    }));
  }
}

/** The cases of a view that the reader may see, at most `limit`, in its order, each once. */
export async function listCaseRows(
  tx: Tx, sight: Sight, query: ListQuery, after: Cursor | undefined, limit: number, meant: Meant = {},
): Promise<Placed[]> {
  const order = orderOf(query);
  const first = after?.isSecond ? [] : await stretchRows(tx, sight, query, { order, after, limit }, meant);
  if (!order.hasSecond || first.length >= limit) return first;
  const rest: Stretch = { order: SECOND, without: order.column, limit: limit - first.length,
    ...(after?.isSecond ? { after } : {}) };
  return [...first, ...await stretchRows(tx, sight, query, rest, meant)];
}

/** These cases as rows of a list, by id. */
export async function getListRows(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ListRow>> {
  const rows = ids.length === 0 ? [] : await tx.query<ListRow>(ROWS, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
