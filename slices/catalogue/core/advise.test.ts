// What a sound list can still be wrong about is found with the rows to look at.
import { expect, test } from 'vitest';
import { compileCalendar } from '../../calendar/core/calendar.ts';
import { advise } from './advise.ts';
import { audit, type Watch } from './audit.ts';
import type { Rule } from './catalogue.ts';
import {
  catalogueOf,
  directoryOf,
  DISTRICT,
  GRIDS,
  itemOf,
  ruleOf,
  STREET,
  unitOf,
} from './test-catalogue.ts';

const WEEK = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  fromMinute: 540,
  toMinute: 1080,
  validFrom: null,
  validTo: null,
}));
const calendarOf = (weekly: typeof WEEK, years: number[] = [2025, 2026]) =>
  compileCalendar({
    offsetMinutes: 480,
    weekly,
    observesHolidays: true,
    holidayYears: years,
    holidays: [],
    exceptions: [],
  });
const UNITS = [unitOf('u-main', 'main', DISTRICT), unitOf('u-street', 'street', STREET)];

function adviceOn(rules: readonly Rule[], calendar = calendarOf(WEEK), staffed = ['u-main', 'u-street']) {
  const compiled = catalogueOf([itemOf('E0102', 2)], rules);
  const watch: Watch = { spoke: new Set(), reached: new Map() };
  audit(compiled, directoryOf(UNITS), GRIDS, watch);
  return advise(compiled, { grids: GRIDS, watch, calendar, staffed: new Set(staffed) });
}

const main = ruleOf('r-main', 'E01', DISTRICT, { responsible: { unitKind: 'main', unitLevel: 'nearest' } });
const to = (unitKind: string) => ({ responsible: { unitKind, unitLevel: 'nearest' } as const });

test('a sound list with people in its units needs no advice', () => {
  expect(adviceOn([main])).toEqual([]);
});

test('a rule that never speaks is found, with why', () => {
  const silent = adviceOn([
    main,
    ruleOf('r-gone', 'E0199', DISTRICT, to('main')),
    ruleOf('r-empty', 'E01', `${DISTRICT}.009`, to('main')),
    ruleOf('r-never', 'E0102', DISTRICT, { ...to('main'), condition: { problems: [9] } }),
  ]);
  expect(silent.map(({ kind, rows, en }) => [kind, rows, en])).toEqual([
    ['unreachable', ['rule r-gone'], expect.stringContaining('no item belongs to E0199')],
    ['unreachable', ['rule r-empty'], expect.stringContaining('no grid in 500151.009')],
    ['unreachable', ['rule r-never'], expect.stringContaining('condition never holds')],
  ]);
  const covered = adviceOn([main, ruleOf('r-item', 'E0102', DISTRICT, to('main'))]);
  expect(covered).toMatchObject([
    { rows: ['rule r-main'], en: expect.stringContaining('a nearer rule speaks') },
  ]);
});

test('a limit longer than the whole, whatever the day, is named with the rows that say it', () => {
  const terms = { limits: { total: { kind: 'working_hours', amount: 4 } } } as const;
  const found = adviceOn([{ ...main, terms }]);
  expect(found.map(({ kind }) => kind)).toEqual(['limit_unmeetable', 'limit_unmeetable']);
  expect(found[0]?.rows).toEqual(['rule r-main', 'problem E0102.1']);
  expect(found[0]?.en).toContain('1 working day) is longer than the limit in total (4 working hours)');
  expect(found[1]?.zh).toContain('处置时限 2 工作日 比总时限 4 工作时 还长');
});

test('a calendar without working time, or without the year, meets no limit in working days', () => {
  const closed = compileCalendar({
    offsetMinutes: 480,
    weekly: [],
    observesHolidays: false,
    holidayYears: [],
    holidays: [],
    exceptions: [],
  });
  expect(adviceOn([main], closed)[0]?.en).toContain('the calendar has no working time');
  expect(adviceOn([main], calendarOf(WEEK, [2025]))[0]?.en).toContain('lacks the holidays of 2026');
});

test('a year that the calendar lacks is told once, with all rows that wait for it', () => {
  const terms = { limits: { claim: { kind: 'working_hours', amount: 1 } } } as const;
  const found = adviceOn([{ ...main, terms }], calendarOf(WEEK, [2025]));
  expect(found).toHaveLength(1);
  expect(found[0]?.zh).toContain('日历没有 2026 年的节假日');
  expect(found[0]?.rows).toContain('rule r-main');
});

test('a unit in which nobody holds a post is found with the rules that lead to it', () => {
  const found = adviceOn([ruleOf('r-street', 'E01', STREET, to('street'))], calendarOf(WEEK), []);
  expect(found).toMatchObject([
    { kind: 'unit_without_person', unitId: 'u-street', rows: ['rule r-street'] },
  ]);
});
