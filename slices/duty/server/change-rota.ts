// duty.arrange: a week that repeats from a day on, or one day that is otherwise. Days that are over stay as
// they were: who was on call then is on record. Whoever changed the rota meanwhile is not overwritten.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { dateOfDay, dayNumber } from '../../calendar/core/day.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { namesOf, type Unit } from '../../people/server/public.ts';
import { checkShifts, checkWeekly, patternOn, type Shift, type WeeklyShift } from '../core/rota.ts';
import { dayWords, rotaFacts, weekWords } from '../core/tell-duty.ts';
import { byName } from './by-name.ts';
import { mayAnswer } from './may-answer.ts';
import { deleteDay, listDays, listPatterns, takeVersion, upsertDay, upsertPattern } from './queries.ts';
import { realDay, unitFor } from './read-rota.ts';

function notOver(tx: Tx, day: string): string {
  return realDay(day) >= localDate(tx.now) ? day : throwRefusal('duty.day_past', { day });
}

const peopleIn = (shifts: readonly Shift[]): Id[] => [
  ...new Set(shifts.flatMap(({ personIds }) => personIds)),
];

async function requireOwn(tx: Tx, unitId: Id, shifts: readonly Shift[]): Promise<void> {
  const able = await mayAnswer(tx, unitId);
  if (peopleIn(shifts).some((personId) => !able.has(personId))) throwRefusal('duty.not_of_unit');
}

async function nextVersion(tx: Tx, unit: Unit, version: number): Promise<{ readonly version: number }> {
  if (!(await takeVersion(tx, unit, version))) throwRefusal('duty.rota_changed');
  return { version: version + 1 };
}

const entryOf = (unit: Unit) => ({
  operation: 'duty.arrange',
  areaPath: unit.areaPath,
  subject: { kind: 'unit', id: unit.id, name: unit.name },
});

export interface NewPattern {
  readonly unitId: Id;
  readonly since: string;
  readonly version: number;
  readonly weekly: readonly WeeklyShift[];
}

export async function setPattern(tx: Tx, actor: Actor, asked: NewPattern) {
  const unit = await unitFor(tx, actor, 'duty.arrange', asked.unitId);
  const since = notOver(tx, asked.since);
  const weekly = orRefuse(checkWeekly(asked.weekly));
  await requireOwn(tx, unit.id, weekly);
  const next = await nextVersion(tx, unit, asked.version);
  const before = patternOn(await listPatterns(tx, unit.id, since), since)?.weekly;
  await upsertPattern(tx, { unitId: unit.id, since, weekly }, byName(actor));
  const names = await namesOf(tx, peopleIn([...(before ?? []), ...weekly]));
  const facts = rotaFacts(since, before ? weekWords(before, names) : null, weekWords(weekly, names));
  const title = { zh: '排定每周值班', en: 'Weekly rota set' };
  await recordChanges(tx, actor, [{ ...entryOf(unit), title, facts }]);
  return next;
}

export interface NewDay {
  readonly unitId: Id;
  readonly day: string;
  readonly version: number;
  /** Null: as the week says. */
  readonly shifts: readonly Shift[] | null;
  readonly why: string;
}

export async function setDay(tx: Tx, actor: Actor, asked: NewDay) {
  const unit = await unitFor(tx, actor, 'duty.arrange', asked.unitId);
  const day = notOver(tx, asked.day);
  const shifts = asked.shifts === null ? null : orRefuse(checkShifts(asked.shifts));
  await requireOwn(tx, unit.id, shifts ?? []);
  const next = await nextVersion(tx, unit, asked.version);
  const [before] = await listDays(tx, unit.id, day, dateOfDay(dayNumber(day) + 1));
  const { why } = asked;
  if (shifts === null) await deleteDay(tx, unit.id, day);
  else await upsertDay(tx, { unitId: unit.id, day, shifts, why }, byName(actor));
  const names = await namesOf(tx, peopleIn([...(before?.shifts ?? []), ...(shifts ?? [])]));
  const asWeek = { zh: '按每周排班', en: 'as the week says' };
  const wordsOf = (of: readonly Shift[] | null | undefined) => (of ? dayWords(of, names) : asWeek);
  const title = { zh: '调整一日值班', en: 'Rota of a day changed' };
  const facts = rotaFacts(day, wordsOf(before?.shifts), wordsOf(shifts));
  await recordChanges(tx, actor, [{ ...entryOf(unit), title, facts, why }]);
  return next;
}
