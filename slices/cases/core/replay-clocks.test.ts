// A past case's clocks run again: under what the case had they end exactly as its history says, whatever
// was done to it; under other limits or another calendar they are what the engine would have made of the
// same steps.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { compileCalendar } from '../../calendar/core/calendar.ts';
import { isOverdue } from '../../calendar/core/clock.ts';
import { LIMIT_KINDS } from '../../calendar/core/limit.ts';
import { standardFlow } from './flows/standard.ts';
import type { Context } from './moment.ts';
import { latenessOf, replayedLateness } from './lateness.ts';
import { historyOf } from './past-history.ts';
import {
  actionsOfClocks,
  isReplayed,
  type Measure,
  pastStepOf,
  type PastStep,
  replayClocks,
  type ReplayedClocks,
} from './replay-clocks.ts';
import {
  calendar,
  type City,
  cityIn,
  PEOPLE,
  type PersonName,
  photo,
  PLANS,
  UNITS,
} from './test-city.ts';

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

type Body = Record<string, unknown>;
type Deed = readonly [
  who: PersonName | 'system',
  action: string,
  body: Body | ((city: City) => Body),
  extra?: (city: City) => Partial<Context>,
];
const SPLIT = { parts: PLANS.map(({ unitId }) => ({ unitId })), words: '两家各办一半' };
const ENDED = {
  endState: 'closed',
  closingCode: 'solved',
  result: '已清运',
  photoIds: [photo],
  unitId: UNITS.sanitation.id,
  handlerPersonIds: [PEOPLE.handler.personId],
};
/** Every split makes parts of its own. */
const plansOf = (city: City) => ({
  parts: PLANS.map((plan, n) => {
    const caseId = `01890000-0000-7000-8000-${String(10_000 + city.steps.length * 10 + n).padStart(12, '0')}`;
    return { ...plan, caseId };
  }),
});
const partOf = ({ open: { parts = [] } }: City, isEnded: boolean, nth: number) => {
  const part = parts.filter(({ end, isPast }) => !isPast && (end !== null) === isEnded).at(nth) ?? PLANS[0];
  return { partCaseId: part?.caseId, number: part?.number };
};
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
  ['streetDispatcher', 'reject', { reasonCode: 'not_true', reply: '未见' }],
];
/** What is taken back, passed on and split: the rarer things. */
const RARER: readonly Deed[] = [
  ['streetDispatcher', 'undo_accept', {}],
  ['streetDispatcher', 'undo_accept', {}],
  ['streetDispatcher', 'undo_close', {}],
  ['streetDispatcher', 'undo_reject', {}],
  ['streetDispatcher', 'split', SPLIT, plansOf],
  ['streetDispatcher', 'split', SPLIT, plansOf],
  ['streetDispatcher', 'undo_split', {}],
  ...[0, -1].map((nth): Deed => [
    'system', 'part_ended', (city) => ({ ...ENDED, ...partOf(city, false, nth) }),
  ]),
  ...[0, -1].map((nth): Deed => ['system', 'part_reopened', (city) => partOf(city, true, nth)]),
  ['streetDispatcher', 'transfer', { unitId: UNITS.branch.id, reason: '归市政' }],
  ['branchOfficer', 'claim', { personId: PEOPLE.branchOfficer.personId }],
  ['branchOfficer', 'pass_down', { unitId: UNITS.crew.id }],
  ['crewHand', 'claim', { personId: PEOPLE.crewHand.personId }],
  ['crewHand', 'feed_back', { result: '已修', photoIds: [photo] }],
  [
    'system',
    'take_over',
    ({ open }) => ({
      fromUnitId: open.unitId ?? UNITS.sanitation.id,
      unitId: open.unitId === UNITS.sanitation.id ? UNITS.management.id : UNITS.sanitation.id,
      reason: '合并',
    }),
  ],
];
const ALL: readonly Deed[] = [...DEEDS, ...RARER];
/** What may follow in each state, so that few of a life's deeds are refused. */
const ONWARDS: Readonly<Record<string, readonly string[]>> = {
  reported: ['accept'],
  accepted: ['dispatch', 'split', 'undo_accept', 'transfer'],
  dispatched: ['claim', 'undo', 'take_over', 'pass_down'],
  handling: [
    'feed_back', 'part_ended', 'pass_down', 'take_over', 'undo_split', 'extend', 'answer_extend', 'suspend',
    'answer_suspend', 'resume', 'return',
  ],
  answered: ['verify', 'rework', 'part_reopened'],
  verified: ['close'],
  closed: ['undo_close', 'reopen'],
  rejected: ['undo_reject'],
};

