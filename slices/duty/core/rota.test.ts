// Who is on call, as sentences: nights that reach into the morning, a week that changes, days that are
// otherwise, and what is no rota.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../../kernel/duration.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { checkShifts, checkWeekly, onCall, patternOn, type Rota, turnsOf, type WeeklyShift } from './rota.ts';

const at = (text: string) => fromIso(`${text}+08:00`) ?? Number.NaN;
const every = (fromMinute: number, toMinute: number, ...personIds: string[]): WeeklyShift[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute, toMinute, personIds }));
/** Wang by day, Li with Zhao by night, each day of the week; 2026-08-05 is a Wednesday. */
const DAY_AND_NIGHT: Rota = {
  patterns: [
    { since: '2026-08-01', weekly: [...every(480, 1200, '王'), ...every(1200, 1920, '李', '赵')] },
  ],
  days: [],
};

describe('on call', () => {
  test.each([
    ['2026-08-05T08:00:00', ['王']],
    ['2026-08-05T19:59:59', ['王']],
    ['2026-08-05T20:00:00', ['李', '赵']],
    ['2026-08-06T03:00:00', ['李', '赵']],
    ['2026-08-06T07:59:59', ['李', '赵']],
    ['2026-08-01T07:59:59', []],
    ['2026-07-31T12:00:00', []],
  ])('at %s it is %j', (moment, names) => {
    expect(onCall(DAY_AND_NIGHT, at(moment))).toEqual(names);
  });

  test('a day that is otherwise counts in place of the week; the night before still runs to its end', () => {
    const days = [{ day: '2026-08-05', shifts: [{ fromMinute: 540, toMinute: 1020, personIds: ['孙'] }] }];
    const rota = { ...DAY_AND_NIGHT, days };
    expect(onCall(rota, at('2026-08-05T07:30:00'))).toEqual(['李', '赵']);
    expect(onCall(rota, at('2026-08-05T08:30:00'))).toEqual([]);
    expect(onCall(rota, at('2026-08-05T09:00:00'))).toEqual(['孙']);
    expect(onCall(rota, at('2026-08-05T21:00:00'))).toEqual([]);
    expect(onCall(rota, at('2026-08-06T08:00:00'))).toEqual(['王']);
  });

  test('a day with nobody is a day with nobody', () => {
    const rota = { ...DAY_AND_NIGHT, days: [{ day: '2026-08-05', shifts: [] }] };
    expect(onCall(rota, at('2026-08-05T12:00:00'))).toEqual([]);
  });

  test('where last night runs into today, today comes first and nobody stands twice', () => {
    const days = [
      { day: '2026-08-05', shifts: [{ fromMinute: 360, toMinute: 900, personIds: ['孙', '赵'] }] },
    ];
    expect(onCall({ ...DAY_AND_NIGHT, days }, at('2026-08-05T07:00:00'))).toEqual(['孙', '赵', '李']);
  });

  test('a new week takes over on its day, and the old one stays for the days before', () => {
    const weekly = every(0, 1440, '钱');
    const rota = { ...DAY_AND_NIGHT, patterns: [{ since: '2026-08-10', weekly }, ...DAY_AND_NIGHT.patterns] };
    expect(onCall(rota, at('2026-08-09T12:00:00'))).toEqual(['王']);
    expect(onCall(rota, at('2026-08-10T00:00:00'))).toEqual(['钱', '李', '赵']);
    expect(onCall(rota, at('2026-08-10T12:00:00'))).toEqual(['钱']);
    expect(patternOn(rota.patterns, '2026-07-31')).toBeUndefined();
  });

  test('turns of a week are listed in order, with the day they begin on', () => {
    const turns = turnsOf(DAY_AND_NIGHT, '2026-08-03', '2026-08-05');
    expect(turns.map(({ day, fromMinute }) => [day, fromMinute])).toEqual([
      ['2026-08-03', 480],
      ['2026-08-03', 1200],
      ['2026-08-04', 480],
      ['2026-08-04', 1200],
    ]);
    expect(turns[1]?.endsAt).toBe(at('2026-08-04T08:00:00'));
  });

  test('at any minute those on call are those whose turn it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 * 1440 }), (minute) => {
        const moment = at('2026-08-02T00:00:00') + minute * MINUTE;
        const turns = turnsOf(DAY_AND_NIGHT, '2026-08-01', '2026-08-20');
        const mine = turns.filter(({ startsAt, endsAt }) => startsAt <= moment && moment < endsAt);
        expect(onCall(DAY_AND_NIGHT, moment)).toEqual(mine.flatMap(({ personIds }) => personIds));
      }),
    );
  });
});

describe('what is no rota', () => {
  const shift = (fromMinute: number, toMinute: number, personIds = ['王']) => ({
    fromMinute,
    toMinute,
    personIds,
  });
  test.each([
    ['it ends as it begins', shift(480, 480)],
    ['it is longer than a day', shift(480, 1921)],
    ['it begins on the next day', shift(1440, 1500)],
    ['it is no whole minute', shift(480.5, 600)],
    ['nobody is named', shift(480, 600, [])],
    ['somebody stands twice', shift(480, 600, ['王', '王'])],
    ['six are named', shift(480, 600, ['1', '2', '3', '4', '5', '6'])],
  ])('%s', (_, wrong) => {
    const refused = { code: 'duty.bad_shift', data: { position: 2 } };
    expect(checkShifts([shift(0, 60), wrong])).toMatchObject(refused);
    expect(checkWeekly([{ ...wrong, weekday: 1 }])).toMatchObject({ code: 'duty.bad_shift' });
  });
  test('a weekday that is none', () => {
    expect(checkWeekly([{ ...shift(0, 60), weekday: 8 }])).toMatchObject({ code: 'duty.bad_shift' });
  });
  test('two at one time, by the later one’s place in the list', () => {
    expect(checkShifts([shift(600, 700), shift(480, 601)])).toMatchObject({
      code: 'duty.shifts_overlap',
      data: { position: 1 },
    });
  });
  test('a Sunday night that reaches into Monday’s first shift', () => {
    const monday = { ...shift(0, 480), weekday: 1 };
    const sunday = { ...shift(1200, 1441), weekday: 7 };
    const refused = { code: 'duty.shifts_overlap', data: { position: 1 } };
    expect(checkWeekly([monday, sunday])).toMatchObject(refused);
    expect(isRefusal(checkWeekly([monday, { ...sunday, toMinute: 1440 }]))).toBe(false);
    expect(isRefusal(checkWeekly([{ ...shift(480, 1920), weekday: 3 }]))).toBe(false);
  });
  test('what is well is given back in order, and none at all is well', () => {
    expect(checkShifts([shift(600, 700), shift(480, 600)])).toMatchObject([
      { fromMinute: 480 },
      { fromMinute: 600 },
    ]);
    expect(checkWeekly([])).toEqual([]);
  });
});
