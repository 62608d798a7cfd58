// By when an answer is wanted, as people say it: within the hour, before work ends today, tomorrow at noon.
// Worked out with the calendar, so that nobody is told to answer on a holiday.
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { type Instant, localDate } from '../../../kernel/instant.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';

export type AnswerByName = 'one_hour' | 'end_of_day' | 'next_noon' | 'next_end';

export interface AnswerBy {
  readonly name: AnswerByName;
  readonly at: Instant;
  /** 0 today, 1 tomorrow, more over weekends and holidays. */
  readonly daysAhead: number;
}

const NOON = 12 * 60;
/** Less than this before work ends is no time to answer in. */
const LEAST_MS = 30 * MINUTE;
/** The longest run of days off in a year is nine; beyond this the calendar has no working day to offer. */
const FURTHEST_DAYS = 30;

/** Minutes after midnight at which work ends on that day; undefined when nobody works, or nobody knows. */
const endOn = (calendar: Calendar, date: string): number | undefined =>
  calendar.windowsOf(date)?.at(-1)?.toMinute;

export function answerByChoices(calendar: Calendar | undefined, now: Instant): readonly AnswerBy[] {
  const choices: AnswerBy[] = [{ name: 'one_hour', at: now + HOUR, daysAhead: 0 }];
  if (!calendar) return choices;
  const { offsetMinutes } = calendar.data;
  const midnight = Math.floor((now + offsetMinutes * MINUTE) / DAY) * DAY - offsetMinutes * MINUTE;
  const dateIn = (days: number): string => localDate(midnight + days * DAY, offsetMinutes);
  const today = endOn(calendar, dateIn(0));
  const end = today === undefined ? undefined : midnight + today * MINUTE;
  if (end !== undefined && end - now >= LEAST_MS) choices.push({ name: 'end_of_day', at: end, daysAhead: 0 });
  for (let days = 1; days <= FURTHEST_DAYS; days += 1) {
    const next = endOn(calendar, dateIn(days));
    if (next === undefined) continue;
    const day = midnight + days * DAY;
    if (next > NOON) choices.push({ name: 'next_noon', at: day + NOON * MINUTE, daysAhead: days });
    choices.push({ name: 'next_end', at: day + next * MINUTE, daysAhead: days });
    break;
  }
  return choices;
}
