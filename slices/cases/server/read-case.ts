// Opening a case: whether the reader may, the case with its whole history, the names in it, the buttons.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { namesOf } from '../../people/server/public.ts';
import { type Kin, personNamedBy } from '../core/case-view.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { CaseView, HistoryCheck } from '../core/contract.ts';
import { verifyHistory } from '../core/history.ts';
import type { Context } from '../core/moment.ts';
import { mayRead } from '../core/visibility.ts';
import { caseView } from './case-view.ts';
import { kinOf, readableOf, readsByPart } from './read-kin.ts';
import { type CaseHistory, findCase, findFile, listSealedSteps } from './queries-reading.ts';
import { contextOfReading } from './read-world.ts';
import { sha256 } from './save-decision.ts';

/** A case that may not be read is told like one that does not exist. */
export async function getReadable(tx: Tx, actor: Actor, caseId: string): Promise<CaseHistory> {
  const found = await findCase(tx, caseId);
  const isReadable = found && (mayRead(actor, found.file) || await readsByPart(tx, actor, found.file));
  return isReadable ? found : throwRefusal('cases.not_found');
}

/** What a part may still do hangs on its main case. */
async function withWhole(tx: Tx, { mainCaseId }: CaseFile, context: Context): Promise<Context> {
  const whole = mainCaseId ? await findFile(tx, mainCaseId) : undefined;
  return whole ? { ...context, whole: whole.file } : context;
}

/** Everyone whose name the view shows. */
export function peopleIn({ file, steps, sealed }: CaseHistory): string[] {
  const acting = [...steps, ...sealed].flatMap((step) =>
    [step.person_id ?? [], personNamedBy(step) ?? []].flat());
  const asked = file.asks.flatMap((ask) => ask.toPersonId ?? []);
  return [...new Set([...acting, ...asked, ...(file.holder?.personId ? [file.holder.personId] : [])])];
}

/** Whose part was withdrawn is led to no door that stays shut. */
async function ofReader(tx: Tx, actor: Actor, kin: Kin): Promise<Kin> {
  const { mainCase } = kin;
  if (!mainCase || (await readableOf(tx, actor, [mainCase.id])).has(mainCase.id)) return kin;
  return { ...kin, mainCase: null };
}

/** The view with the name of the flow that its words come from. */
export async function readCase(
  tx: Tx, actor: Actor, caseId: string,
): Promise<{ readonly view: CaseView; readonly flow: string }> {
  const history = await getReadable(tx, actor, caseId);
  const { file } = history;
  const context = await withWhole(tx, file, await contextOfReading(tx, actor, file.districtId));
  const kin = await kinOf(tx, [file], context.directory);
  const names = await namesOf(tx, peopleIn(history));
  const view = caseView(history, context, names, await ofReader(tx, actor, kin(file)));
  return { view, flow: history.file.flow };
}

export const readCaseView = async (tx: Tx, actor: Actor, caseId: string): Promise<CaseView> =>
  (await readCase(tx, actor, caseId)).view;

/** Recomputes the whole chain of hashes and names the first broken link. */
export async function verifyCaseHistory(tx: Tx, actor: Actor, caseId: string): Promise<HistoryCheck> {
  const { file, lastHash, version } = await getReadable(tx, actor, caseId);
  const steps = await listSealedSteps(tx, caseId);
  // File and steps are two looks: where somebody acted in between, both are taken again.
  if ((await findFile(tx, caseId))?.version !== version) return verifyCaseHistory(tx, actor, caseId);
  const found = verifyHistory(file.id, steps, lastHash, sha256);
  return found.isIntact
    ? { isIntact: true, steps: found.steps, lastHash: found.lastHash, brokenAtSeq: null, fault: null }
    : { isIntact: false, steps: steps.length, lastHash: null, brokenAtSeq: found.brokenAtSeq,
      fault: found.fault };
}
