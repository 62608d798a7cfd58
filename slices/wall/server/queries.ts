// SQL of the wall: its plan and what a director has chosen.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Plan } from '../core/plan.ts';
import type { Stage } from '../core/turn.ts';

export interface StoredPlan extends Plan {
  readonly version: number;
}

export async function findPlan(tx: Tx, areaPath: string): Promise<StoredPlan | undefined> {
  const { rows } = await sql<StoredPlan>`
    select scenes, videos, version from wall_plan
    where district_id = ${areaPath.slice(0, 6)} and area_path = ${areaPath}`.execute(tx.db);
  return rows[0];
}

interface PlanChange extends Plan {
  readonly areaPath: string;
  /** The version that was changed; 0: none is stored. */
  readonly version: number;
  readonly personId: Id;
}

/** False where another version is stored by now. */
export async function savePlan(tx: Tx, { areaPath, scenes, videos, version, personId }: PlanChange) {
  const [scenesText, videosText] = [JSON.stringify(scenes), JSON.stringify(videos)];
  const at = toIso(tx.now);
  const statement =
    version === 0
      ? sql`insert into wall_plan (district_id, area_path, scenes, videos, version, changed_at, changed_by)
        values (${areaPath.slice(0, 6)}, ${areaPath}, ${scenesText}::jsonb, ${videosText}::jsonb, 1,
          ${at}::timestamptz, ${personId}::uuid)
        on conflict do nothing returning version`
      : sql`update wall_plan set scenes = ${scenesText}::jsonb, videos = ${videosText}::jsonb,
          version = version + 1, changed_at = ${at}::timestamptz, changed_by = ${personId}::uuid
        where district_id = ${areaPath.slice(0, 6)} and area_path = ${areaPath} and version = ${version}
        returning version`;
  return (await statement.execute(tx.db)).rows.length > 0;
}

export async function findStage(tx: Tx, areaPath: string): Promise<Stage | undefined> {
  const { rows } = await sql<Stage>`
    select scene, is_held as "isHeld", focus_path as "focusPath", since from wall_stage
    where district_id = ${areaPath.slice(0, 6)} and area_path = ${areaPath}`.execute(tx.db);
  return rows[0];
}

export async function saveStage(tx: Tx, areaPath: string, stage: Stage, personId: Id): Promise<void> {
  await sql`
    insert into wall_stage (district_id, area_path, scene, is_held, focus_path, since, changed_by)
    values (${areaPath.slice(0, 6)}, ${areaPath}, ${stage.scene}, ${stage.isHeld}, ${stage.focusPath},
      ${toIso(stage.since)}::timestamptz, ${personId}::uuid)
    on conflict (district_id, area_path) do update set scene = excluded.scene, is_held = excluded.is_held,
      focus_path = excluded.focus_path, since = excluded.since, changed_by = excluded.changed_by
  `.execute(tx.db);
}
