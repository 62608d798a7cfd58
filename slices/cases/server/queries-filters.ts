// The filters of a list as conditions on a case, made from their table (core/list-filters.ts). What may be
// answered by one of several indexes at once is told apart in queries-lists.ts.
import { type RawBuilder, sql } from 'kysely';
import { CHINA_OFFSET_MINUTES, fromIso, type Instant, isWritable, toIso } from '../../../kernel/instant.ts';
import { DAY, MINUTE } from '../../../kernel/duration.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { figureOf, type Marks } from '../core/figures.ts';
import {
  FILTER_NAMES, type FilterClause, type FilterName, filterOf, MARKS, type MarkName, MOST_CORNERS,
} from '../core/list-filters.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { isKnownMany, keepMany } from './known-many.ts';
import { inArea } from './queries-areas.ts';
import { figureConditions } from './queries-figures.ts';
import { type Candidates, MOST_CANDIDATES, whileWalking } from './queries-words.ts';

type Condition = RawBuilder<unknown>;

/** What a question says in words that are no columns: the day or period of its figure, who is on a level,
 *  which cases an index of another table gave for it. */
export interface Meant {
  readonly marks?: Marks | undefined;
  readonly holders?: { readonly unitIds: readonly string[]; readonly isOneOf: boolean } | undefined;
  readonly candidates?: Candidates | undefined;
  /** The few cases within the outline; undefined: many, or none is drawn. */
  readonly insideIds?: readonly string[] | undefined;
  /** The rows are read once, for a file: they do not push out what screens ask for all day. */
  readonly isPassing?: boolean;
}

const invalid = (field: string): never => throwRefusal('cases.field_invalid', { action: 'list', field });
const at = (instant: Instant): Condition => sql`${toIso(instant)}::timestamptz`;

/** A day begins at midnight where the district is; `until` a day includes it. */
function momentOf(name: FilterName, text: string, isUntil: boolean): Instant {
  const isDay = text.length === 10;
  const read = isDay ? fromIso(`${text}T00:00:00Z`) : fromIso(text);
  if (read === undefined) return invalid(name);
  const moment = isDay ? read - CHINA_OFFSET_MINUTES * MINUTE + (isUntil ? DAY : 0) : read;
  return isWritable(moment) ? moment : invalid(name);
}

const CASTS: Readonly<Record<string, Condition>> = { ids: sql`::uuid[]`, codes: sql`::text[]`,
  texts: sql`::text[]` };
const CASTS_OF_ONE: Readonly<Record<string, Condition>> = { ids: sql`::uuid`, codes: sql`::text`,
  texts: sql`::text` };

/** One value is an equality, which leaves an index in its order. */
export function oneOf(name: FilterName, values: readonly string[]): Condition {
  const { clause, value } = filterOf(name);
  if (clause.is !== 'one_of') return sql`true`;
  const column = sql.ref(clause.of);
  const equals = values.length === 1
    ? sql`${column} = ${values[0]}${CASTS_OF_ONE[value] ?? sql``}`
    : sql`${column} = any(${[...values]}${CASTS[value] ?? sql``})`;
  if (clause.isOpenOnly) return sql`is_open and ${equals}`;
  // In the words of the index that holds only these.
  return name === 'severity' && !values.includes('normal') ? sql`severity <> 'normal' and ${equals}` : equals;
}

function marked(names: readonly string[]): Condition[] {
  return names.map((name) => {
    if (name === 'pushed') return sql`record->'pushes' <> '[]'::jsonb`;
    if (name === 'parts') return sql`part_count > 0`;
    const mark = MARKS[name as Exclude<MarkName, 'pushed' | 'parts'>];
    return sql`(counts->>${mark.counter}::text)::int > 0`;
  });
}

type Value = string | boolean | readonly string[];

/** The clauses that say all themselves. */
function plainCondition(name: FilterName, clause: FilterClause, value: Value): Condition[] {
  switch (clause.is) {
    case 'one_of': return [oneOf(name, typeof value === 'object' ? [...new Set(value)] : [String(value)])];
    case 'from': return [sql`${sql.ref(clause.of)} >= ${at(momentOf(name, String(value), false))}`];
    case 'until': return [sql`${sql.ref(clause.of)} < ${at(momentOf(name, String(value), true))}`];
    case 'marked': return marked(typeof value === 'object' ? value : [String(value)]);
    case 'part': return [];
  }
}

function dueCondition(due: string, now: Instant): Condition {
  if (due === 'paused') return sql`is_open and not is_running`;
  return sql`is_running and due_at < ${at(due === 'overdue' ? now : now + DAY)}`;
}

/** A lamp is the latest of its turns that has come (calendar/core/lamp.ts); they stand beside the case. */
const LIT: Readonly<Record<string, (now: Condition) => Condition>> = {
  red: (now) => sql`is_running and due_at < ${now}`,
  orange: (now) => sql`is_running and due_at >= ${now} and orange_at <= ${now}`,
  yellow: (now) => sql`is_running and due_at >= ${now} and orange_at > ${now} and yellow_at <= ${now}`,
  green: (now) => sql`is_running and due_at >= ${now} and orange_at > ${now} and yellow_at > ${now}`,
  paused: () => sql`not is_running`,
};

