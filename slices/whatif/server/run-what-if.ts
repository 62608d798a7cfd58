// A run, by a timer in pieces: begun, past cases run again page by page, added up, done; or cancelled by a
// person, or failed because what it tries is not what it was begun with. One piece is all that is in
// memory.
import { setImmediate } from 'node:timers/promises';
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, startOfDate } from '../../../kernel/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { scheduleTimers, type TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { flowNamed } from '../../cases/core/flows.ts';
import { countPast, listPast, type PastAsked, type PastFacts } from '../../cases/server/public.ts';
import { maintenanceUnits } from '../../components/server/public.ts';
import type { StartBody } from '../core/contract.ts';
import { replayCase } from '../core/replay-case.ts';
import {
  type Asked,
  type CaseLine,
  deleteOldRuns,
  endRun,
  findRun,
  findRunning,
  insertCases,
  insertRun,
  insertSums,
  lockRun,
  readStoreClock,
  type Run,
  setProgress,
} from './queries.ts';
import { buildWorlds, keepWorlds, type Worlds, worldsOf } from './worlds.ts';

export const RUNNING = 'whatif.run';
/** Cases of one piece: a fraction of a second, after which others get the connection. */
const AT_ONCE = 5_000;
/** After so many, others get their turn. */
const TURN = 200;
/** Runs kept for a district. */
const KEPT = 10;

export interface Editor {
  readonly id: string;
  readonly name: string;
}

const startOf = (day: string): Instant => startOfDate(day) ?? 0;
const pastOf = ({
  districtId,
  fromDay,
  toDay,
}: Pick<Run, 'districtId' | 'fromDay' | 'toDay'>): PastAsked => ({
  districtId,
  from: startOf(fromDay),
  to: startOf(toDay) + DAY,
});

const walkOn = (tx: Tx, id: Id): Promise<void> =>
  scheduleTimers(tx, [{ kind: RUNNING, key: id, dueAt: tx.now }]);

function askedOf({ catalogueId, areaVersionId, calendar }: StartBody): Asked {
  return {
    ...(catalogueId ? { catalogueId } : {}),
    ...(areaVersionId ? { areaVersionId } : {}),
    ...(calendar && (calendar.days?.length || calendar.weekly) ? { calendar } : {}),
  };
}

type StartRefusal = Refusal<
  'whatif.nothing_drafted' | 'whatif.running' | 'whatif.draft_unknown' | 'whatif.period_empty'
>;

/** Throws Refused `calendar.not_found`. */
export async function startRun(tx: Tx, body: StartBody, by: Editor): Promise<Run | StartRefusal> {
  const { districtId, title, fromDay, toDay } = body;
  const asked = askedOf(body);
  if (Object.keys(asked).length === 0) return refuse('whatif.nothing_drafted');
  const other = await findRunning(tx, districtId);
  if (other) return refuse('whatif.running', { done: other.done, total: other.total });
  const total = fromDay <= toDay ? await countPast(tx, pastOf(body)) : 0;
  if (total === 0) return refuse('whatif.period_empty', { from: fromDay, to: toDay });
  const worlds = await buildWorlds(tx, districtId, asked);
  if (isRefusal(worlds)) return worlds;
  const id = tx.ids.next();
  const { tried } = worlds;
  await insertRun(tx, {
    id,
    districtId,
    title,
    asked,
    tried,
    fromDay,
    toDay,
    total,
    startedBy: by.id,
    startedByName: by.name,
  });
  await deleteOldRuns(tx, districtId, KEPT);
  keepWorlds(tx, id, worlds);
  await walkOn(tx, id);
  return (await findRun(tx, id)) ?? refuse('whatif.nothing_drafted');
}

function lineOf(
  facts: PastFacts,
  maintenance: ReadonlyMap<Id, Id>,
  worlds: Worlds,
  until: Instant,
): CaseLine {
  const { lon, lat, componentId } = facts;
  const past = {
    ...facts,
    flow: flowNamed(facts.flow),
    point: lon === null || lat === null ? null : { lon, lat },
    maintenanceUnitId: componentId === null ? null : (maintenance.get(componentId) ?? null),
  };
  const { before, after } = replayCase(past, worlds.before, worlds.after, until);
  return {
    case_id: facts.id,
    number: facts.number,
    item_code: facts.itemCode,
    area_before: before.areaPath,
    area_after: after.areaPath,
    unit_before: before.unitId,
    unit_after: after.unitId,
    late_before: before.isLate,
    late_after: after.isLate,
    handle_late_before: before.isHandleLate,
    handle_late_after: after.isHandleLate,
    why: after.why ?? before.why,
  };
}

async function runAgain(tx: Tx, run: Run, worlds: Worlds, page: readonly PastFacts[]): Promise<void> {
  const ids = page.flatMap(({ componentId }) => componentId ?? []);
  const maintenance = await maintenanceUnits(tx, [...new Set(ids)]);
  const lines: CaseLine[] = [];
  for (const facts of page) {
    lines.push(lineOf(facts, maintenance, worlds, run.until));
    if (lines.length % TURN === 0) await setImmediate();
  }
  if (lines.length > 0) await insertCases(tx, run.id, lines);
}

/** One piece, in the transaction of its timer, which goes on behind it. */
export async function runPiece(tx: Tx, runId: Id, atOnce = AT_ONCE): Promise<void> {
  const run = await lockRun(tx, runId);
  if (run?.state !== 'running') return;
  const worlds = await worldsOf(tx, run);
  if (!worlds) return endRun(tx, runId, 'failed');
  const startedAt = await readStoreClock(tx);
  const page = await listPast(tx, pastOf(run), run.afterCase, atOnce);
  await runAgain(tx, run, worlds, page);
  const isDone = page.length < atOnce;
  if (isDone) await insertSums(tx, runId);
  const walkedMs = run.walkedMs + Math.max(0, (await readStoreClock(tx)) - startedAt);
  const afterCase = page.at(-1)?.id ?? run.afterCase;
  await setProgress(tx, runId, { done: run.done + page.length, afterCase, walkedMs });
  if (isDone) await endRun(tx, runId, 'done');
  else await walkOn(tx, runId);
}

export const whatifJobs: readonly TimerHandler[] = [
  { kind: RUNNING, handle: (tx, timer) => runPiece(tx, timer.key) },
];
