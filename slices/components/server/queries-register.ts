// SQL of the register as a list, of its figures, and of the work on rights.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ComponentFilter, ListedComponent, Passed, Rate } from '../core/contract-register.ts';
import type { RightEdge, RightState } from '../core/rights-work.ts';
import type { Search } from '../core/search.ts';
import { afterCode, foundBy, isGathered, NAME_ORDER } from './queries-search.ts';

const DISTRICT_DIGITS = 6;
export const districtOf = (areaPath: string): string => areaPath.slice(0, DISTRICT_DIGITS);

/** Who answers for a thing; as the index `component_unit` has it. */
const UNIT = sql`coalesce(c.right_unit_id, c.maintenance_unit_id, c.owner_unit_id)`;

/** Of a class: the stretch of codes that the class is, so that the order of codes serves the filter. */
const ofClass = (districtId: string, classCode: string): RawBuilder<unknown> =>
  sql`and c.code between rpad(${districtId + classCode}, 16, '0') and rpad(${districtId + classCode}, 16, '9')
    and c.class_code = ${classCode}`;

function whereOf(filter: ComponentFilter, isGone = false): RawBuilder<unknown> {
  const { areaPath, classCode, unitId, condition, right, isOutside } = filter;
  const districtId = districtOf(areaPath);
  const parts: RawBuilder<unknown>[] = [
    sql`c.district_id = ${districtId} and c.gone_at ${sql.raw(isGone ? 'is not null' : 'is null')}`,
  ];
  if (areaPath !== districtId) {
    parts.push(sql`and (c.area_path = ${areaPath} or c.area_path like ${`${areaPath}.%`})`);
  }
  if (isOutside) parts.push(sql`and c.area_path is null`);
  if (classCode !== undefined) parts.push(ofClass(districtId, classCode));
  if (unitId === 'none') parts.push(sql`and ${UNIT} is null`);
  else if (unitId !== undefined) parts.push(sql`and ${UNIT} = ${unitId}`);
  if (condition === 'not_intact') parts.push(sql`and c.condition <> 'intact'`);
  else if (condition !== undefined) parts.push(sql`and c.condition = ${condition}`);
  // Written out where an index is for one state alone: a parameter would hide it from the planner.
  if (right !== undefined) parts.push(sql`and c.right_state = ${sql.lit(right)}`);
  return sql.join(parts, sql` `);
}

export interface RegisterPage {
  readonly after: string | undefined;
  readonly limit: number;
  readonly isGone: boolean;
  readonly search: Search | undefined;
}

/** In the order of codes, after one of them; those found by the beginning of their names in that of names. */
export async function listRegister(
  tx: Tx,
  filter: ComponentFilter,
  { after, limit, isGone, search }: RegisterPage,
): Promise<ListedComponent[]> {
  const asked = sql`${whereOf(filter, isGone)} ${search ? foundBy(search) : sql``}
    ${afterCode(after, search, districtOf(filter.areaPath))}`;
  const where = isGathered(search)
    ? sql`c.id in (with fit as materialized (select c.id, c.code from component c where ${asked})
        select id from fit order by code limit ${limit})`
    : asked;
  const found = await sql<ListedComponent>`
    select c.id, c.code, c.class_code as "classCode", c.name, c.area_path as "areaPath", c.condition,
      c.competent_unit_id as "competentUnitId", c.owner_unit_id as "ownerUnitId",
      c.maintenance_unit_id as "maintenanceUnitId", c.right_state as "rightState",
      c.right_unit_id as "rightUnitId", c.right_words as "rightWords", c.lon, c.lat
    from component c
    where ${where}
    order by ${search?.by === 'name_begins' ? NAME_ORDER : sql`c.code`} limit ${limit}`.execute(tx.db);
  return found.rows;
}

const COUNTED = sql`sum(total)::bigint as total, sum(total - asked - disputed - confirmed)::bigint as open,
  sum(asked)::bigint as asked, sum(disputed)::bigint as disputed, sum(confirmed)::bigint as confirmed,
  sum(not_intact)::bigint as "notIntact"`;

type Axis = 'class' | 'unit' | 'area';

/** From the counted lines: a whole district by any axis, a part of it by grid. */
async function listTally(tx: Tx, areaPath: string, axis: Axis, limit: number): Promise<Rate[]> {
  const districtId = districtOf(areaPath);
  const within =
    areaPath === districtId ? sql`` : sql`and (key = ${areaPath} or key like ${`${areaPath}.%`})`;
  const found = await sql<Rate>`
    select key, ${COUNTED} from component_tally
    where district_id = ${districtId} and axis = ${axis} ${within}
    group by key having sum(total) > 0 order by key limit ${limit}`.execute(tx.db);
  return found.rows;
}

const KEY: Readonly<Record<Axis, RawBuilder<unknown>>> = {
  class: sql`c.class_code`,
  unit: sql`coalesce(${UNIT}::text, '')`,
  area: sql`coalesce(c.area_path, '')`,
};

