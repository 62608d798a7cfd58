// Calendar days as numbers: days since 1970-01-01, without zones. Must never read a clock.
import { assert } from '../../../kernel/assert.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { DAY, MINUTE } from '../../../kernel/duration.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists: `2025-02-29` does not. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text;
}

/** `1970-01-01` → 0. */
export function dayNumber(date: string): number {
  assert(isDate(date), `not a calendar day: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export const dateOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** ISO weekday: 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const firstDayOfYear = (year: number): number => Date.UTC(year, 0, 1) / DAY;

/** The local year that an instant falls in. */
export const yearOfInstant = (instant: Instant, offsetMinutes: number): number =>
  new Date(instant + offsetMinutes * MINUTE).getUTCFullYear();

/** Local midnight of a day, as an instant. */
export const startOfDay = (day: number, offsetMinutes: number): Instant => day * DAY - offsetMinutes * MINUTE;
