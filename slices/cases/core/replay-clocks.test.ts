// A past case's clocks run again: under what the case had they end exactly as its history says, whatever
// was done to it; under other limits or another calendar they are what the engine would have made of the
// same steps.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { compileCalendar } from '../../calendar/core/calendar.ts';
import { isOverdue } from '../../calendar/core/clock.ts';
import { standardFlow } from './flows/standard.ts';
import {
  actionsOfClocks,
  isReplayed,
  type Measure,
  pastStepOf,
  type PastStep,
  replayClocks,
  type ReplayedClocks,
} from './replay-clocks.ts';
import { calendar, type City, cityIn, PEOPLE, type PersonName, photo, UNITS } from './test-city.ts';

const ACTIONS = new Set(actionsOfClocks(standardFlow));
const stepsOf = (city: City): PastStep[] =>
  city.steps
    .filter(({ action }) => ACTIONS.has(action))
    .map((step) =>
      pastStepOf(standardFlow, step, step.holder?.unitId ?? null, step.actor.kind === 'person'),
    )
    // The test's city asks its rules anew with every acceptance.
    .map((step) => (step.takesRule === undefined ? step : { ...step, takesRule: true }));

const measureOf = (city: City): Measure => ({ calendar, limitsAt: () => city.resolution.limits });

function replay(city: City, measure: Measure = measureOf(city)): ReplayedClocks {
  const found = replayClocks(standardFlow, stepsOf(city), measure, city.now);
  if (!isReplayed(found)) throw new Error(found.notReplayed);
  return found;
}

type Deed = readonly [who: PersonName | 'system', action: string, body: Record<string, unknown>];
const DEEDS: readonly Deed[] = [
  ['streetDispatcher', 'accept', {}],
  ['streetDispatcher', 'check', { personId: PEOPLE.otherInspector.personId }],
  ['otherInspector', 'answer_check', { finding: '属实', isTrue: true }],
  ['streetDispatcher', 'dispatch', {}],
  ['streetDispatcher', 'undo', {}],
  ['handler', 'claim', { personId: PEOPLE.handler.personId }],
  ['handler', 'return', { reasonCode: 'not_ours', words: '不属于' }],
  ['dispatcher', 'dispatch', {}],
  ['streetDispatcher', 'transfer', { unitId: UNITS.management.id, reason: '归城管' }],
  ['manager', 'claim', { personId: PEOPLE.manager.personId }],
  ['manager', 'feed_back', { result: '已清', photoIds: [photo] }],
  ['handler', 'extend', { reason: '下雨', extra: { kind: 'working_hours', amount: 2 } }],
  ['streetLeader', 'answer_extend', { isGranted: true }],
  ['streetLeader', 'answer_extend', { isGranted: false }],
  ['handler', 'suspend', { reason: '汛期' }],
  ['streetLeader', 'answer_suspend', { isGranted: true }],
  ['handler', 'resume', {}],
  ['handler', 'feed_back', { result: '已清', photoIds: [photo] }],
  ['otherInspector', 'verify', { finding: '已清' }],
  ['otherInspector', 'rework', { missing: '仍有残留' }],
  ['streetDispatcher', 'close', { closingCode: 'solved' }],
  ['streetDispatcher', 'reopen', { reason: '又出现' }],
  ['streetDispatcher', 'note', { words: '备注' }],
];

function live(city: City, moves: readonly { readonly pick: number; readonly wait: number }[]): void {
  for (const { pick, wait } of moves) {
    city.now += wait;
    const [who, action, body] = DEEDS[pick % DEEDS.length] as Deed;
    const more = action === 'suspend' ? { reviewAt: new Date(city.now + 400 * HOUR).toISOString() } : {};
    city.do(who, action, { ...body, ...more });
  }
}

const moves = fc.array(
  fc.record({
    pick: fc.nat(999),
    wait: fc.constantFrom(0, HOUR / 4, HOUR, 5 * HOUR, 30 * HOUR, 90 * HOUR),
  }),
  { minLength: 20, maxLength: 120 },
);
const STARTS = ['reported', 'dispatched', 'handling', 'answered', 'verified'];

