// case.remind: some days before the window of ratings ends, whoever may still rate a case and has not hears
// of it, once. Who that is stays between the server and them: the event is a quiet one.
import type { Actor } from '../../../kernel/rights.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Timer } from '../../../platform/server/jobs/timer.ts';
import { findActors, listPeopleWith } from '../../people/server/public.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { CaseEventData } from '../core/contract.ts';
import { RATING_DUE } from '../core/contract-ratings.ts';
import { PARTIES } from '../core/parties.ts';
import { RATERS } from '../core/flows/standard-ratings.ts';
import { ratesAs } from './list-to-rate.ts';
import { lockCase } from './queries.ts';
import { contextOfReading } from './read-world.ts';

const ROLES: ReadonlySet<string> = new Set(RATERS.flatMap((party) => PARTIES[party].who));

/** Those of the place whose post could rate, and who reported it. */
async function couldRate(tx: Tx, { place, reporterPersonId }: CaseFile): Promise<readonly Actor[]> {
  const near = await listPeopleWith(tx, { reaching: place.areaPath });
  const ids = near.filter(({ role }) => ROLES.has(role)).map(({ personId }) => personId);
  const found = await findActors(tx, [...new Set([...ids, ...(reporterPersonId ? [reporterPersonId] : [])])]);
  return [...found.values()];
}

function dataOf(file: CaseFile, raterPersonIds: readonly string[]): CaseEventData {
  return {
    seq: file.lastSeq, action: 'remind', fromState: file.state, toState: file.state,
    holderUnitId: null, holderPersonId: null, unitId: file.unitId, centreUnitId: file.centreUnitId,
    askedUnitId: null, askedPersonId: null, askerPersonId: null, areaPath: file.place.areaPath,
    number: file.number, itemName: file.rule?.itemName ?? null, itemNameEn: file.rule?.itemNameEn ?? null,
    isPassing: false, severity: file.severity, isQuiet: true, raterPersonIds: [...raterPersonIds],
  };
}

/** After the window has ended, or where the case was reopened, nobody hears anything. */
export async function remindRaters(tx: Tx, timer: Timer): Promise<void> {
  const file = (await lockCase(tx, timer.key))?.file;
  if (file?.state !== 'closed' || file.isSettled) return;
  const waiting: string[] = [];
  for (const actor of await couldRate(tx, file)) {
    const context = await contextOfReading(tx, actor, file.districtId);
    if (actor.kind === 'person' && ratesAs(file, context)) waiting.push(actor.personId);
  }
  if (waiting.length === 0) return;
  await publishEvents(tx, [
    { kind: RATING_DUE, districtId: file.districtId, caseId: file.id, data: dataOf(file, waiting) },
  ]);
}
