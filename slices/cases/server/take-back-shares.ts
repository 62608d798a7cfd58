// A closing that was undone, a split that was taken back: what it had written down as somebody's share is
// nobody's. The shares of the case are made anew from its whole history, in the transaction of the undoing.
import { assert } from '../../../kernel/assert.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { UnitDirectory } from '../../people/server/public.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { Step } from '../core/step.ts';
import { flowNamed } from '../core/flows.ts';
import { takesBack } from '../core/shares.ts';
import { listSealedSteps } from './queries-reading.ts';
import { replaceShares } from './queries-sums.ts';
import { shareRows } from './share-rows.ts';

/** Called after the case itself has been saved with these steps. */
export async function takeBackShares(
  tx: Tx, file: CaseFile, steps: readonly Step[], directory: UnitDirectory,
): Promise<void> {
  if (!takesBack(flowNamed(file.flow), steps)) return;
  assert(tx.isTransaction, 'what was undone and its shares change together');
  const all = await listSealedSteps(tx, file.id);
  await replaceShares(tx, file.districtId, file.id, shareRows(undefined, file, all, directory));
}
