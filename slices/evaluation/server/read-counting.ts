// How far counting is behind the cases: it follows their events, and a walk finds what no event told of.
// Shown beside figures, so that what is still being counted is not taken for "there was nothing".
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { findPlace } from '../../../platform/server/events/place.ts';
import { CASE_EVENT_KINDS } from '../../cases/core/contract.ts';
import type { Counting } from '../core/contract.ts';
import { countLeft, isCatchingUp } from './queries-fold.ts';

export const SUBSCRIBER = { name: 'evaluation', kinds: CASE_EVENT_KINDS } as const;
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at));

export async function readCounting(tx: Tx): Promise<Counting> {
  const { takenTo, lastAt, waiting } = await findPlace(tx, SUBSCRIBER);
  return {
    countedTo: isoOrNull(takenTo),
    lastAt: isoOrNull(lastAt),
    waiting,
    isCatchingUp: await isCatchingUp(tx),
    left: await countLeft(tx),
  };
}
