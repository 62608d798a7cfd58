// Seeing who reported a case: the look is a step of its history, written before anything is opened. The reply
// is
// never kept in a receipt; asking twice is two looks.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Contacted } from '../core/contract.ts';
import { actOnCase, type CaseAction } from './act-on-case.ts';
import { listCaseFollowers } from './public.ts';

/** Throws Refused: `cases.not_allowed`, `cases.field_missing`, `cases.not_found`. */
export async function contactReporter(tx: Tx, actor: Actor, act: CaseAction): Promise<Contacted> {
  await actOnCase(tx, actor, act);
  const followers = await listCaseFollowers(tx, act.caseId);
  // An officer's own report left neither: who it was stands in the history, and colleagues know the number.
  const left = followers.filter(({ name, phone }) => name !== null || phone !== null);
  return { reporters: left.map(({ name, phone }) => ({ name, phone })) };
}
