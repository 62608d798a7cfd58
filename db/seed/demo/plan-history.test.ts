// The planned past looks like a district's: its week, its storm, its many words, its slow unit.
// There is no store here.
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { distanceMetres } from '../../../kernel/geo.ts';
import { makeDemoDistrict } from './demo.ts';
import { habitOf, SLOW } from './habits.ts';
import { MATTERS } from './matters.ts';
import { CLASSES } from './component-classes.ts';
import {
  HISTORY_CASES,
  HISTORY_DAYS,
  LAST_YEAR,
  planHistory,
  planLastYear,
  STORM_DAYS_AGO,
} from './plan-history.ts';

const now = Date.parse('2026-11-20T03:20:00Z');
const district = makeDemoDistrict();
const plans = planHistory(district, now);
const all = plans.flatMap((plan) => [plan, ...plan.echoes]);
const localDay = (at: number) => Math.floor((at + 8 * HOUR) / DAY);

test('there are as many cases as promised, none before the ninety days and none in the future', () => {
  expect(all.length).toBeGreaterThanOrEqual(HISTORY_CASES);
  expect(all.length).toBeLessThan(HISTORY_CASES + 5);
  for (const plan of all) {
    expect(plan.at).toBeLessThan(now);
    expect(plan.at).toBeGreaterThan(now - (HISTORY_DAYS + 1) * DAY);
    expect(Number.isInteger(plan.at)).toBe(true);
  }
  expect(plans.every((plan, i) => i === 0 || plan.at >= (plans[i - 1]?.at ?? 0))).toBe(true);
});

test('the same weeks of last year are told as well, without a storm and with no work left undone', () => {
  const before = planLastYear(district, now);
  const days = new Map<number, number>();
  for (const { at } of before) {
    const daysAgo = localDay(now) - localDay(at);
    expect(daysAgo).toBeGreaterThanOrEqual(LAST_YEAR.fromDaysAgo);
    expect(daysAgo).toBeLessThan(LAST_YEAR.fromDaysAgo + LAST_YEAR.days);
    days.set(daysAgo, (days.get(daysAgo) ?? 0) + 1);
  }
  expect(days.size).toBe(LAST_YEAR.days);
  expect(Math.max(...days.values())).toBeLessThan((before.length / days.size) * 2.2);
  const ends = ['close', 'reject', 'withdraw', 'confirm_force_close'];
  const isEnded = ({ deeds }: (typeof before)[number]) => deeds.some(({ action }) => ends.includes(action));
  expect(before.filter((plan) => !isEnded(plan))).toEqual([]);
});

test('the storm is the busiest day, and Sundays are quieter than Mondays', () => {
  const days = new Map<number, number>();
  for (const plan of all) days.set(localDay(plan.at), (days.get(localDay(plan.at)) ?? 0) + 1);
  const storm = localDay(now) - STORM_DAYS_AGO;
  expect(days.get(storm)).toBe(Math.max(...days.values()));
  // 1970-01-01 was a Thursday.
  const on = (weekday: number) =>
    [...days]
      .filter(([day]) => (day + 4) % 7 === weekday && day !== storm)
      .reduce((sum, [, n]) => sum + n, 0);
  expect(on(0)).toBeLessThan(on(1));
});

test('people report by day more than by night', () => {
  const hourOf = (at: number) => Math.floor(((at + 8 * HOUR) % DAY) / HOUR);
  const night = all.filter((plan) => hourOf(plan.at) < 6).length;
  expect(night / all.length).toBeGreaterThan(0.003);
  expect(night / all.length).toBeLessThan(0.08);
});

test('the words vary: few reports read the same', () => {
  expect(new Set(all.map((plan) => plan.description)).size / all.length).toBeGreaterThan(0.95);
  for (const plan of all) {
    expect(plan.description).not.toContain('%');
    expect(plan.description.length).toBeLessThan(120);
  }
});

test('a matter at a thing lies where such a thing stands', () => {
  const byCode = new Map(district.components.map((thing) => [thing.code, thing]));
  const named = all.filter((plan) => plan.componentCode !== undefined);
  expect(named.length).toBeGreaterThan(400);
  for (const plan of named) {
    const thing = byCode.get(plan.componentCode ?? '');
    expect(plan.matter.classes).toContain(thing?.classCode);
    expect(plan.gridPath).toBe(thing?.gridPath);
  }
});

test('what is told again is told near the first and soon after it', () => {
  const echoed = plans.filter((plan) => plan.echoes.length > 0);
  expect(echoed.length).toBeGreaterThan(50);
  for (const plan of echoed) {
    for (const echo of plan.echoes) {
      expect(distanceMetres(echo.point, plan.point)).toBeLessThan(60);
      expect(echo.at - plan.at).toBeGreaterThan(0);
      expect(echo.at - plan.at).toBeLessThan(2 * HOUR);
    }
  }
});

test('one unit is slow and one returns a lot, and both have enough work to show it', () => {
  expect(plans.filter((plan) => habitOf(plan) === SLOW).length).toBeGreaterThan(60);
  const ofTelecom = plans.filter((plan) => ['telecom', 'power'].includes(plan.matter.specialty));
  const returned = ofTelecom.filter((plan) => plan.deeds.some((deed) => deed.action === 'return'));
  expect(ofTelecom.length).toBeGreaterThan(60);
  expect(returned.length / ofTelecom.length).toBeGreaterThan(0.1);
});

test('every matter is found at classes that stand in the district', () => {
  for (const matter of MATTERS) {
    for (const code of matter.classes) expect(CLASSES.has(code), matter.itemCode).toBe(true);
    expect(matter.says.every((words) => words.startsWith('%'))).toBe(true);
  }
});

test('the same seed and moment give the same past', () => {
  expect(planHistory(district, now, 200)).toEqual(planHistory(district, now, 200));
});

test('phone numbers are of a range that nobody has', () => {
  const told = all.flatMap((plan) => plan.reporter ?? []);
  expect(told.length).toBeGreaterThan(300);
  for (const { phone } of told) expect(phone).toMatch(/^1000000\d{4}$/);
});