function lampCondition(lamps: readonly string[], now: Instant): Condition {
  const any = lamps.flatMap((lamp) => LIT[lamp]?.(at(now)) ?? []);
  if (any.length === 1) return sql`is_open and ${any[0]}`;
  return sql`is_open and (${sql.join(any.map((one) => sql`(${one})`), sql` or `)})`;
}

const betweenAll = (column: string, values: readonly number[]): Condition =>
  sql`${sql.ref(column)} between ${Math.min(...values)} and ${Math.max(...values)}`;

/** A ring of corners, closed if it was left open; one that crosses itself is mended as people see it. */
function withinCondition(outline: string): Condition {
  const corners = outline.split(';').map((corner) => corner.split(',').map(Number));
  const isFew = corners.length >= 3 && corners.length <= MOST_CORNERS;
  const areCorners = corners.every(([lon, lat, ...more]) =>
    more.length === 0 && Math.abs(lon ?? NaN) <= 180 && Math.abs(lat ?? NaN) <= 90);
  if (!isFew || !areCorners) return invalid('within');
  const ring = [...corners, corners[0] ?? []].map(([lon, lat]) => `${lon} ${lat}`).join(', ');
  return sql`ST_Intersects(point,
    ST_MakeValid(ST_SetSRID(ST_GeomFromText(${`POLYGON((${ring}))`}), 4326)))`;
}

/** Many are found while walking: most rows are passed over by their numbers alone. */
function walkedInside(outline: string): Condition {
  const corners = outline.split(';').map((corner) => corner.split(',').map(Number));
  const box = ['lon', 'lat'].map((column, at) => betweenAll(column, corners.map((one) => one[at] ?? 0)));
  return sql`${sql.join(box, sql` and `)} and ${whileWalking(withinCondition(outline))}`;
}

const insideCondition = (outline: string, ids: readonly string[] | undefined): Condition =>
  (ids ? sql`id = any(${[...ids]}::uuid[])` : walkedInside(outline));

/** The cases within an outline, where they are few; undefined: many, and the newest are soon found. */
export async function findInside(tx: Tx, outline: string): Promise<readonly string[] | undefined> {
  const isInside = withinCondition(outline);
  if (isKnownMany(tx, `within ${outline}`)) return undefined;
  const { rows } = await sql<{ id: string }>`
    select id from case_file where ${isInside} limit ${MOST_CANDIDATES + 1}`.execute(tx.db);
  if (rows.length <= MOST_CANDIDATES) return rows.map(({ id }) => id);
  keepMany(tx, `within ${outline}`);
  return undefined;
}

/** A figure is of an area, and of a day of its district. */
function figureFilter(query: ListQuery, marks: Marks | undefined): Condition[] {
  const { figure, areaPath, byUnitId, unitId = [] } = query;
  const known = figure === undefined ? undefined : figureOf(figure);
  if (!known || !areaPath || !marks) return [];
  const isOfUnit = unitId.length > 0;
  return figureConditions(known, { districtId: areaPath.slice(0, 6), marks, byUnitId, isOfUnit });
}

const heldFilter = (holders: Meant['holders']): Condition[] => (holders ? [
  sql`is_open and (holder_unit_id = any(${holders.unitIds}::uuid[])) = ${holders.isOneOf}`] : []);

function partConditions(query: ListQuery, now: Instant, { insideIds }: Meant): Condition[] {
  const { due, lamp, areaPath, coUnitIds, isOnLeadersList, mainCaseId, within } = query;
  return [
    ...(due ? [dueCondition(due, now)] : []),
    ...(lamp?.length ? [lampCondition(lamp, now)] : []),
    ...(areaPath ? [inArea(areaPath)] : []),
    ...(coUnitIds?.length ? [sql`co_unit_ids && ${coUnitIds}::uuid[] and co_unit_ids <> '{}'`] : []),
    ...(isOnLeadersList === undefined ? [] : [sql`is_on_leaders_list = ${isOnLeadersList}`]),
    ...(mainCaseId
      ? [sql`(merged_into_id = ${mainCaseId}::uuid or main_case_id = ${mainCaseId}::uuid)`] : []),
    ...(within ? [insideCondition(within, insideIds)] : []),
  ];
}

/** All but the states, the words and where the list goes on. `fanned` is asked for elsewhere. */
export function filtersOf(query: ListQuery, now: Instant, meant: Meant, fanned?: FilterName): Condition[] {
  const plain = FILTER_NAMES.flatMap((name) => {
    const value = query[name];
    const isAsked = value !== undefined && name !== fanned && !(Array.isArray(value) && value.length === 0);
    return isAsked ? plainCondition(name, filterOf(name).clause, value) : [];
  });
  return [...figureFilter(query, meant.marks), ...heldFilter(meant.holders),
    ...partConditions(query, now, meant), ...plain];
}
