// SQL of the survey: findings, what is made of them, rounds and what has not been seen in them.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ChangeKind } from '../core/component.ts';
import type { Condition } from '../core/condition.ts';
import type { Finding, FindingKind } from '../core/contract-survey.ts';
import type { SaidLine } from '../core/said-condition.ts';
import { districtOf } from './queries-register.ts';

export interface NewFinding {
  readonly id: Id;
  readonly districtId: string;
  readonly kind: FindingKind;
  readonly componentId: Id | null;
  readonly classCode: string | null;
  readonly name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly areaPath: string | null;
  readonly condition: Condition | null;
  readonly words: string | null;
  readonly photoIds: readonly Id[];
  readonly personId: Id;
  readonly foundAt: Instant;
}

/** What needs nobody's review is accepted as it comes, by whoever found it. */
export async function insertFinding(tx: Tx, finding: NewFinding, isAccepted: boolean): Promise<void> {
  const { photoIds, personId } = finding;
  const now = toIso(tx.now);
  await sql`
    insert into component_finding (id, district_id, kind, component_id, class_code, name, lon, lat, area_path,
      condition, words, photo_ids, person_id, found_at, created_at, state, reviewed_by, reviewed_at)
    values (${finding.id}, ${finding.districtId}, ${finding.kind}, ${finding.componentId},
      ${finding.classCode}, ${finding.name}, ${finding.lon}, ${finding.lat}, ${finding.areaPath},
      ${finding.condition}, ${finding.words}, ${photoIds}::uuid[], ${personId},
      ${toIso(finding.foundAt)}, ${now},
      ${isAccepted ? 'accepted' : 'waiting'}, ${isAccepted ? personId : null}, ${isAccepted ? now : null})
  `.execute(tx.db);
}

export type FindingRow = Omit<Finding, 'personName'> & {
  readonly personId: Id;
  readonly districtId: string;
};

const FINDING = sql`f.id, f.district_id as "districtId", f.kind, f.component_id as "componentId",
  f.class_code as "classCode", f.name, f.lon, f.lat, f.area_path as "areaPath", f.condition, f.words,
  to_jsonb(f.photo_ids) as "photoIds", f.person_id as "personId", f.found_at as "foundAt", f.state,
  f.review_words as "reviewWords",
  case when c.id is null then null else jsonb_build_object('code', c.code, 'name', c.name,
    'condition', c.condition, 'lon', c.lon, 'lat', c.lat) end as known`;

const FROM = sql`from component_finding f left join component c on c.id = f.component_id`;

export async function lockFinding(tx: Tx, id: Id): Promise<FindingRow | undefined> {
  const found = await sql<FindingRow>`
    select ${FINDING} ${FROM} where f.id = ${id} for update of f`.execute(tx.db);
  return found.rows[0];
}

/** Those that wait in an area, the oldest first. */
export async function listWaiting(
  tx: Tx,
  areaPath: string,
  after: Id | undefined,
  limit: number,
): Promise<FindingRow[]> {
  const districtId = districtOf(areaPath);
  const within =
    areaPath === districtId
      ? sql``
      : sql`and (f.area_path = ${areaPath} or f.area_path like ${`${areaPath}.%`})`;
  const following =
    after === undefined
      ? sql``
      : sql`and (f.created_at, f.id) >
    (select old.created_at, old.id from component_finding old where old.id = ${after})`;
  const found = await sql<FindingRow>`
    select ${FINDING} ${FROM}
    where f.district_id = ${districtId} and f.state = 'waiting' ${within} ${following}
    order by f.created_at, f.id limit ${limit}`.execute(tx.db);
  return found.rows;
}

/** A person's own, the newest first. */
export async function listFound(
  tx: Tx,
  personId: Id,
  after: Id | undefined,
  limit: number,
): Promise<FindingRow[]> {
  const following =
    after === undefined
      ? sql``
      : sql`and (f.created_at, f.id) <
    (select old.created_at, old.id from component_finding old where old.id = ${after})`;
  const found = await sql<FindingRow>`
    select ${FINDING} ${FROM} where f.person_id = ${personId} and f.kind <> 'seen' ${following}
    order by f.created_at desc, f.id desc limit ${limit}`.execute(tx.db);
  return found.rows;
}

export async function updateReviewed(
  tx: Tx,
  id: Id,
  review: { state: 'accepted' | 'refused'; by: Id; words: string | null; componentId: Id | null },
): Promise<void> {
  await sql`
    update component_finding set state = ${review.state}, reviewed_by = ${review.by},
      reviewed_at = ${toIso(tx.now)}, review_words = ${review.words}::text,
      component_id = coalesce(component_id, ${review.componentId}::uuid)
    where id = ${id}`.execute(tx.db);
}

