// The samples of the simulated year, through the slice that draws them: a plan, one draw for each month, and
// inspectors who look at what was drawn. They find what is the matter on the spot, and know nothing else.
import type { Id } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/rights.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import type { Outcome } from '../../slices/recheck/core/contract.ts';
import { drawSampleNow } from '../../slices/recheck/server/draw-sample.ts';
import { keepPlan } from '../../slices/recheck/server/keep-plan.ts';
import { giveResult } from '../../slices/recheck/server/look-again.ts';
import { readDraw, readResults } from '../../slices/recheck/server/read-draws.ts';
import { PHOTOS, type World } from '../fill-cases.ts';
import type { LiveCases } from './live-cases.ts';
import type { Undone } from './life.ts';

/** Three in a hundred of what nobody else has looked at; of units with many reworks twelve. */
const PLAN = { period: 'month', sharePercent: 3, reworkPercent: 10, morePercent: 9 } as const;
const PAGE = 200;

export const planSamples = (database: Database, supervisor: Actor, areaPath: string, validFrom: string) =>
  database.transaction((tx) => keepPlan(tx, supervisor, { areaPath, validFrom, ...PLAN }));

/** What the board of samples tells of each unit. */
export type Held = Map<Id, { checked: number; held: number }>;

interface Month {
  readonly database: Database;
  readonly world: World;
  readonly supervisor: Actor;
  readonly undone: Undone;
  readonly live: LiveCases;
}

/** Draws the month of that day and looks at all of it; returns how many. */
export async function lookAgain(month: Month, day: string, board: Held): Promise<number> {
  const { database, world, supervisor, undone, live } = month;
  const drawId = await database.transaction((tx) => drawSampleNow(tx, supervisor, world.districtId, day));
  const { inspector } = world;
  const isTheirOwn = (unitId: Id): boolean =>
    inspector.kind === 'person' && inspector.posts.some((post) => post.unitId === unitId);
  let looked = 0;
  for (let cursor: string | undefined; ; ) {
    const page = await database.read((tx) => readResults(tx, supervisor, drawId, { cursor, limit: PAGE }));
    for (const { id, caseId, unitId } of page.items) {
      if (isTheirOwn(unitId)) continue;
      const outcome: Outcome = undone.has(caseId) ? 'not_held' : 'held';
      const words = outcome === 'held' ? '现场完好' : '现场未处理，照片不符';
      const body = { outcome, words, photoIds: PHOTOS.slice(0, 1) };
      const given = await database.transaction((tx) => giveResult(tx, inspector, id, body));
      looked += 1;
      if (given.isReopened) await live.goOn(caseId, looked);
    }
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  const { units } = await database.read((tx) => readDraw(tx, supervisor, drawId));
  for (const { unitId, checked, held } of units) {
    const own = board.get(unitId) ?? { checked: 0, held: 0 };
    board.set(unitId, { checked: own.checked + checked, held: own.held + held });
  }
  return looked;
}
