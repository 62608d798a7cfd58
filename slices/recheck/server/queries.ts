// SQL of plans and draws.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { FrameCase } from '../core/draw.ts';
import type { DrawnBy, Plan } from '../core/plan.ts';

export interface StoredPlan extends Plan {
  readonly id: Id;
  readonly areaPath: string;
  readonly madeAt: Instant;
  readonly madeByName: string;
}

const PLAN = `id, area_path as "areaPath", period, share_percent as "sharePercent",
  rework_percent as "reworkPercent", more_percent as "morePercent", valid_from as "validFrom",
  valid_to as "validTo", made_at as "madeAt", made_by_name as "madeByName"`;

/** The newest first. */
export const listPlans = (tx: Tx, areaPath: string, limit: number): Promise<StoredPlan[]> =>
  tx.query<StoredPlan>(
    `select ${PLAN} from recheck_plan where area_path = $1 order by valid_from desc limit $2`,
    [areaPath, limit],
  );

export async function findPlan(tx: Tx, id: Id): Promise<StoredPlan | undefined> {
  const [row] = await tx.query<StoredPlan>(`select ${PLAN} from recheck_plan where id = $1::uuid`, [id]);
  return row;
}

/** The area's newest plan, held: the next one ends it. */
export async function lockLastPlan(tx: Tx, areaPath: string): Promise<StoredPlan | undefined> {
  const [row] = await tx.query<StoredPlan>(
    `select ${PLAN} from recheck_plan where area_path = $1 order by valid_from desc limit 1 for update`,
    [areaPath],
  );
  return row;
}

export const endPlan = (tx: Tx, id: Id, nextFrom: string): Promise<unknown> =>
  tx.query(`update recheck_plan set valid_to = $2::date - 1 where id = $1::uuid`, [id, nextFrom]);

export interface NewPlan extends Omit<Plan, 'validTo'> {
  readonly id: Id;
  readonly areaPath: string;
  readonly personId: Id;
  readonly personName: string;
}

/** False where another has made one from that day on. */
export async function insertPlan(tx: Tx, one: NewPlan): Promise<boolean> {
  const rows = await tx.query(
    `insert into recheck_plan (id, district_id, area_path, period, share_percent, rework_percent,
       more_percent, valid_from, made_at, made_by, made_by_name)
     values ($1::uuid, $2, $3, $4, $5, $6, $7, $8::date, $9::timestamptz, $10::uuid, $11)
     on conflict (area_path, valid_from) do nothing returning id`,
    [
      one.id,
      one.areaPath.slice(0, 6),
      one.areaPath,
      one.period,
      one.sharePercent,
      one.reworkPercent,
      one.morePercent,
      one.validFrom,
      toIso(tx.now),
      one.personId,
      one.personName,
    ],
  );
  return rows.length > 0;
}

/** Plans that may hold for a period that was over by this day. */
export const listBegunPlans = (tx: Tx, today: string, after: Id, limit: number): Promise<StoredPlan[]> =>
  tx.query<StoredPlan>(
    `select ${PLAN} from recheck_plan
     where valid_from < $1::date and (valid_to is null or valid_to > $1::date - 70) and id > $2::uuid
     order by id limit $3`,
    [today, after, limit],
  );

export interface StoredDraw {
  readonly id: Id;
  readonly areaPath: string;
  readonly planId: Id;
  readonly period: DrawnBy;
  readonly from: string;
  readonly seed: string;
  readonly drawnAt: Instant;
  readonly drawnByName: string | null;
}

const DRAW = `id, area_path as "areaPath", plan_id as "planId", period, from_day as "from", seed,
  drawn_at as "drawnAt", drawn_by_name as "drawnByName"`;

export interface NewDraw extends Omit<StoredDraw, 'drawnAt' | 'drawnByName'> {
  readonly to: string;
  readonly by: { readonly personId: Id; readonly name: string } | null;
}

/** False where the sample of that period has been drawn. */
export async function insertDraw(tx: Tx, one: NewDraw): Promise<boolean> {
  const rows = await tx.query(
    `insert into recheck_draw (id, district_id, area_path, plan_id, period, from_day, to_day, seed, drawn_at,
       drawn_by, drawn_by_name)
     values ($1::uuid, $2, $3, $4::uuid, $5, $6::date, $7::date, $8, $9::timestamptz, $10::uuid, $11)
     on conflict (area_path, period, from_day) do nothing returning id`,
    [
      one.id,
      one.areaPath.slice(0, 6),
      one.areaPath,
      one.planId,
      one.period,
      one.from,
      one.to,
      one.seed,
      toIso(tx.now),
      one.by?.personId ?? null,
      one.by?.name ?? null,
    ],
  );
  return rows.length > 0;
}

export async function hasDrawn(tx: Tx, areaPath: string, period: DrawnBy, from: string): Promise<boolean> {
  const rows = await tx.query(
    `select id from recheck_draw where area_path = $1 and period = $2 and from_day = $3::date`,
    [areaPath, period, from],
  );
  return rows.length > 0;
}

export interface FrameRow extends FrameCase {
  readonly percent: number;
}

export const insertFrame = (tx: Tx, drawId: Id, rows: readonly FrameRow[]): Promise<unknown> =>
  tx.query(
    `insert into recheck_frame (draw_id, case_id, unit_id, percent)
     select $1::uuid, "caseId", "unitId", percent
     from jsonb_to_recordset($2::jsonb) as t("caseId" uuid, "unitId" uuid, percent integer)`,
    [drawId, JSON.stringify(rows)],
  );

/** All that a sample was drawn from. */
export const listFrame = (tx: Tx, drawId: Id): Promise<FrameRow[]> =>
  tx.query<FrameRow>(
    `select case_id as "caseId", unit_id as "unitId", percent from recheck_frame where draw_id = $1::uuid`,
    [drawId],
  );

/** The newest first. */
export const listDraws = (tx: Tx, areaPath: string, limit: number): Promise<StoredDraw[]> =>
  tx.query<StoredDraw>(
    `select ${DRAW} from recheck_draw where area_path = $1 order by from_day desc, drawn_at desc limit $2`,
    [areaPath, limit],
  );

export async function findDraw(tx: Tx, id: Id): Promise<StoredDraw | undefined> {
  const [row] = await tx.query<StoredDraw>(`select ${DRAW} from recheck_draw where id = $1::uuid`, [id]);
  return row;
}

export interface RateRow {
  readonly drawId: Id;
  readonly unitId: Id;
  readonly percent: number;
  readonly cases: number;
  readonly drawn: number;
  readonly checked: number;
  readonly held: number;
  /** Whose work still waits to be looked at. */
  readonly waitingUnitIds: readonly Id[];
}

/** By draw and unit. */
export const listRates = (tx: Tx, drawIds: readonly Id[]): Promise<RateRow[]> =>
  tx.query<RateRow>(
    `select f.draw_id as "drawId", f.unit_id as "unitId", max(f.percent) as percent, count(*)::int as cases,
       count(r.id)::int as drawn, count(r.outcome)::int as checked,
       (count(*) filter (where r.outcome = 'held'))::int as held,
       coalesce((select array_agg(distinct u)::text[] from recheck as w, unnest(w.worker_unit_ids) as u
         where w.draw_id = f.draw_id and w.unit_id = f.unit_id and w.outcome is null), '{}')
         as "waitingUnitIds"
     from recheck_frame as f left join recheck as r on r.draw_id = f.draw_id and r.case_id = f.case_id
     where f.draw_id = any($1::uuid[]) group by f.draw_id, f.unit_id order by f.draw_id, f.unit_id`,
    [drawIds],
  );
