// What other slices may ask: who is on call in a unit, who may answer there, and until when it is quiet.
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type DisturbKind, quietUntil } from '../core/quiet.ts';
import { onCall } from '../core/rota.ts';
import { mayAnswer } from './may-answer.ts';
import { listDays, listPatterns, listQuiet } from './queries.ts';

export { mayAnswer } from './may-answer.ts';

/** In order, of those who may still answer; nobody where there is no rota, or nobody stands in it now. */
export async function onCallOf(tx: Tx, unitId: Id): Promise<readonly Id[]> {
  const yesterday = localDate(tx.now - DAY);
  const patterns = await listPatterns(tx, unitId, yesterday);
  const days = await listDays(tx, unitId, yesterday, localDate(tx.now + DAY));
  const named = onCall({ patterns, days }, tx.now);
  if (named.length === 0) return [];
  const able = await mayAnswer(tx, unitId);
  return named.filter((personId) => able.has(personId));
}

/** When a push of these kinds may be told to the unit; null: now. */
export async function quietUntilOf(
  tx: Tx,
  unit: { readonly id: Id; readonly districtId: string },
  kinds: readonly DisturbKind[],
): Promise<Instant | null> {
  const hours = await listQuiet(tx, unit.districtId, unit.id, localDate(tx.now - DAY));
  return quietUntil(hours, unit.id, tx.now, kinds);
}
