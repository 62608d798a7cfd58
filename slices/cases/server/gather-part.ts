// What becomes of a part is written on its main case, in the same transaction: its end with result and
// pictures, or that it goes on after all. Exactly once, since both cases are locked and the main case knows
// which of its parts are open.
import { assert } from '../../../kernel/assert.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import type { CaseFile } from '../core/case-file.ts';
import { decide } from '../core/decide.ts';
import { type Flow, isOpenState } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import type { StoredCase } from './case-row.ts';
import { findLastBody } from './queries-parts.ts';
import { contextOfAction } from './read-world.ts';
import { saveDecision } from './save-decision.ts';

/** The actions by which a unit tells its result. */
const answering = (flow: Flow): string[] =>
  flow.edges.filter(({ photoRule }) => photoRule === 'feedBack').map(({ action }) => action);

async function endOf(tx: Tx, flow: Flow, part: CaseFile): Promise<Record<string, unknown>> {
  const { result, photoIds } = await findLastBody(tx, part.id, answering(flow));
  return {
    partCaseId: part.id, number: part.number, unitId: part.unitId, endState: part.state,
    closingCode: part.closingCode, result, photoIds, handlerPersonIds: part.handlerPersonIds,
  };
}

/** Called after the part itself has been saved. */
export async function tellWhole(
  tx: Tx, whole: StoredCase | undefined, before: CaseFile, part: CaseFile,
): Promise<void> {
  const flow = flowNamed(part.flow);
  const isOpen = isOpenState(flow, part.state);
  if (!part.mainCaseId || isOpenState(flow, before.state) === isOpen) return;
  assert(whole, 'a part is locked with its main case');
  const action = isOpen ? 'part_reopened' : 'part_ended';
  const body = isOpen ? { partCaseId: part.id, number: part.number } : await endOf(tx, flow, part);
  const asSystem = { kind: 'system', name: 'part' } as const;
  const context = await contextOfAction(tx, asSystem, whole.file, {});
  await saveDecision(tx, whole,
    orRefuse(decide(flowNamed(whole.file.flow), whole.file, { action, body }, context)));
}
