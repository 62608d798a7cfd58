// Thousands of histories that nobody thought of: whatever is done to a case and whenever, the engine and the
// wall of test-minutes.ts agree to the minute on what is due and on what is left.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LimitKind } from '../../calendar/core/limit.ts';
import { BothWays, CALENDARS, type CalendarName, minutesOfLimit, type UnitLetter } from './test-both-ways.ts';

const DAY = 1440;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 60_000;

const KINDS = ['working_hours', 'working_days', 'natural_hours', 'natural_days', 'urgent_hours'] as const;
const anyKind = fc.constantFrom<LimitKind>(...KINDS);
const VERBS = ['return', 'send', 'transfer', 'pass', 'done', 'rework', 'suspend', 'resume', 'extend',
  'refused', 'help', 'shut', 'open', 'wait'] as const;
type Verb = (typeof VERBS)[number];

interface Deed {
  readonly verb: Verb;
  readonly wait: number;
  readonly amount: number;
  readonly unit: UnitLetter;
}

const anyWait = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 12 * DAY }) },
);
const anyDeed: fc.Arbitrary<Deed> = fc.record({
  verb: fc.constantFrom(...VERBS), wait: anyWait, amount: fc.integer({ min: 1, max: 1500 }),
  unit: fc.constantFrom<UnitLetter>('A', 'B', 'C'),
});
const anyHistory = fc.record({
  calendar: fc.constantFrom(...(Object.keys(CALENDARS) as CalendarName[])),
  kind: anyKind,
  minutes: fc.integer({ min: 5, max: 2400 }),
  rework: fc.option(fc.integer({ min: 5, max: 600 }), { nil: undefined }),
  first: fc.constantFrom<UnitLetter>('A', 'B', 'C', 'C'),
  from: fc.integer({ min: dayOf('2024-01-08'), max: dayOf('2026-09-30') }),
  deeds: fc.array(anyDeed, { minLength: 1, maxLength: 9 }),
});

const counted = new Map<string, number>();

/** What the state of the case allows; what it does not is left undone. */
function mayBeDone({ verb, unit }: Deed, live: BothWays): boolean {
  const { state, pause, clock, counts } = live.city.open;
  const isOurs = state === 'handling';
  const isRunning = isOurs && pause === null;
  switch (verb) {
    case 'return': return isOurs && counts.returns < 2;
    case 'send': return state === 'accepted';
    case 'transfer': return isOurs && unit !== live.unit;
    case 'pass': return isRunning && live.unit === 'C';
    case 'done': return isOurs;
    case 'rework': return state === 'answered';
    case 'suspend': return isRunning && counts.suspensions === 0;
    case 'resume': return pause !== null;
    case 'extend':
    case 'refused': return isRunning && counts.extensions < 2 && live.city.now <= (clock?.dueAt ?? 0);
    case 'help': return isOurs && live.unit !== 'D';
    default: return true;
  }
}

function doIt({ verb, unit, amount }: Deed, live: BothWays, kind: LimitKind): void {
  const extra = minutesOfLimit(kind, amount);
  const tomorrow = live.now - (live.now % DAY) + DAY * (1 + (amount % 5));
  const deeds: Readonly<Record<Verb, () => void>> = {
    return: () => live.returned(),
    send: () => live.send(unit),
    transfer: () => live.transfer(unit),
    pass: () => live.passDown(),
    done: () => live.done(),
    rework: () => live.rework(),
    suspend: () => live.suspend(live.now + amount * 10),
    resume: () => live.resume(),
    extend: () => live.extend(extra),
    refused: () => live.extend(extra, false),
    help: () => live.helped(),
    shut: () => live.changeDay(tomorrow, []),
    open: () => live.changeDay(tomorrow, [['08:00', '20:00']]),
    wait: () => undefined,
  };
  deeds[verb]();
}

test('whatever happens to a case, what is due and what is left are what the wall says', () => {
  const histories = fc.property(anyHistory, ({ calendar, kind, minutes, rework, from, first, deeds }) => {
    const limit = minutesOfLimit(kind, minutes);
    const isWorking = kind === 'working_hours' || kind === 'working_days';
    const again = isWorking && rework !== undefined ? minutesOfLimit('working_hours', rework) : undefined;
    const live = new BothWays({ calendar, limit, rework: again }, from, first);
    for (const deed of deeds) {
      live.until(live.now + deed.wait);
      if (!mayBeDone(deed, live)) continue;
      doIt(deed, live, kind);
      counted.set(deed.verb, (counted.get(deed.verb) ?? 0) + 1);
      const told = { verb: deed.verb, due: live.due, left: live.left };
      expect(told).toEqual({ verb: deed.verb, due: live.dueOnTheWall, left: live.leftOnTheWall });
    }
  });
  fc.assert(histories, { numRuns: 2000 });
});

test('nothing was left out: each deed was done often', () => {
  for (const verb of VERBS) expect(counted.get(verb), verb).toBeGreaterThan(20);
});
