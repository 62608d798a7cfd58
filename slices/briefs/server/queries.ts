// SQL of briefs as they were issued, and of when a centre's are written by themselves.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { BriefText } from '../core/brief-text.ts';
import type { BriefKind } from '../core/plan.ts';

export interface StoredHead {
  readonly id: Id;
  readonly areaPath: string;
  readonly areaName: string;
  readonly areaNameEn: string;
  readonly kind: BriefKind;
  readonly fromDay: string;
  readonly toDay: string;
  readonly revision: number;
  readonly why: string | null;
  readonly asOf: Instant;
  readonly byName: string | null;
}

const HEAD = `id, area_path as "areaPath", area_name as "areaName", area_name_en as "areaNameEn", kind,
  from_day as "fromDay", to_day as "toDay", revision, why, as_of as "asOf", by_name as "byName"`;

export interface StoredBrief extends StoredHead {
  readonly text: BriefText;
}

export async function findBrief(tx: Tx, id: Id): Promise<StoredBrief | undefined> {
  const [row] = await tx.query<StoredBrief>(`select ${HEAD}, body as text from brief where id = $1::uuid`, [
    id,
  ]);
  return row;
}

/** Newest first; behind the one with this id, where one is named. */
export const listBriefs = (
  tx: Tx,
  areaPath: string,
  kind: BriefKind | undefined,
  after: Id | undefined,
  limit: number,
): Promise<StoredHead[]> =>
  tx.query<StoredHead>(
    `select ${HEAD} from brief where area_path = $1 and ($2::text is null or kind = $2)
       and ($3::uuid is null or (as_of, id) < (select b.as_of, b.id from brief as b where b.id = $3::uuid))
     order by as_of desc, id desc limit $4`,
    [areaPath, kind ?? null, after ?? null, limit],
  );

/** Whoever issues the brief of this period next waits until this one is done. */
export async function lockPeriod(
  tx: Tx,
  areaPath: string,
  kind: BriefKind,
  fromDay: string,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`brief ${areaPath} ${kind} ${fromDay}`}))`.execute(
    tx.db,
  );
  const [row] = await tx.query<{ revision: number }>(
    `select revision from brief where area_path = $1 and kind = $2 and from_day = $3::date
     order by revision desc limit 1`,
    [areaPath, kind, fromDay],
  );
  return row?.revision ?? 0;
}

export interface NewBrief extends Omit<StoredBrief, 'asOf'> {
  readonly byPersonId: Id | null;
}

export async function insertBrief(tx: Tx, one: NewBrief): Promise<void> {
  await tx.query(
    `insert into brief (id, district_id, area_path, area_name, area_name_en, kind, from_day, to_day, revision,
       why, body, as_of, by_person_id, by_name)
     values ($1::uuid, $2, $3, $4, $5, $6, $7::date, $8::date, $9, $10, $11::jsonb, $12::timestamptz,
       $13::uuid, $14)`,
    [
      one.id,
      one.areaPath.slice(0, 6),
      one.areaPath,
      one.areaName,
      one.areaNameEn,
      one.kind,
      one.fromDay,
      one.toDay,
      one.revision,
      one.why,
      JSON.stringify(one.text),
      toIso(tx.now),
      one.byPersonId,
      one.byName,
    ],
  );
}

interface StoredPlan {
  readonly kind: BriefKind;
  readonly minute: number;
}

export const listPlans = (tx: Tx, areaPath: string): Promise<StoredPlan[]> =>
  tx.query<StoredPlan>(`select kind, minute from brief_plan where area_path = $1 order by kind limit 10`, [
    areaPath,
  ]);

export async function savePlan(tx: Tx, areaPath: string, plan: StoredPlan, personId: Id): Promise<void> {
  await tx.query(
    `insert into brief_plan (area_path, kind, district_id, minute, changed_at, changed_by)
     values ($1, $2, $3, $4, $5::timestamptz, $6::uuid)
     on conflict (area_path, kind) do update set minute = excluded.minute, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by`,
    [areaPath, plan.kind, areaPath.slice(0, 6), plan.minute, toIso(tx.now), personId],
  );
}

export async function deletePlan(tx: Tx, areaPath: string, kind: BriefKind): Promise<void> {
  await tx.query(`delete from brief_plan where area_path = $1 and kind = $2`, [areaPath, kind]);
}