/** A street's or a community's: few enough to be counted as they stand. */
async function countRates(tx: Tx, areaPath: string, axis: Axis, limit: number): Promise<Rate[]> {
  const found = await sql<Rate>`
    select ${KEY[axis]} as key, count(*) as total, count(*) filter (where c.right_state = 'open') as open,
      count(*) filter (where c.right_state = 'asked') as asked,
      count(*) filter (where c.right_state = 'disputed') as disputed,
      count(*) filter (where c.right_state = 'confirmed') as confirmed,
      count(*) filter (where c.condition <> 'intact') as "notIntact"
    from component c where ${whereOf({ areaPath })}
    group by 1 order by 1 limit ${limit}`.execute(tx.db);
  return found.rows;
}

export const listRates = (tx: Tx, areaPath: string, axis: Axis, limit: number): Promise<Rate[]> =>
  areaPath === districtOf(areaPath) || axis === 'area'
    ? listTally(tx, areaPath, axis, limit)
    : countRates(tx, areaPath, axis, limit);

export interface Picked {
  readonly id: Id;
  readonly districtId: string;
  readonly areaPath: string | null;
}

const PICKED = sql`c.id, c.district_id as "districtId", c.area_path as "areaPath"`;

/** Those of a filter that have somebody to be asked, locked; null `unitId`: their own unit. */
export async function pickByFilter(
  tx: Tx,
  filter: ComponentFilter,
  unitId: Id | null,
  limit: number,
): Promise<Picked[]> {
  // Whoever is asked already is not asked again: a run over a filter comes to its end.
  const asked =
    unitId === null
      ? sql`and c.right_state = 'open' and coalesce(c.maintenance_unit_id, c.owner_unit_id) is not null`
      : sql`and (c.right_state = 'open' or (c.right_state = 'asked' and c.right_unit_id <> ${unitId}))`;
  const found = await sql<Picked>`
    select ${PICKED} from component c
    where ${whereOf(filter)} ${asked} order by c.code limit ${limit} for update`.execute(tx.db);
  return found.rows;
}

/** Those of these ids that are in one of the states (and before this unit), locked. */
export async function pickByIds(
  tx: Tx,
  ids: readonly Id[],
  from: readonly RightState[],
  unitId: Id | undefined,
): Promise<Picked[]> {
  const found = await sql<Picked>`
    select ${PICKED} from component c
    where c.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
      and c.right_state in (select jsonb_array_elements_text(${JSON.stringify(from)}::jsonb))
      and c.gone_at is null
      ${unitId === undefined ? sql`` : sql`and c.right_unit_id = ${unitId}`}
    order by c.code limit ${ids.length} for update`.execute(tx.db);
  return found.rows;
}

/** What has become of these, in the order of codes. */
export async function listRights(tx: Tx, ids: readonly Id[]): Promise<Passed[]> {
  if (ids.length === 0) return [];
  const found = await sql<Passed>`
    select c.id, c.code, c.name, case when c.gone_at is null then c.right_state else 'gone' end as state
    from component c
    where c.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)
    order by c.code limit ${ids.length}`.execute(tx.db);
  return found.rows;
}

export interface RightMove {
  readonly picked: readonly Picked[];
  readonly edge: RightEdge;
  readonly to: RightState;
  /** Null: each thing's own. */
  readonly unitId: Id | null;
  readonly words: string | null;
  readonly by: string;
}

/** The new state and its line of history, in one statement. Whoever has confirmed answers for the thing. */
export async function moveRights(tx: Tx, move: RightMove): Promise<void> {
  const { picked, edge, to, unitId, words, by } = move;
  if (picked.length === 0) return;
  const rows = picked.map(({ id }) => ({ id, change_id: tx.ids.next() }));
  const now = toIso(tx.now);
  const unit = sql`coalesce(${unitId}::uuid, c.maintenance_unit_id, c.owner_unit_id)`;
  const answers =
    to === 'confirmed'
      ? sql`, maintenance_unit_id = ${unit}, owner_unit_id = coalesce(c.owner_unit_id, ${unit})`
      : sql``;
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, change_id uuid)
    ), moved as (
      update component c set right_state = ${to}, right_unit_id = ${unit}, right_words = ${words}::text,
        updated_at = greatest(c.updated_at, ${now}::timestamptz) ${answers}
      from r where c.id = r.id
      returning c.id, c.district_id, c.right_unit_id, r.change_id
    )
    insert into component_change (id, district_id, component_id, seq, kind, data, source, at, by)
    select change_id, district_id, id,
      1 + coalesce((select max(seq) from component_change old where old.component_id = moved.id), 0),
      ${edge.kind}, jsonb_strip_nulls(jsonb_build_object('unitId', right_unit_id, 'words', ${words}::text,
        'right', ${to}::text)), '确权', ${now}::timestamptz, ${by}
    from moved`.execute(tx.db);
}
