// Questions to which an index lately gave more cases than are looked at one by one. Then the newest are
// walked, which is right however many there are: for a minute the index is not asked again only to hear that.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

const MOST_KEPT = 500;
const knownByStore = new WeakMap<object, Map<string, Instant>>();

function knownOf({ ids }: Tx): Map<string, Instant> {
  const known = knownByStore.get(ids) ?? new Map<string, Instant>();
  knownByStore.set(ids, known);
  return known;
}

export function isKnownMany(tx: Tx, question: string): boolean {
  const since = knownOf(tx).get(question);
  return since !== undefined && since <= tx.now && tx.now - since < MINUTE;
}

export function keepMany(tx: Tx, question: string): void {
  const known = knownOf(tx);
  known.delete(question);
  known.set(question, tx.now);
  const oldest = known.size > MOST_KEPT ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
}
