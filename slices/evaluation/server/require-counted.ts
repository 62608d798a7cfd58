// Nobody freezes a period that is still being counted: what was published stays, and a figure that was wrong
// on that day is wrong for good. What happened within the last minute does not count: in a city there is
// always a case that has just moved, and it is counted in its turn.
import { MINUTE } from '../../../kernel/duration.ts';
import { localMinute } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { countCasesBehind, findPlace } from '../../../platform/server/events/place.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { isCatchingUp } from './queries-fold.ts';
import { SUBSCRIBER } from './read-counting.ts';

const JUST_NOW = MINUTE;

/** `words`: of the period. Throws Refused `evaluation.counting_past`, `evaluation.counting_behind`. */
export async function requireCounted(
  tx: Tx,
  districtId: string,
  offsetMinutes: number,
  words: { readonly zh: string; readonly en: string },
): Promise<void> {
  if (await isCatchingUp(tx)) throwRefusal('evaluation.counting_past', words);
  const total = await countCasesBehind(tx, SUBSCRIBER, districtId, tx.now - JUST_NOW);
  if (total === 0) return;
  const { takenTo } = await findPlace(tx, SUBSCRIBER);
  const to = takenTo === null ? '–' : localMinute(takenTo, offsetMinutes);
  throwRefusal('evaluation.counting_behind', { ...words, total, to });
}
