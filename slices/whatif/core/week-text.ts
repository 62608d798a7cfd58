// The hours of a week as somebody types them, a line for each day: `9:00–12:00 13:00–18:00`, or nothing
// for a day off. What is written is read as the same hours. Pure.
import type { DayWindow } from '../../calendar/core/calendar-data.ts';

/** Monday first, as ISO counts them. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type WeekWindow = DayWindow & { readonly weekday: number };

const HOUR_MINUTES = 60;
const DAY_MINUTES = 1_440;
/** What one day may have, so that a week is no more than a run takes. */
const MOST_WINDOWS = 6;

const timeOf = (minute: number): string =>
  `${Math.floor(minute / HOUR_MINUTES)}:${String(minute % HOUR_MINUTES).padStart(2, '0')}`;

/** One text for each day, Monday first. */
export const writeWeek = (windows: readonly WeekWindow[]): string[] =>
  WEEKDAYS.map((day) =>
    windows
      .filter(({ weekday }) => weekday === day)
      .sort((a, b) => a.fromMinute - b.fromMinute)
      .map(({ fromMinute, toMinute }) => `${timeOf(fromMinute)}–${timeOf(toMinute)}`)
      .join(' '),
  );

function readTime(hours = '', minutes = '0'): number {
  const [hour, minute] = [Number(hours), Number(minutes)];
  return minute < HOUR_MINUTES ? hour * HOUR_MINUTES + minute : Number.NaN;
}

const WINDOW = /^(\d{1,2})(?:[:：](\d{2}))?(?:-|–|—|~|～|至|到)(\d{1,2})(?:[:：](\d{2}))?$/;

/** Undefined where a word is no stretch of the day, or two of them meet. */
export function readDay(text: string): DayWindow[] | undefined {
  const tidy = text.trim().replace(/\s*(-|–|—|~|～|至|到)\s*/g, '$1');
  const words = tidy.split(/[\s,，、;；]+/).filter((word) => word !== '');
  const windows = words.map((word) => {
    const [, fromHour, fromMinute, toHour, toMinute] = WINDOW.exec(word) ?? [];
    return { fromMinute: readTime(fromHour || 'x', fromMinute), toMinute: readTime(toHour || 'x', toMinute) };
  });
  const sorted = [...windows].sort((a, b) => a.fromMinute - b.fromMinute);
  const isRight = sorted.every(
    ({ fromMinute, toMinute }, at) =>
      fromMinute < toMinute &&
      toMinute <= DAY_MINUTES &&
      (at === 0 || (sorted[at - 1]?.toMinute ?? DAY_MINUTES) <= fromMinute),
  );
  return isRight && sorted.length <= MOST_WINDOWS ? sorted : undefined;
}

/** Undefined where a day can't be read. */
export function readWeek(texts: readonly string[]): WeekWindow[] | undefined {
  const days = texts.map(readDay);
  if (days.includes(undefined)) return undefined;
  return days.flatMap((windows, at) => (windows ?? []).map((window) => ({ ...window, weekday: at + 1 })));
}
