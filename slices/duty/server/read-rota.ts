// duty.read: a unit's rota for a week, who may stand in it, who is on call now, and when it is quiet.
import type { Id } from '../../../kernel/id.ts';
import { localDate, toIso } from '../../../kernel/instant.ts';
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { dateOfDay, dayNumber, isDate } from '../../calendar/core/day.ts';
import { namesOf, type Unit, unitDirectory } from '../../people/server/public.ts';
import type { QuietView, RotaView } from '../core/contract.ts';
import { dutyPolicy } from '../core/policy.ts';
import { type Rota, turnsOf } from '../core/rota.ts';
import { mayAnswer } from './may-answer.ts';
import { onCallOf } from './public.ts';
import { findVersion, listDays, listPatterns, listQuiet, type QuietRow } from './queries.ts';

const WEEK_DAYS = 7;

/** For the right that is asked; throws Refused. */
export async function unitFor(tx: Tx, actor: Actor, operation: string, unitId: Id): Promise<Unit> {
  const unit = (await unitDirectory(tx)).unit(unitId) ?? throwRefusal('duty.unit_unknown');
  requireRight(dutyPolicy, actor, operation, { unitId, areaPath: unit.areaPath });
  return unit;
}

/** The day, or a refusal: the contract knows its shape, not whether it exists. */
export const realDay = (day: string): string => (isDate(day) ? day : throwRefusal('duty.bad_day', { day }));

async function peopleOf(tx: Tx, unitId: Id, { patterns, days }: Rota): Promise<RotaView['people']> {
  const able = await mayAnswer(tx, unitId);
  const shifts = [...patterns.flatMap((one) => one.weekly), ...days.flatMap((one) => one.shifts)];
  const named = [...new Set(shifts.flatMap(({ personIds }) => personIds))];
  const gone = named.filter((personId) => !able.has(personId));
  const names = await namesOf(tx, gone);
  return [
    ...[...able].map(([personId, name]) => ({ personId, name, mayAnswer: true })),
    ...gone.map((personId) => ({ personId, name: names.get(personId) ?? '', mayAnswer: false })),
  ];
}

export const viewQuiet = (row: QuietRow): QuietView => ({
  ...row,
  mayDisturb: [...row.mayDisturb],
  changedAt: toIso(row.changedAt),
});

const told = <T extends { readonly changedAt: number }>(row: T) => ({
  ...row,
  changedAt: toIso(row.changedAt),
});

export async function readRota(
  tx: Tx,
  actor: Actor,
  unitId: Id,
  fromDay: string | undefined,
): Promise<RotaView> {
  const unit = await unitFor(tx, actor, 'duty.read', unitId);
  const from = realDay(fromDay ?? localDate(tx.now));
  const to = dateOfDay(dayNumber(from) + WEEK_DAYS);
  const patterns = await listPatterns(tx, unitId, from);
  const days = await listDays(tx, unitId, from, to);
  const target = { unitId, areaPath: unit.areaPath };
  const may = (operation: string, of: typeof target | { readonly areaPath: string } = target) =>
    rightTo(dutyPolicy, actor, operation, of) !== undefined;
  return {
    unitId,
    name: unit.name,
    nameEn: unit.nameEn,
    districtId: unit.districtId,
    version: await findVersion(tx, unitId),
    from,
    patterns: patterns.map(told) as unknown as RotaView['patterns'],
    days: days.map(told) as unknown as RotaView['days'],
    turns: turnsOf({ patterns, days }, from, to).map(({ fromMinute: _, ...turn }) => ({
      ...turn,
      startsAt: toIso(turn.startsAt),
      endsAt: toIso(turn.endsAt),
      personIds: [...turn.personIds],
    })),
    people: await peopleOf(tx, unitId, { patterns, days }),
    onCallNow: [...(await onCallOf(tx, unitId))],
    quiet: (await listQuiet(tx, unit.districtId, unitId, localDate(tx.now))).map(viewQuiet),
    canArrange: may('duty.arrange'),
    canSetQuiet: may('duty.set_quiet'),
    canSetQuietOfDistrict: may('duty.set_quiet', { areaPath: unit.districtId }),
  };
}
