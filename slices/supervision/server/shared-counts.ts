// One count of an area for everybody who looks at it: those who ask while it is under way wait for it, and it
// stands while nothing has happened, or for a second. So viewers do not multiply the work, and a number is
// never older than a second unless it is still true.
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { keepNewest } from '../../../platform/server/db/keep-newest.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type BoardCounts, countBoard, latestChange } from '../../cases/server/public.ts';
import type { Period } from '../../cases/core/figure-words.ts';

interface Kept {
  readonly at: Instant;
  readonly change: number;
  readonly counts: Promise<BoardCounts>;
}

/** Lamps turn red by themselves: what has not changed is counted anew all the same after this. */
const STANDS_MS = 10 * SECOND;
const ALWAYS_STANDS_MS = SECOND;
/** A district's areas, a few periods each; the oldest goes first. */
const MOST_KEPT = 500;

const keptOf = perStore(() => new Map<string, Kept>());

function stillStands(kept: Kept | undefined, now: Instant, change: number): kept is Kept {
  if (!kept || now < kept.at) return false;
  const age = now - kept.at;
  return kept.change === change ? age < STANDS_MS : age > 0 && age < ALWAYS_STANDS_MS;
}

/** `areaPath`: the caller has checked that the reader sees all of it. */
export async function countTogether(tx: Tx, areaPath: string, period: Period): Promise<BoardCounts> {
  if (tx.isTransaction) return countBoard(tx, areaPath, period);
  const change = await latestChange(tx);
  const ofStore = keptOf(tx);
  const key = `${areaPath} ${period}`;
  const kept = ofStore.get(key);
  if (stillStands(kept, tx.now, change)) return kept.counts;
  const counts = countBoard(tx, areaPath, period);
  keepNewest(ofStore, key, { at: tx.now, change, counts }, MOST_KEPT);
  // What failed is nobody's answer but that of whoever waited for it.
  counts.catch(() => ofStore.delete(key));
  return counts;
}
