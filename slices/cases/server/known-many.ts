// Questions to which an index lately gave more cases than are looked at one by one. Then the newest are
// walked, which is right however many there are: for a minute the index is not asked again only to hear that.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { keepNewest } from '../../../platform/server/db/keep-newest.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

const MOST_KEPT = 500;
const knownOf = perStore(() => new Map<string, Instant>());

export function isKnownMany(tx: Tx, question: string): boolean {
  const since = knownOf(tx).get(question);
  return since !== undefined && since <= tx.now && tx.now - since < MINUTE;
}

export const keepMany = (tx: Tx, question: string): void =>
  keepNewest(knownOf(tx), question, tx.now, MOST_KEPT);
