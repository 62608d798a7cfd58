// circular.draft: the first words of a circular, from the cases that somebody chose: what is late, what was
// announced and not answered, and, where all are one unit's, the figures that its board tells of it.
import type { Id } from '../../../kernel/id.ts';
import { type Actor, isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { areaName } from '../../areas/server/public.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { type BoardCounts, countBoard, listBriefs, listUnanswered } from '../../cases/server/public.ts';
import { type Unit, unitDirectory } from '../../people/server/public.ts';
import type { Circular, DraftBody } from '../core/contract.ts';
import { type ChosenCase, type UnitFigures, writeCircular } from '../core/write-circular.ts';
import { circularView } from './circular-views.ts';
import { personOf } from './edit-circular.ts';
import { findCircular, insertCircular } from './queries.ts';

type Chosen = ChosenCase & { readonly caseId: Id };

/** Throws Refused `circulars.case_unknown`. */
async function chosenCases(tx: Tx, { areaPath, caseIds }: DraftBody): Promise<readonly Chosen[]> {
  const directory = await unitDirectory(tx);
  const briefs = new Map((await listBriefs(tx, caseIds)).map((one) => [one.id, one]));
  const pushes = new Map((await listUnanswered(tx, caseIds, 'circulate')).map((one) => [one.caseId, one]));
  const chosen: Chosen[] = [];
  for (const caseId of caseIds) {
    const one = briefs.get(caseId);
    if (!one || !isWithin(one.areaPath, areaPath)) continue;
    const { number, itemName, unitId, deadlineAt } = one;
    // The community and no nearer: a grid tells which stairway.
    const place = await areaName(tx, one.areaPath.slice(0, 14));
    const unitName = directory.unit(unitId ?? '')?.name ?? null;
    const unanswered = pushes.get(caseId) ?? null;
    chosen.push({ caseId, number, itemName, unitId, unitName, deadlineAt, areaName: place, unanswered });
  }
  const total = caseIds.length - chosen.length;
  if (total > 0) throwRefusal('circulars.case_unknown', { total });
  return chosen;
}

/** Of the cases that the unit answers for, as a list of them by `unitId` is long. */
function figuresOf({ open, pushes, fromDay }: BoardCounts, { id, name }: Unit): UnitFigures {
  const own = open.filter(({ unit_id }) => unit_id === id);
  const sumOf = (figure: 'open' | 'overdue') =>
    own.reduce((sum, { totals }) => sum + (totals[figure] ?? 0), 0);
  const pushed = pushes.find(({ to_unit_id }) => to_unit_id === id);
  return {
    name,
    open: sumOf('open'),
    overdue: sumOf('overdue'),
    since: fromDay,
    pushes: {
      sent: pushed?.sent ?? 0,
      inTime: pushed?.in_time ?? 0,
      answeredLate: pushed?.answered_late ?? 0,
      late: pushed?.late ?? 0,
    },
  };
}

/** Throws Refused `circulars.unit_unknown`, `circulars.not_of_unit`. */
async function unitFigures(
  tx: Tx,
  { areaPath, unitId }: DraftBody,
  chosen: readonly Chosen[],
): Promise<UnitFigures | null> {
  if (unitId === undefined) return null;
  const unit = (await unitDirectory(tx)).unit(unitId) ?? throwRefusal('circulars.unit_unknown');
  const total = chosen.filter((one) => one.unitId !== unitId).length;
  if (total > 0) throwRefusal('circulars.not_of_unit', { total, unit: unit.name, unitEn: unit.nameEn });
  return figuresOf(await countBoard(tx, areaPath, 'days30'), unit);
}

/** Throws Refused `circulars.case_unknown`, `circulars.unit_unknown`, `circulars.not_of_unit`. */
export async function draftCircular(tx: Tx, actor: Actor, body: DraftBody): Promise<Circular> {
  const { areaPath } = body;
  const { name } = personOf(actor, 'circular.draft', areaPath);
  const chosen = await chosenCases(tx, body);
  const unit = await unitFigures(tx, body, chosen);
  const { offsetMinutes } = (await calendarFor(tx, areaPath.slice(0, 6))).data;
  const place = await areaName(tx, areaPath);
  const text = writeCircular({ areaName: place, cases: chosen, unit, now: tx.now, offsetMinutes });
  const cases = chosen.map(({ caseId, number, itemName, unitId, unitName }) => ({
    caseId,
    number,
    itemName,
    unitId,
    unitName,
  }));
  const id = tx.ids.next();
  await insertCircular(tx, { id, areaPath, ...text, cases, byName: name });
  return circularView((await findCircular(tx, id)) ?? throwRefusal('circulars.not_found'));
}
