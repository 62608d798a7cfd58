// evaluation.walk: goes over all cases, over and over, and counts those that are behind their steps: the past
// of a city that was brought in tells no event, and a new edition of the rules counts everything anew. So
// what is counted heals by itself, whatever was missed.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { listMarks } from '../../cases/server/public.ts';
import { FACTS_EDITION } from '../core/facts.ts';
import { foldCases } from './fold-cases.ts';
import { listCountedUpTo, lockWalk, moveWalk, type WalkMark } from './queries-fold.ts';

const LOOKED_AT = 2_000;
const START: WalkMark = { districtId: '', id: '00000000-0000-0000-0000-000000000000' };

export interface Walked {
  readonly looked: number;
  readonly counted: number;
}

/** One piece; behind the last case it begins again. */
export async function walkPiece(tx: Tx, atOnce = LOOKED_AT): Promise<Walked> {
  const from = await lockWalk(tx);
  if (!from) return { looked: 0, counted: 0 };
  const all = await listMarks(tx, from, atOnce);
  const marks = all.map(({ id, districtId, lastSeq }) => ({
    case_id: id,
    district_id: districtId,
    seq: lastSeq,
  }));
  const known = new Set(await listCountedUpTo(tx, marks, FACTS_EDITION));
  const behind = all.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  await foldCases(tx, behind);
  await moveWalk(tx, all.length < atOnce ? START : (all.at(-1) ?? START), behind.length > 0);
  return { looked: all.length, counted: behind.length };
}

export const walkJob: PeriodicJob = {
  kind: 'evaluation.walk',
  everyMs: MINUTE,
  run: async (tx) => {
    const { counted } = await walkPiece(tx);
    // More may be behind: on at once, in a transaction of its own.
    if (counted > 0) await scheduleTimers(tx, [{ kind: walkJob.kind, key: 'periodic', dueAt: tx.now }]);
  },
};
