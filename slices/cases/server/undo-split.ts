// A split that was a slip of the hand is taken back: the main case and every part that it made are locked,
// the parts end as withdrawn, the whole stands as before. All of them or none: a part in hand refuses it.
import type { Actor } from '../../../kernel/rights.ts';
import { NeedsTransaction } from '../../../platform/server/db/needs-transaction.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Receipt } from '../../../platform/server/http/receipt.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { type CaseFile, partsOfSplit } from '../core/case-file.ts';
import type { Acted } from '../core/contract.ts';
import { decide } from '../core/decide.ts';
import { flowNamed } from '../core/flows.ts';
import type { CaseAction } from './act-on-case.ts';
import { lockCases } from './queries.ts';
import { findFile } from './queries-reading.ts';
import { contextOfAction } from './read-world.ts';
import { refuseChanged } from './refuse-changed.ts';
import { actedOn, saveDecision } from './save-decision.ts';

const idsOf = (file: CaseFile | undefined): readonly string[] =>
  file ? partsOfSplit(file).map(({ caseId }) => caseId) : [];

/** Throws Refused: `cases.split_undo_over`, `cases.part_begun`, `cases.changed`. */
export async function undoSplit(tx: Tx, actor: Actor, act: CaseAction, receipt?: Receipt): Promise<Acted> {
  if (!tx.isTransaction) throw new NeedsTransaction('undoing a split locks several cases');
  // Which parts it made is asked before all are locked in order, and asked again then.
  const known = idsOf((await findFile(tx, act.caseId))?.file);
  const locked = await lockCases(tx, [act.caseId, ...known]);
  const before = locked.get(act.caseId) ?? throwRefusal('cases.not_found');
  await refuseChanged(tx, actor, before, act.version);
  const context = await contextOfAction(tx, actor, before.file, act.body);
  const decision = orRefuse(decide(flowNamed(before.file.flow), before.file, act, context));
  for (const id of idsOf(before.file)) {
    const part = locked.get(id) ?? throwRefusal('cases.changed', { version: before.version });
    const withdraw = { action: 'withdraw_part', body: {} };
    const whole = { ...context, whole: before.file };
    await saveDecision(tx, part, orRefuse(decide(flowNamed(part.file.flow), part.file, withdraw, whole)));
  }
  const reply = actedOn(decision, before);
  await saveDecision(tx, before, decision, { reply, ...(receipt ? { receipt } : {}) });
  return reply;
}
