// A report becomes a case: read the world from memory, decide, write everything in one statement. It needs no
// BEGIN of its own; inside another slice's transaction it is simply part of it.
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Receipt } from '../../../platform/server/http/receipt.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { caseNumber } from '../core/case-number.ts';
import type { Acted } from '../core/contract.ts';
import { decide } from '../core/decide.ts';
import { standardFlow } from '../core/flows/standard.ts';
import { PUBLIC_CODE_BYTES, publicCode } from '../core/public-code.ts';
import { requirePhotos } from './check-photos.ts';
import { numberBlocksOf } from './number-blocks.ts';
import { contextOfReport, type Reported } from './read-world.ts';
import { reporterRows } from './reporter-row.ts';
import { actedOn, saveDecision } from './save-decision.ts';

export interface NewReport extends Reported {
  /** `report`, or `report_solved` for what an officer settled on the spot. */
  readonly action?: 'report' | 'report_solved';
  /** When the device of whoever reported says that it was done. */
  readonly madeAt?: Instant;
}

/** Throws Refused: `areas.outside`, `cases.*`, `catalogue.item_unknown`, `calendar.*`. */
export async function reportCase(tx: Tx, actor: Actor, report: NewReport, receipt?: Receipt): Promise<Acted> {
  const world = await contextOfReport(tx, actor, report);
  const districtId = world.place?.areaPath.slice(0, 6) ?? '';
  const number = caseNumber(districtId, tx.now, await numberBlocksOf(tx).next(tx));
  const fresh = { id: tx.ids.next(), number, publicCode: publicCode(tx.random(PUBLIC_CODE_BYTES)) };
  const command = { action: report.action ?? 'report', body: report.body };
  const made = report.madeAt === undefined ? {} : { madeAt: report.madeAt };
  const context = { ...world, ...made, fresh };
  const decision = orRefuse(decide(standardFlow, undefined, command, context));
  await requirePhotos(tx, actor, fresh.id, decision.steps);
  const reply = actedOn(decision, undefined);
  const reporters = reporterRows(tx, actor, report.body, true, null);
  await saveDecision(tx, undefined, decision, { reporters, reply, ...(receipt ? { receipt } : {}) });
  return reply;
}
