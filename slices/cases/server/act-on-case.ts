// Every action on a case: read → decide → save. There is one such path; an action that needs more (a merge
// touches two cases) has its own small file and uses the same parts. Outside a transaction the case is read
// without a lock and saved only if it is still at that version; whoever loses that race does it again in a
// transaction, where reading locks.
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { NeedsTransaction } from '../../../platform/server/db/needs-transaction.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Receipt } from '../../../platform/server/http/receipt.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Acted } from '../core/contract.ts';
import { decide } from '../core/decide.ts';
import { edgeOf } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import { PUBLIC_CODE_BYTES, publicCode } from '../core/public-code.ts';
import { requirePhotos } from './check-photos.ts';
import { tellWhole } from './gather-part.ts';
import { mergeCase, undoMerge } from './merge-case.ts';
import { type Family, lockFamily } from './queries-parts.ts';
import { findFile } from './queries-reading.ts';
import { contextOfAction } from './read-world.ts';
import { refuseChanged } from './refuse-changed.ts';
import { reporterRows } from './reporter-row.ts';
import { actedOn, type Beside, saveDecision } from './save-decision.ts';
import { splitCase } from './split-case.ts';
import { undoSplit } from './undo-split.ts';

export interface CaseAction {
  readonly caseId: string;
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The version the actor was looking at; without it the latest is taken. */
  readonly version?: number;
  /** When the device of whoever acted says that it was done. */
  readonly madeAt?: Instant;
}

/** Whoever joins gets a code of their own, with which they may follow the case but not withdraw it. */
function joiner(tx: Tx, actor: Actor, act: CaseAction): Pick<Beside, 'reporters'> & { publicCode?: string } {
  if (act.action !== 'join') return {};
  const code = publicCode(tx.random(PUBLIC_CODE_BYTES));
  return { reporters: reporterRows(tx, actor, act.body, false, code), publicCode: code };
}

const readToAct = async (tx: Tx, caseId: string): Promise<Family> =>
  (tx.isTransaction ? lockFamily(tx, caseId) : { own: await findFile(tx, caseId), whole: undefined });

/** Actions that touch more than one case. */
const OWN_WAYS: Readonly<Record<string, typeof mergeCase>> = {
  merge: mergeCase, undo_merge: undoMerge, split: splitCase, undo_split: undoSplit,
};

/** Throws Refused: `cases.*` of the flow, `cases.not_found`, `cases.changed`, `areas.outside`,
 *  `calendar.*`. */
export async function actOnCase(tx: Tx, actor: Actor, act: CaseAction, receipt?: Receipt): Promise<Acted> {
  const ownWay = OWN_WAYS[act.action];
  if (ownWay) return ownWay(tx, actor, act, receipt);
  const { own, whole } = await readToAct(tx, act.caseId);
  const before = own ?? throwRefusal('cases.not_found');
  await refuseChanged(tx, actor, before, act.version);
  const { file } = before;
  const flow = flowNamed(file.flow);
  const isMore = file.mainCaseId !== undefined || edgeOf(flow, act.action)?.undoes !== undefined;
  if (isMore && !tx.isTransaction) throw new NeedsTransaction('its main case or its shares change too');
  const world = await contextOfAction(tx, actor, file, act.body);
  const context = {
    ...world, ...(act.madeAt === undefined ? {} : { madeAt: act.madeAt }),
    ...(whole ? { whole: whole.file } : {}),
  };
  const decision = orRefuse(decide(flow, file, act, context));
  await requirePhotos(tx, actor, file.id, decision.steps);
  const { publicCode: code, ...joined } = joiner(tx, actor, act);
  const reply = { ...actedOn(decision, before), ...(code ? { publicCode: code } : {}) };
  await saveDecision(tx, before, decision, { ...joined, reply, ...(receipt ? { receipt } : {}) });
  await tellWhole(tx, whole, file, decision.file);
  return reply;
}
