// Merging touches two cases: both are locked, the lower id first, and the main one's history says what it
// took in.
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { NeedsTransaction } from '../../../platform/server/db/needs-transaction.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Receipt } from '../../../platform/server/http/receipt.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { distanceMetres } from '../../../kernel/geo.ts';
import { isUuid } from '../../../kernel/id.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { Acted } from '../core/contract.ts';
import { decide } from '../core/decide.ts';
import { flowNamed } from '../core/flows.ts';
import { mayRead } from '../core/visibility.ts';
import { lockCases } from './queries.ts';
import { findFile } from './queries-reading.ts';
import { contextOfAction } from './read-world.ts';
import type { CaseAction } from './act-on-case.ts';
import { refuseChanged } from './refuse-changed.ts';
import { actedOn, saveDecision } from './save-decision.ts';

/** A matter on a border is the neighbour's too; whoever triages is shown what lies so near. */
const BESIDE_METRES = 500;

/** Into a case that the actor neither sees nor stands beside nothing is merged: to them it is not there. */
function mayTakeIn(actor: Actor, file: CaseFile, main: CaseFile): boolean {
  const [here, there] = [file.place.point, main.place.point];
  const isBeside = here !== null && there !== null && distanceMetres(here, there) <= BESIDE_METRES;
  return isBeside || mayRead(actor, main);
}

/** Whoever is refused is told by its number which case it is about. */
async function numbered<T>(tx: Tx, actor: Actor, decided: T | Refusal): Promise<T | Refusal> {
  if (!isRefusal(decided) || decided.code !== 'cases.merge_into_merged') return decided;
  const main = await findFile(tx, String(decided.data['mainCaseId']));
  const number = main && mayRead(actor, main.file) ? main.file.number : '***';
  return refuse(decided.code, { ...decided.data, number });
}

export async function mergeCase(tx: Tx, actor: Actor, act: CaseAction, receipt?: Receipt): Promise<Acted> {
  if (!tx.isTransaction) throw new NeedsTransaction('a merge locks two cases');
  const mainId = String(act.body.mainCaseId ?? '');
  const locked = await lockCases(tx, isUuid(mainId) ? [act.caseId, mainId] : [act.caseId]);
  const before = locked.get(act.caseId) ?? throwRefusal('cases.not_found');
  await refuseChanged(tx, actor, before, act.version);
  const found = locked.get(mainId);
  const main = found && mayTakeIn(actor, before.file, found.file) ? found : undefined;
  const context = await contextOfAction(tx, actor, before.file, act.body);
  const withMain = main ? { ...context, main: main.file } : context;
  const decided = decide(flowNamed(before.file.flow), before.file, act, withMain);
  const decision = orRefuse(await numbered(tx, actor, decided));
  if (main) {
    const takeIn = { action: 'take_in', body: { mergedCaseId: act.caseId } };
    const asSystem = { ...context, actor: { kind: 'system', name: 'merge' } as const };
    await saveDecision(tx, main, orRefuse(decide(flowNamed(main.file.flow), main.file, takeIn, asSystem)));
  }
  const reply = actedOn(decision, before);
  await saveDecision(tx, before, decision, { reply, ...(receipt ? { receipt } : {}) });
  return reply;
}

/** Both stand as before, and the main case's history says whom it let go. The main case may itself have ended
 *  or been merged meanwhile: it lets go all the same. */
export async function undoMerge(tx: Tx, actor: Actor, act: CaseAction, receipt?: Receipt): Promise<Acted> {
  if (!tx.isTransaction) throw new NeedsTransaction('undoing a merge locks two cases');
  // Which case it was merged into is asked before both are locked in order, and asked again then.
  const mainId = (await findFile(tx, act.caseId))?.file.mergedIntoId;
  const locked = await lockCases(tx, mainId ? [act.caseId, mainId] : [act.caseId]);
  const before = locked.get(act.caseId) ?? throwRefusal('cases.not_found');
  await refuseChanged(tx, actor, before, act.version);
  const context = await contextOfAction(tx, actor, before.file, act.body);
  const decision = orRefuse(decide(flowNamed(before.file.flow), before.file, act, context));
  const { mergedIntoId } = before.file;
  const isAnother = mergedIntoId !== null && mergedIntoId !== mainId;
  if (isAnother) throwRefusal('cases.changed', { version: before.version });
  const main = locked.get(mergedIntoId ?? '');
  if (main) {
    const letGo = { action: 'let_go', body: { mergedCaseId: act.caseId } };
    const asSystem = { ...context, actor: { kind: 'system', name: 'merge' } as const };
    await saveDecision(tx, main, orRefuse(decide(flowNamed(main.file.flow), main.file, letGo, asSystem)));
  }
  const reply = actedOn(decision, before);
  await saveDecision(tx, before, decision, { reply, ...(receipt ? { receipt } : {}) });
  return reply;
}
