// evaluation.walk: goes over all cases, over and over, and counts those that are behind their steps: the past
// of a city that was brought in tells no event. What other rules counted (a new edition) it finds by a key
// and counts first, wherever it stands. So what is counted heals by itself, whatever was missed; and while it
// does, every table says so and how much is left.
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { countCases, listMarks } from '../../cases/server/public.ts';
import { FACTS_EDITION } from '../core/facts.ts';
import { foldCases } from './fold-cases.ts';
import {
  countCounted,
  listCountedUpTo,
  listOfOtherEditions,
  lockWalk,
  moveWalk,
  planAnew,
  type WalkMark,
  type WalkPlace,
} from './queries-fold.ts';

const LOOKED_AT = 2_000;
/** Some tenths of a second of work, and a rest of as much again and more: whoever works in the city meanwhile
 *  goes first. The past of a million cases takes an hour and a half. */
const COUNTED_AT = 200;
const REST_MS = SECOND / 2;
/** With fewer the walk takes its time: so many may just have come in, and their events will tell of them. */
const MANY = 1_000;
const START: WalkPlace = { districtId: '', id: '00000000-0000-0000-0000-000000000000' };

export interface Walked {
  readonly looked: number;
  readonly counted: number;
  /** Behind the last case: the next piece begins again. */
  readonly isAround: boolean;
  /** There is more to count: on soon. */
  readonly isHurried: boolean;
}

/** Reckoned anew where it is told to be none, and once around; in between what was counted is taken off. */
async function stillBehind(tx: Tx, before: number, counted: number, isAround: boolean): Promise<number> {
  const left = before - counted;
  if (left > 0 && !isAround) return left;
  return Math.max(0, (await countCases(tx)) - (await countCounted(tx, FACTS_EDITION)));
}

async function moved(
  tx: Tx,
  from: WalkMark,
  to: WalkPlace,
  { looked, counted, isAround }: Omit<Walked, 'isHurried'>,
): Promise<Walked> {
  const behind = await stillBehind(tx, from.behind, counted, isAround);
  const isHurried = counted > 0 || behind >= MANY;
  await moveWalk(tx, { ...to, behind }, isHurried);
  return { looked, counted, isAround, isHurried };
}

async function listBehind(tx: Tx, marks: Awaited<ReturnType<typeof listMarks>>): Promise<Id[]> {
  const asked = marks.map(({ id, districtId, lastSeq }) => ({
    case_id: id,
    district_id: districtId,
    seq: lastSeq,
  }));
  const known = new Set(await listCountedUpTo(tx, asked, FACTS_EDITION));
  return marks.filter(({ id }) => !known.has(id)).map(({ id }) => id);
}

/** One piece: looks at so many cases, and stops sooner where so many were behind. */
export async function walkPiece(tx: Tx, atOnce = LOOKED_AT, most = COUNTED_AT): Promise<Walked> {
  const from = await lockWalk(tx);
  if (!from) return { looked: 0, counted: 0, isAround: false, isHurried: false };
  await planAnew(tx);
  const old = await listOfOtherEditions(tx, FACTS_EDITION, most);
  if (old.length > 0) {
    await foldCases(tx, old);
    return moved(tx, from, from, { looked: old.length, counted: old.length, isAround: false });
  }
  const all = await listMarks(tx, from, atOnce);
  const behind = await listBehind(tx, all);
  const now = behind.slice(0, most);
  await foldCases(tx, now);
  const isCut = behind.length > now.length;
  const looked = isCut ? all.findIndex(({ id }) => id === now.at(-1)) + 1 : all.length;
  const isAround = !isCut && all.length < atOnce;
  const to = isAround ? START : (all[looked - 1] ?? START);
  return moved(tx, from, to, { looked, counted: now.length, isAround });
}

export const walkJob: PeriodicJob = {
  kind: 'evaluation.walk',
  everyMs: MINUTE,
  run: async (tx) => {
    const { isHurried } = await walkPiece(tx);
    // In a transaction of its own.
    const dueAt = tx.now + REST_MS;
    if (isHurried) await scheduleTimers(tx, [{ kind: walkJob.kind, key: 'periodic', dueAt }]);
  },
};