export interface Surveyed {
  readonly id: Id;
  readonly kind: ChangeKind;
  readonly seenAt: Instant | null;
  /** Null: as it is. */
  readonly isGone: boolean | null;
  readonly name: string | null;
  readonly condition: Condition | null;
  readonly place: { readonly lon: number; readonly lat: number; readonly areaPath: string | null } | null;
  readonly source: string;
  readonly by: string;
  /** What the history says of it. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The thing as it was found, and its line of history, in one statement. A line or an area is not moved
 *  to the point where somebody stood. The thing is locked by a statement before it: one that waits in its
 *  middle would number the history by what it saw before it waited. */
export async function writeSurveyed(tx: Tx, found: Surveyed): Promise<void> {
  await lockThing(tx, found.id);
  const now = toIso(tx.now);
  const { place } = found;
  const isKept = found.isGone === null;
  const moved =
    place === null
      ? sql``
      : sql`, lon = ${place.lon}, lat = ${place.lat},
    area_path = ${place.areaPath}::text,
    geometry = ST_SetSRID(ST_MakePoint(${place.lon}, ${place.lat}), 4326)`;
  await sql`
    with changed as (
      update component set name = coalesce(${found.name}::text, name),
        condition = coalesce(${found.condition}::text, condition),
        seen_at = greatest(seen_at, ${found.seenAt === null ? null : toIso(found.seenAt)}::timestamptz),
        gone_at = case when ${isKept} then gone_at else ${found.isGone ? now : null}::timestamptz end,
        updated_at = greatest(updated_at, ${now}::timestamptz) ${moved}
      where id = ${found.id}
      returning id, district_id
    )
    insert into component_change (id, district_id, component_id, seq, kind, data, source, at, by)
    select ${tx.ids.next()}::uuid, district_id, id,
      1 + coalesce((select max(seq) from component_change old where old.component_id = changed.id), 0),
      ${found.kind}, ${JSON.stringify(found.data)}::jsonb, ${found.source}, ${now}::timestamptz, ${found.by}
    from changed`.execute(tx.db);
}

/** A thing as it is known now, locked. */
export async function lockThing(tx: Tx, id: Id) {
  const found = await sql<{ condition: Condition; isGone: boolean }>`
    select condition, gone_at is not null as "isGone" from component where id = ${id} for update`.execute(
    tx.db,
  );
  return found.rows[0];
}

/** More words than are said of a thing while it lasts. */
const MOST_SAID = 1_000;

/** What the history says of its condition, the oldest first; of a case its own word, not what came of it. */
export async function listSaid(tx: Tx, id: Id): Promise<SaidLine[]> {
  const found = await sql<SaidLine>`
    select case when data ? 'word' then data ->> 'said' else data ->> 'condition' end as condition,
      data ->> 'caseId' as "caseId", data ->> 'word' as word, (data ->> 'caseSeq')::int as "caseSeq"
    from component_change where component_id = ${id} and (data ? 'word' or data ? 'condition')
    order by seq desc limit ${MOST_SAID}`.execute(tx.db);
  return found.rows.reverse();
}

export async function touchSeen(tx: Tx, id: Id, at: Instant): Promise<void> {
  await sql`
    update component set seen_at = greatest(seen_at, ${toIso(at)}::timestamptz)
    where id = ${id}`.execute(tx.db);
}

export const isPoint = async (tx: Tx, id: Id): Promise<boolean> => {
  const found = await sql<{ isPoint: boolean }>`
    select GeometryType(geometry) = 'POINT' as "isPoint" from component where id = ${id}`.execute(tx.db);
  return found.rows[0]?.isPoint ?? false;
};

export interface RoundRow {
  readonly id: Id;
  readonly areaPath: string;
  readonly name: string;
  readonly beginsAt: Instant;
  readonly endedAt: Instant | null;
}

const ROUND = sql`id, area_path as "areaPath", name, begins_at as "beginsAt", ended_at as "endedAt"`;

/** False where one runs there already. */
export async function insertRound(
  tx: Tx,
  round: { id: Id; areaPath: string; name: string; by: Id },
): Promise<boolean> {
  const found = await sql`
    insert into component_round (id, district_id, area_path, name, begins_at, begun_by)
    values (${round.id}, ${districtOf(round.areaPath)}, ${round.areaPath}, ${round.name}, ${toIso(tx.now)},
      ${round.by})
    on conflict (area_path) where ended_at is null do nothing returning id`.execute(tx.db);
  return found.rows.length > 0;
}

export async function findRound(tx: Tx, id: Id): Promise<RoundRow | undefined> {
  return (await sql<RoundRow>`select ${ROUND} from component_round where id = ${id}`.execute(tx.db))
    .rows[0];
}

/** Of an area, of those it lies in and of those in it; newest first. */
export async function listRounds(tx: Tx, areaPath: string, limit: number): Promise<RoundRow[]> {
  const found = await sql<RoundRow>`
    select ${ROUND} from component_round
    where district_id = ${districtOf(areaPath)}
      and (area_path = ${areaPath} or area_path like ${`${areaPath}.%`} or ${areaPath} like area_path || '.%')
    order by begins_at desc, id limit ${limit}`.execute(tx.db);
  return found.rows;
}

export async function updateRoundEnded(tx: Tx, id: Id): Promise<void> {
  await sql`
    update component_round set ended_at = ${toIso(tx.now)} where id = ${id} and ended_at is null`.execute(
    tx.db,
  );
}

export interface GridSeen {
  readonly areaPath: string;
  readonly total: number;
  readonly unseen: number;
}

/** By grid, what stands there and what of it nobody has seen since. */
export async function listSeen(
  tx: Tx,
  areaPath: string,
  since: Instant,
  limit: number,
): Promise<GridSeen[]> {
  const districtId = districtOf(areaPath);
  const within =
    areaPath === districtId
      ? sql``
      : sql`and (area_path = ${areaPath} or area_path like ${`${areaPath}.%`})`;
  const found = await sql<GridSeen>`
    select coalesce(area_path, '') as "areaPath", count(*) as total,
      count(*) filter (where seen_at is null or seen_at < ${toIso(since)}::timestamptz) as unseen
    from component where district_id = ${districtId} and gone_at is null ${within}
    group by 1 order by 1 limit ${limit}`.execute(tx.db);
  return found.rows;
}
