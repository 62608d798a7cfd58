// When an answer is wanted, in the words of people, over evenings, weekends and holidays.
import { expect, test } from 'vitest';
import { localDate } from '../../../kernel/instant.ts';
import { compileCalendar } from '../../calendar/core/calendar.ts';
import { defaultCalendarData } from '../../calendar/core/calendar-data.ts';
import { CHINA_HOLIDAY_YEARS, CHINA_HOLIDAYS } from '../../calendar/core/china-holidays.ts';
import { answerByChoices } from './answer-by.ts';

const calendar = compileCalendar(defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS));
const at = (words: string): number => Date.parse(`2026-${words}:00+08:00`);
const timeOf = (moment: number): string => new Date(moment + 8 * 3_600_000).toISOString().slice(11, 16);
const told = (words: string): string[] =>
  answerByChoices(calendar, at(words)).map(
    ({ name, at: moment, daysAhead }) =>
      `${name} ${localDate(moment).slice(5)} ${timeOf(moment)} +${daysAhead}`,
  );

test.each([
  [
    'a Wednesday morning',
    '08-05T10:00',
    [
      'one_hour 08-05 11:00 +0',
      'end_of_day 08-05 18:00 +0',
      'next_noon 08-06 12:00 +1',
      'next_end 08-06 18:00 +1',
    ],
  ],
  [
    'ten minutes before work ends, today is no offer',
    '08-05T17:50',
    ['one_hour 08-05 18:50 +0', 'next_noon 08-06 12:00 +1', 'next_end 08-06 18:00 +1'],
  ],
  [
    'a Friday evening, the next noon is on Monday',
    '08-07T20:00',
    ['one_hour 08-07 21:00 +0', 'next_noon 08-10 12:00 +3', 'next_end 08-10 18:00 +3'],
  ],
  [
    'the eve of National Day',
    '09-30T17:45',
    ['one_hour 09-30 18:45 +0', 'next_noon 10-08 12:00 +8', 'next_end 10-08 18:00 +8'],
  ],
])('on %s', (_, now, expected) => {
  expect(told(now)).toEqual(expected);
});

test('where the calendar is not known, an hour is all that can be promised', () => {
  expect(answerByChoices(undefined, at('08-05T10:00')).map(({ name }) => name)).toEqual(['one_hour']);
});

test('in a year whose holidays nobody has loaded no working day is guessed', () => {
  expect(answerByChoices(calendar, Date.parse('2030-12-30T10:00:00+08:00')).map(({ name }) => name)).toEqual([
    'one_hour',
  ]);
});