function live(city: City, moves: readonly { readonly pick: number; readonly wait: number }[]): void {
  for (const { pick, wait } of moves) {
    city.now += wait;
    const onwards = ALL.filter(([, action]) => ONWARDS[city.open.state]?.includes(action));
    const among = pick % 3 === 0 || onwards.length === 0 ? ALL : onwards;
    const [who, action, said, extra] = among[Math.floor(pick / 3) % among.length] as Deed;
    const body = typeof said === 'function' ? said(city) : said;
    const more = action === 'suspend' ? { reviewAt: new Date(city.now + 400 * HOUR).toISOString() } : {};
    city.do(who, action, { ...body, ...more }, extra?.(city));
  }
}

const moves = fc.array(
  fc.record({
    pick: fc.nat(999),
    wait: fc.constantFrom(0, 0, 0, HOUR / 120, HOUR / 4, HOUR, 5 * HOUR, 30 * HOUR, 90 * HOUR),
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
      const history = historyOf(standardFlow, stepsOf(city));
      const short = latenessOf(history, measureOf(city), city.now);
      expect(short).toEqual(replayedLateness(history, measureOf(city), city.now));
      const told = city.steps.flatMap(({ seq, ended }) => (ended ? [{ seq, ...ended }] : []));
      expect(stages.map(({ isLate: _, ...stage }) => stage)).toEqual(told);
      expect([deadlineAt, endedAt]).toEqual([city.open.deadlineAt, city.open.endedAt]);
      const { total } = city.open;
      if (total) expect(isLate).toBe(isOverdue(total, city.now));
      else expect(isLate).toBe((city.open.endedAt ?? 0) > (city.open.deadlineAt ?? 0));
    }),
    { numRuns: 800, seed: 20260805 },
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
      'split',
      'undo_split',
      'part_ended',
      'part_reopened',
      'gather',
      'pass_down',
      'take_over',
      'undo_accept',
      'undo_close',
      'undo_reject',
    ]),
  );
});

/** Limits that some stage or the whole may or may not hold, in all kinds of time. */
const anyLimit = fc.record({
  kind: fc.constantFrom(...LIMIT_KINDS),
  amount: fc.constantFrom(0.1, 0.5, 1, 3, 8, 40),
});
const anyLimits = fc.record({
  accept: anyLimit, dispatch: anyLimit, check: anyLimit, claim: anyLimit, handle: anyLimit,
  verify: anyLimit, close: anyLimit, total: anyLimit,
});

test('the short way of a plain course tells what its clocks tell, under any limits and calendar', () => {
  const short = fc.array(
    fc.record({
      pick: fc.nat(299).map((n) => 3 * n + 1),
      wait: fc.constantFrom(0, HOUR / 4, 5 * HOUR, 90 * HOUR),
    }),
    { maxLength: 9 },
  );
  const told = new Map<string, number>();
  const count = (what: string): void => {
    told.set(what, (told.get(what) ?? 0) + 1);
  };
  const { data } = calendar;
  const calendars = {
    known: calendar,
    unknown: compileCalendar({ ...data, observesHolidays: true, holidayYears: [2025] }),
    shut: compileCalendar({ ...data, weekly: [], observesHolidays: false }),
  };
  const anyMeasure = fc.tuple(anyLimits, anyLimits);
  const anyCalendar = fc.constantFrom('known', 'known', 'known', 'unknown', 'shut');
  fc.assert(
    fc.property(short, fc.constantFrom(...STARTS), anyCalendar, anyMeasure, (list, state, name, [a, b]) => {
      const city = cityIn(state);
      live(city, list);
      const history = historyOf(standardFlow, stepsOf(city));
      if (!history.course.plain) return count('by every step');
      const other = calendars[name as keyof typeof calendars];
      const measure: Measure = { calendar: other, limitsAt: (seq) => (seq === 1 ? a : b) };
      const found = latenessOf(history, measure, city.now);
      expect(found).toEqual(replayedLateness(history, measure, city.now));
      if ('notReplayed' in found) return count(found.notReplayed);
      count(`${found.isLate ? 'late' : 'in time'}, handled ${found.isHandleLate ? 'late' : 'in time'}`);
    }),
    { numRuns: 1_500, seed: 16 },
  );
  for (const what of ['late, handled late', 'in time, handled in time', 'late, handled in time',
    'calendar.year_missing', 'calendar.never_open', 'by every step',
  ]) expect(told.get(what), `${what} of ${JSON.stringify([...told])}`).toBeGreaterThan(20);
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

  test('a year that the calendar does not know is said, and so is an action the flow has no more', () => {
    const data = { ...calendar.data, observesHolidays: true, holidayYears: [] };
    const unknown = { calendar: compileCalendar(data), limitsAt: () => null };
    expect(replayClocks(standardFlow, stepsOf(cityIn('closed')), unknown, 0)).toEqual({
      notReplayed: 'calendar.year_missing',
    });
    const city = cityIn('accepted');
    const steps = [...stepsOf(city), { ...(stepsOf(city)[0] as PastStep), seq: 9, action: 'lost' }];
    expect(replayClocks(standardFlow, steps, measureOf(city), city.now)).toEqual({ notReplayed: 'lost' });
  });
});
