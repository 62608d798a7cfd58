// Every action on a case: read → decide → save. There is one such path; an action that needs more (a merge
// touches two cases) has its own small file and uses the same parts. Outside a transaction the case is read
// without a lock and saved only if it is still at that version; whoever loses that race does it again in a
// transaction, where reading locks.
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Receipt } from '../../../platform/server/http/receipt.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Acted } from '../core/contract.ts';
import { decide } from '../core/decide.ts';
import { flowNamed } from '../core/flows.ts';
import { PUBLIC_CODE_BYTES, publicCode } from '../core/public-code.ts';
import { requirePhotos } from './check-photos.ts';
import { lockCase } from './queries.ts';
import { findFile } from './queries-reading.ts';
import { mergeCase } from './merge-case.ts';
import { contextOfAction } from './read-world.ts';
import { reporterRows } from './reporter-row.ts';
import { actedOn, type Beside, saveDecision } from './save-decision.ts';

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

const readToAct = (tx: Tx, caseId: string) =>
  tx.isTransaction ? lockCase(tx, caseId) : findFile(tx, caseId);

/** Throws Refused: `cases.*` of the flow, `cases.not_found`, `cases.changed`, `areas.outside`,
 *  `calendar.*`. */
export async function actOnCase(tx: Tx, actor: Actor, act: CaseAction, receipt?: Receipt): Promise<Acted> {
  if (act.action === 'merge') return mergeCase(tx, actor, act, receipt);
  const before = (await readToAct(tx, act.caseId)) ?? throwRefusal('cases.not_found');
  if (act.version !== undefined && act.version !== before.version) {
    throwRefusal('cases.changed', { version: before.version });
  }
  const { file } = before;
  const world = await contextOfAction(tx, actor, file, act.body);
  const context = act.madeAt === undefined ? world : { ...world, madeAt: act.madeAt };
  const decision = orRefuse(decide(flowNamed(file.flow), file, act, context));
  await requirePhotos(tx, actor, file.id, decision.steps);
  const { publicCode: code, ...joined } = joiner(tx, actor, act);
  const reply = { ...actedOn(decision, before), ...(code ? { publicCode: code } : {}) };
  await saveDecision(tx, before, decision, { ...joined, reply, ...(receipt ? { receipt } : {}) });
  return reply;
}
