// evaluation.walk: goes over all cases, over and over, and counts those that are behind their steps: the past
// of a city that was brought in tells no event, and a new edition of the rules counts everything anew. So
// what is counted heals by itself, whatever was missed.
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { listMarks } from '../../cases/server/public.ts';
import { FACTS_EDITION } from '../core/facts.ts';
import { foldCases } from './fold-cases.ts';
import { listCountedUpTo, lockWalk, moveWalk, type WalkMark } from './queries-fold.ts';

const LOOKED_AT = 2_000;
/** Some tenths of a second of work, and a rest of as much again and more: whoever works in the city meanwhile
 *  goes first. The past of a million cases takes an hour and a half. */
const COUNTED_AT = 200;
const REST_MS = SECOND / 2;
const START: WalkMark = { districtId: '', id: '00000000-0000-0000-0000-000000000000' };

export interface Walked {
  readonly looked: number;
  readonly counted: number;
  /** Behind the last case: the next piece begins again. */
  readonly isAround: boolean;
}

/** One piece: looks at so many cases, and stops sooner where so many were behind. */
export async function walkPiece(tx: Tx, atOnce = LOOKED_AT, most = COUNTED_AT): Promise<Walked> {
  const from = await lockWalk(tx);
  if (!from) return { looked: 0, counted: 0, isAround: false };
  const all = await listMarks(tx, from, atOnce);
  const marks = all.map(({ id, districtId, lastSeq }) => ({
    case_id: id,
    district_id: districtId,
    seq: lastSeq,
  }));
  const known = new Set(await listCountedUpTo(tx, marks, FACTS_EDITION));
  const behind = all.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  const now = behind.slice(0, most);
  await foldCases(tx, now);
  const isCut = behind.length > now.length;
  const looked = isCut ? all.findIndex(({ id }) => id === now.at(-1)) + 1 : all.length;
  const isAround = !isCut && all.length < atOnce;
  await moveWalk(tx, isAround ? START : (all[looked - 1] ?? START), behind.length > 0);
  return { looked, counted: now.length, isAround };
}

export const walkJob: PeriodicJob = {
  kind: 'evaluation.walk',
  everyMs: MINUTE,
  run: async (tx) => {
    const { counted } = await walkPiece(tx);
    // More may be behind: on soon, in a transaction of its own.
    const dueAt = tx.now + REST_MS;
    if (counted > 0) await scheduleTimers(tx, [{ kind: walkJob.kind, key: 'periodic', dueAt }]);
  },
};
