// One past case in two worlds: where it would have gone, late or in time, and what cannot be told.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { defaultCalendarData } from '../../calendar/core/calendar-data.ts';
import { compileCalendar } from '../../calendar/core/calendar.ts';
import { CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS } from '../../calendar/core/china-holidays.ts';
import { standardFlow } from '../../cases/core/flows/standard.ts';
import { historyOf } from '../../cases/core/past-history.ts';
import type { PastStep } from '../../cases/core/replay-clocks.ts';
import { resolve } from '../../catalogue/core/resolve.ts';
import {
  catalogueOf,
  directoryOf,
  DISTRICT,
  GRID,
  GRIDS,
  itemOf,
  ruleOf,
  STREET,
  unitOf,
} from '../../catalogue/core/test-catalogue.ts';
import { draftedCalendar } from './drafted-calendar.ts';
import { type PastCase, replayCase, type Ruled, type World } from './replay-case.ts';
import { KnownLimits, RuleMemo } from './rule-memo.ts';

const calendar = compileCalendar(defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS));
const START = fromIso('2026-08-05T09:30:00+08:00') ?? 0;
const { defaultLimits } = standardFlow;
const limits = { ...defaultLimits, handle: { kind: 'working_hours', amount: 4 } } as const;

function stepsOver(handlingHours: number): PastStep[] {
  const rows: [string, string, number][] = [
    ['report', 'reported', 0],
    ['accept', 'accepted', 0.1],
    ['dispatch', 'dispatched', 0.2],
    ['claim', 'handling', 0.5],
    ['feed_back', 'answered', 0.5 + handlingHours],
    ['verify', 'verified', 0.6 + handlingHours],
    ['close', 'closed', 0.7 + handlingHours],
  ];
  return rows.map(([action, toState, hours], index) => ({
    seq: index + 1,
    action,
    toState,
    at: START + hours * HOUR,
    holderUnitId: 'u-old',
    isByPerson: true,
    ...(action === 'accept' ? { takesRule: false } : {}),
  }));
}

const pastOf = (handlingHours: number, rest: Partial<PastCase> = {}): PastCase => ({
  itemCode: 'E0102',
  reportedItem: 'E0102',
  areaPath: GRID,
  point: null,
  maintenanceUnitId: null,
  createdAt: START,
  history: historyOf(standardFlow, stepsOver(handlingHours)),
  ...rest,
});
const worldOf = (ruled: Ruled | string, rest: Partial<World> = {}): World => ({
  calendar,
  areaOf: ({ areaPath }) => areaPath,
  ruleFor: () => ruled,
  ...rest,
});
const old = worldOf({ unitId: 'u-old', limits });

describe('a past case', () => {
  test('goes elsewhere where the drafted rule names another unit, on that rule’s limits', () => {
    const short = { ...limits, handle: { kind: 'working_hours', amount: 1 } } as const;
    const { before, after } = replayCase(
      pastOf(2),
      old,
      worldOf({ unitId: 'u-new', limits: short }),
      START,
    );
    expect(before).toEqual({
      areaPath: GRID,
      unitId: 'u-old',
      isLate: false,
      isHandleLate: false,
      why: null,
    });
    expect(after).toMatchObject({ unitId: 'u-new', isLate: false, isHandleLate: true });
  });

  test('is the same on both sides where nothing was drafted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), (hours) => {
        const { before, after } = replayCase(pastOf(hours / 3), old, old, START);
        expect(after).toEqual(before);
        expect(before.isHandleLate).toBe(hours / 3 > 7.5 ? true : before.isHandleLate);
      }),
    );
  });

  test('is asked of the grid that it would lie in', () => {
    const asked: string[] = [];
    const moved = worldOf('', {
      areaOf: () => `${DISTRICT}.009.001.001`,
      ruleFor: (_, itemCode, areaPath) => {
        asked.push(`${itemCode} ${areaPath}`);
        return { unitId: 'u-there', limits };
      },
    });
    const { after } = replayCase(pastOf(1), old, moved, START);
    expect(after).toMatchObject({ areaPath: `${DISTRICT}.009.001.001`, unitId: 'u-there' });
    expect(new Set(asked)).toEqual(new Set([`E0102 ${DISTRICT}.009.001.001`]));
  });

  test('whose place is in no grid, or that nobody answers for, is told as that', () => {
    const nowhere = worldOf('', { areaOf: () => null });
    expect(replayCase(pastOf(1), old, nowhere, START).after).toEqual({
      areaPath: null,
      unitId: null,
      isLate: null,
      isHandleLate: null,
      why: 'areas.outside',
    });
    expect(replayCase(pastOf(1), old, worldOf('catalogue.hole'), START).after).toMatchObject({
      unitId: null,
      isLate: null,
      why: 'catalogue.hole',
    });
  });

  test('that its flow has an action of no more keeps its unit, and its time cannot be told', () => {
    const steps = stepsOver(1).map((step) => (step.action === 'claim' ? { ...step, action: 'lost' } : step));
    const past = pastOf(1, { history: historyOf(standardFlow, steps) });
    expect(replayCase(past, old, old, START).before).toEqual({
      areaPath: GRID,
      unitId: 'u-old',
      isLate: null,
      isHandleLate: null,
      why: 'lost',
    });
  });
});

test('a drafted calendar gives days off and other hours without touching the one in force', () => {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1_440 }));
  const round = worldOf(
    { unitId: 'u-old', limits },
    { calendar: draftedCalendar(calendar, { weekly: hours }) },
  );
  const { before, after } = replayCase(pastOf(4.5), old, round, START);
  expect([before.isHandleLate, after.isHandleLate]).toEqual([false, true]);
  const closed = draftedCalendar(calendar, { days: [{ day: '2026-08-05', windows: [] }] });
  expect(closed.windowsOf('2026-08-05')).toEqual([]);
  expect(calendar.windowsOf('2026-08-05')).not.toEqual([]);
});

test('what is remembered of a rule is what resolve says, all year', () => {
  const directory = directoryOf([unitOf('u-main', 'main', DISTRICT), unitOf('u-street', 'street', STREET)]);
  const to = (unitKind: string) => ({ responsible: { unitKind, unitLevel: 'nearest' } as const });
  const compiled = catalogueOf(
    [itemOf('E0102', 2)],
    [
      ruleOf('r-1', 'E01', DISTRICT, to('main')),
      ruleOf('r-2', 'E0102', STREET, {
        ...to('street'),
        condition: { season: { from: '11-15', to: '03-15' } },
      }),
      ruleOf('r-3', 'E0102', GRID, { ...to('nobody'), condition: { problems: [2] } }),
    ],
  );
  const memo = new RuleMemo(compiled, directory, new KnownLimits());
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 730 }),
      fc.constantFrom('E0102', 'E0102.1', 'E0102.2', 'E0199'),
      fc.constantFrom(...GRIDS),
      fc.constantFrom(null, 'u-main', 'u-gone'),
      (day, itemCode, areaPath, maintenanceUnitId) => {
        const at = START + day * 24 * HOUR;
        const component =
          maintenanceUnitId === null ? {} : { component: { classCode: '', maintenanceUnitId } };
        const found = resolve(compiled, directory, { itemCode, areaPath, at, ...component });
        const told = memo.ruleFor({ itemCode, areaPath, at, maintenanceUnitId });
        expect(told).toEqual(
          isRefusal(found) ? found.code : { unitId: found.unitId, limits: found.limits },
        );
      },
    ),
    { numRuns: 500 },
  );
});