test('under its own limits and calendar every stage of a case ends as its history says', () => {
  const done = new Set<string>();
  fc.assert(
    fc.property(moves, fc.constantFrom(...STARTS), (list, state) => {
      const city = cityIn(state);
      live(city, list);
      for (const { action } of city.steps) done.add(action);
      const { stages, deadlineAt, endedAt, isLate } = replay(city);
      const told = city.steps.flatMap(({ seq, ended }) => (ended ? [{ seq, ...ended }] : []));
      expect(stages.map(({ isLate: _, ...stage }) => stage)).toEqual(told);
      expect([deadlineAt, endedAt]).toEqual([city.open.deadlineAt, city.open.endedAt]);
      const { total } = city.open;
      if (total) expect(isLate).toBe(isOverdue(total, city.now));
      else expect(isLate).toBe((city.open.endedAt ?? 0) > (city.open.deadlineAt ?? 0));
    }),
    { numRuns: 400, seed: 20260805 },
  );
  expect([...done]).toEqual(
    expect.arrayContaining([
      'return',
      'transfer',
      'undo',
      'rework',
      'reopen',
      'answer_extend',
      'answer_suspend',
      'resume',
      'close',
    ]),
  );
});

describe('under other measures', () => {
  const lateBy = (hours: number): City => {
    const city = cityIn('handling');
    city.now += hours * HOUR;
    city.do('handler', 'feed_back', { result: '已清', photoIds: [photo] });
    city.do('otherInspector', 'verify', { finding: '已清' });
    city.do('streetDispatcher', 'close', { closingCode: 'solved' });
    return city;
  };
  const handled = (found: ReplayedClocks) => found.stages.find(({ stage }) => stage === 'handle');

  test('a shorter limit makes late what was in time, a longer one the other way', () => {
    const city = lateBy(3);
    expect(handled(replay(city))).toMatchObject({ isLate: false });
    const { limits } = city.resolution;
    const limitsAt = () => ({ ...limits, handle: { kind: 'working_hours', amount: 2 } }) as const;
    expect(handled(replay(city, { calendar, limitsAt }))).toMatchObject({ isLate: true });
  });

  test('a day off that was not one gives the case that day more', () => {
    const city = lateBy(29);
    expect(handled(replay(city))).toMatchObject({ isLate: true });
    const day = { day: '2026-08-05', windows: [], reason: '试' };
    const next = { ...day, day: '2026-08-06' };
    const data = { ...calendar.data, exceptions: [...calendar.data.exceptions, day, next] };
    const other = { calendar: compileCalendar(data), limitsAt: () => city.resolution.limits };
    expect(handled(replay(city, other))).toMatchObject({ isLate: false });
  });

  test('a total that is over before the end makes the case late, though each stage was in time', () => {
    const city = lateBy(1);
    const { limits } = city.resolution;
    const limitsAt = () => ({ ...limits, total: { kind: 'natural_hours', amount: 0.5 } }) as const;
    expect(replay(city)).toMatchObject({ isLate: false });
    expect(replay(city, { calendar, limitsAt })).toMatchObject({ isLate: true });
  });

  test('a year that the calendar does not know is said, and so is what no history tells', () => {
    const data = { ...calendar.data, observesHolidays: true, holidayYears: [] };
    const unknown = { calendar: compileCalendar(data), limitsAt: () => null };
    expect(replayClocks(standardFlow, stepsOf(cityIn('closed')), unknown, 0)).toEqual({
      notReplayed: 'calendar.year_missing',
    });
    const city = cityIn('accepted');
    const steps = [...stepsOf(city), { ...(stepsOf(city)[0] as PastStep), seq: 9, action: 'split' }];
    expect(replayClocks(standardFlow, steps, measureOf(city), city.now)).toEqual({ notReplayed: 'split' });
  });
});
