// Shifts as a form has them: times as they are typed, weekdays ticked together, people by their places.
import { MINUTES_A_DAY, type Shift, type WeeklyShift } from '../../duty/core/rota.ts';

export interface ShiftDraft {
  /** Of a week; unused for a day. */
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
  /** Gaps are closed when it is sent. */
  readonly people: readonly string[];
}

export const NEW_SHIFT: ShiftDraft = {
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  from: '08:00',
  to: '20:00',
  people: [''],
};

export const timeOf = (minute: number): string => {
  const inDay = minute % MINUTES_A_DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
};

/** The end of a day is its own midnight, not the one it began with. */
export const endOf = (minute: number): string => (minute === MINUTES_A_DAY ? '24:00' : timeOf(minute));

export function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

export const draftOfDay = (shifts: readonly Shift[]): ShiftDraft[] =>
  shifts.map(({ fromMinute, toMinute, personIds }) => ({
    weekdays: [],
    from: timeOf(fromMinute),
    to: timeOf(toMinute),
    people: [...personIds],
  }));

/** Shifts that differ in their weekday alone are one line of the form. */
export function draftOfWeek(weekly: readonly WeeklyShift[]): ShiftDraft[] {
  const lines = new Map<string, ShiftDraft>();
  for (const shift of weekly) {
    const key = [shift.fromMinute, shift.toMinute, ...shift.personIds].join(' ');
    const known = lines.get(key);
    const [line] = draftOfDay([shift]);
    if (line) lines.set(key, { ...line, weekdays: [...(known?.weekdays ?? []), shift.weekday] });
  }
  return [...lines.values()];
}

const peopleOf = ({ people }: ShiftDraft): string[] => people.filter((id) => id !== '');

export function shiftOf(draft: ShiftDraft): Shift {
  const fromMinute = minuteOf(draft.from);
  const to = minuteOf(draft.to);
  const toMinute = to > fromMinute ? to : to + MINUTES_A_DAY;
  return { fromMinute, toMinute, personIds: peopleOf(draft) };
}

export const weekOf = (drafts: readonly ShiftDraft[]): WeeklyShift[] =>
  drafts.flatMap((draft) => draft.weekdays.map((weekday) => ({ ...shiftOf(draft), weekday })));

export const isWhole = (draft: ShiftDraft, isWeekly: boolean): boolean =>
  draft.from !== '' &&
  draft.to !== '' &&
  peopleOf(draft).length > 0 &&
  (!isWeekly || draft.weekdays.length > 0);
