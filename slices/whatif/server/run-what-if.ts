// A run, by a timer in pieces: begun, past cases run again page by page, added up, done; or cancelled by a
// person, or failed because what it tries is not what it was begun with. Three pages are all that is in
// memory.
import { setImmediate } from 'node:timers/promises';
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, startOfDate } from '../../../kernel/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { scheduleTimers, type TimerHandler } from '../../../platform/server/jobs/timer.ts';
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

type Units = ReadonlyMap<Id, Id>;

function lineOf(
  facts: PastFacts,
  maintenance: Units,
  worlds: Worlds,
  until: Instant,
): CaseLine {
  const { lon, lat, componentId } = facts;
  const past = {
    ...facts,
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

type Read = Promise<PastFacts[]>;

/** What is asked ahead may fail while something else is waited for: it is told where it is waited for. */
function ahead<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

async function linesOf(run: Run, worlds: Worlds, page: readonly PastFacts[], units: Promise<Units>) {
  const maintenance = await units;
  const lines: CaseLine[] = [];
  for (const facts of page) {
    lines.push(lineOf(facts, maintenance, worlds, run.until));
    if (lines.length % TURN === 0) await setImmediate();
  }
  return lines;
}

interface Walked {
  readonly done: number;
  readonly afterCase: Id | null;
  readonly isDone: boolean;
}

/** Page by page; the store reads the next and writes the last one while one is run again. */
async function walk(tx: Tx, run: Run, worlds: Worlds, { atOnce, page: most }: Piece): Promise<Walked> {
  const asked = pastOf(run);
  let [done, afterCase] = [0, run.afterCase];
  const readNext = (): Read => ahead(listPast(tx, asked, afterCase, Math.min(most, atOnce - done)));
  let reading: Read = readNext();
  let writing = Promise.resolve();
  for (;;) {
    const wanted = Math.min(most, atOnce - done);
    const page = await reading;
    done += page.length;
    afterCase = page.at(-1)?.id ?? afterCase;
    const ids = page.flatMap(({ componentId }) => componentId ?? []);
    const units = ahead(maintenanceUnits(tx, [...new Set(ids)]));
    const isLast = page.length < wanted;
    const isOver = isLast || done >= atOnce;
    if (!isOver) reading = readNext();
    const lines = await linesOf(run, worlds, page, units);
    await writing;
    writing = ahead(insertCases(tx, run.id, lines));
    if (!isOver) continue;
    await writing;
    return { done, afterCase, isDone: isLast };
  }
}

/** How many cases go in one piece, and how many are in memory at a time (three pages, at most). */
export interface Piece {
  readonly atOnce: number;
  readonly page: number;
}
const PIECE: Piece = { atOnce: 10_000, page: 1_000 };

/** One piece, in the transaction of its timer, which goes on behind it. */
export async function runPiece(tx: Tx, runId: Id, piece = PIECE): Promise<void> {
  const run = await lockRun(tx, runId);
  if (run?.state !== 'running') return;
  const worlds = await worldsOf(tx, run);
  if (!worlds) return endRun(tx, runId, 'failed');
  const startedAt = await readStoreClock(tx);
  const { done, afterCase, isDone } = await walk(tx, run, worlds, piece);
  if (isDone) await insertSums(tx, runId);
  const walkedMs = run.walkedMs + Math.max(0, (await readStoreClock(tx)) - startedAt);
  await setProgress(tx, runId, { done: run.done + done, afterCase, walkedMs });
  if (isDone) await endRun(tx, runId, 'done');
  else await walkOn(tx, runId);
}

export const whatifJobs: readonly TimerHandler[] = [
  { kind: RUNNING, handle: (tx, timer) => runPiece(tx, timer.key) },
];
