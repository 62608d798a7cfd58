// What is proposed already, for the slice that proposed it: so that the same sent twice waits once.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { listPendingOf } from './queries.ts';

export async function pendingBodies(
  tx: Tx,
  operation: string,
  subjectId: string,
): Promise<Readonly<Record<string, unknown>>[]> {
  const sealed = await listPendingOf(tx, operation, subjectId);
  return sealed.map((body) => JSON.parse(tx.cipher.open(body)) as Record<string, unknown>);
}
