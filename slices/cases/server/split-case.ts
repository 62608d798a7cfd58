// Splitting makes cases: the main one is locked, each part is decided by the same core as any report and
// dispatch, and all of them are written in the one transaction. Nothing is split by halves.
import type { Actor } from '../../../kernel/rights.ts';
import { NeedsTransaction } from '../../../platform/server/db/needs-transaction.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Receipt } from '../../../platform/server/http/receipt.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import type { CaseFile } from '../core/case-file.ts';
import { caseNumber } from '../core/case-number.ts';
import type { Acted } from '../core/contract.ts';
import { decide, decideInTurn, type Decision } from '../core/decide.ts';
import { flowNamed } from '../core/flows.ts';
import type { PartPlan } from '../core/moment.ts';
import { PUBLIC_CODE_BYTES, publicCode } from '../core/public-code.ts';
import type { CaseAction } from './act-on-case.ts';
import { numberBlocksOf } from './number-blocks.ts';
import { findFirstBody, lockFamily } from './queries-parts.ts';
import { contextOfAction, contextOfPart } from './read-world.ts';
import { refuseChanged } from './refuse-changed.ts';
import { actedOn, saveDecision } from './save-decision.ts';

interface AskedPart {
  readonly unitId?: string;
  readonly coUnitIds?: readonly string[];
  readonly itemCode?: string;
  readonly words?: string;
  readonly reason?: string;
}

interface MadePart {
  readonly decision: Decision;
  readonly plan: PartPlan;
}

/** Ids from the outside are checked by the core; a body that is none of ours has no parts. */
const partsIn = ({ body }: CaseAction): readonly AskedPart[] =>
  (Array.isArray(body.parts) ? body.parts.filter((one) => typeof one === 'object' && one !== null) : []);

function commandsOf(main: CaseFile, asked: AskedPart, words: string, photoIds: unknown) {
  const said = asked.words ?? words;
  const reason = asked.reason ?? said;
  return [
    { action: 'open_part', body: {
      mainCaseId: main.id, description: asked.words || main.description,
      itemCode: asked.itemCode ?? main.itemCode, words: said, photoIds,
    } },
    { action: 'dispatch', body: {
      ...(asked.unitId ? { unitId: asked.unitId } : {}), ...(reason ? { reason } : {}),
      ...(asked.coUnitIds ? { coUnitIds: asked.coUnitIds } : {}),
    } },
  ];
}

async function makePart(
  tx: Tx, actor: Actor, main: CaseFile, asked: AskedPart, words: string, photoIds: unknown,
): Promise<MadePart> {
  const number = caseNumber(main.districtId, tx.now, await numberBlocksOf(tx).next(tx));
  const fresh = { id: tx.ids.next(), number, publicCode: publicCode(tx.random(PUBLIC_CODE_BYTES)) };
  const context = { ...(await contextOfPart(tx, actor, main, asked.itemCode)), fresh };
  const commands = commandsOf(main, asked, words, photoIds);
  const decision = orRefuse(decideInTurn(flowNamed(main.flow), undefined, commands, context));
  const { file } = decision;
  return {
    decision,
    plan: {
      caseId: file.id, number, unitId: file.unitId ?? file.centreUnitId, itemCode: file.itemCode,
      words: file.description,
    },
  };
}

/** Throws Refused: `cases.parts_*`, `cases.no_responsible`, `cases.unit_*`, `cases.changed`. */
export async function splitCase(tx: Tx, actor: Actor, act: CaseAction, receipt?: Receipt): Promise<Acted> {
  if (!tx.isTransaction) throw new NeedsTransaction('a split writes several cases');
  const before = (await lockFamily(tx, act.caseId)).own ?? throwRefusal('cases.not_found');
  await refuseChanged(tx, actor, before, act.version);
  const flow = flowNamed(before.file.flow);
  const world = await contextOfAction(tx, actor, before.file, act.body);
  // What may not be split at all is refused before anything is asked of its parts.
  orRefuse(decide(flow, before.file, { action: act.action, body: act.body }, { ...world, parts: [] }));
  const { photoIds } = await findFirstBody(tx, act.caseId);
  const words = typeof act.body.words === 'string' ? act.body.words : '';
  const made: MadePart[] = [];
  for (const asked of partsIn(act)) {
    made.push(await makePart(tx, actor, before.file, asked, words, photoIds));
  }
  const context = { ...world, parts: made.map(({ plan }) => plan) };
  const decision = orRefuse(decide(flow, before.file, act, context));
  const reply = actedOn(decision, before);
  await saveDecision(tx, before, decision, { reply, ...(receipt ? { receipt } : {}) });
  for (const part of made) await saveDecision(tx, undefined, part.decision);
  return reply;
}
