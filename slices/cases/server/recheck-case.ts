// case.recheck: what an inspector found who looked at a closed case again. Where it did not hold the case is
// reopened at once; where the flow refuses that (its main case waits no more), the centre is told by the list
// of results alone.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import { actOnCase } from './act-on-case.ts';

const SYSTEM = { kind: 'system', name: 'recheck' } as const;

export interface Recheck {
  readonly caseId: Id;
  readonly outcome: 'held' | 'not_held';
  readonly words: string;
  readonly photoIds: readonly Id[];
}

/** Throws Refused `cases.own_work`, `cases.not_allowed`, `cases.wrong_state`, `cases.photo_unknown`,
 *  `cases.not_found`. Called inside a transaction. */
export async function recheckCase(
  tx: Tx, actor: Actor, { caseId, outcome, words, photoIds }: Recheck,
): Promise<{ readonly isReopened: boolean }> {
  await actOnCase(tx, actor, { caseId, action: 'recheck', body: { outcome, words, photoIds } });
  if (outcome === 'held') return { isReopened: false };
  try {
    await actOnCase(tx, SYSTEM, { caseId, action: 'reopen', body: { reason: words, photoIds } });
    return { isReopened: true };
  } catch (error) {
    // Refused before anything was written: the result stands, and the case stays closed.
    if (error instanceof Refused) return { isReopened: false };
    throw error;
  }
}
