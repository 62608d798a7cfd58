// Whom a notice goes up to, and what is asked of whom: rows from the districts' practice, and what holds for
// every shape of a chain.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PushKind } from '../../cases/core/case-file.ts';
import { CASE_EVENT_KINDS } from '../../cases/core/contract.ts';
import { RATING_DUE } from '../../cases/core/contract-ratings.ts';
import { PARTIES } from '../../cases/core/parties.ts';
import { DISTURB_KINDS } from '../../duty/core/quiet.ts';
import { ON_CALL_ROLES } from '../../duty/core/rota.ts';
import { ACK_RULES, ackRuleFor, waitsForOf } from './ack-rules.ts';
import { type Addressee, levelsOf, MOST_LEVELS } from './escalation.ts';
import { pushRuleFor } from './push-rules.ts';
import { ESCALATED, NOTICE_RULES, ruleFor } from './rules.ts';

const unit = (unitId: string): Addressee => ({ unitId, personId: null });
const person = (personId: string): Addressee => ({ unitId: null, personId });
const CENTRES = ['community', 'street', 'district', 'city'];

test('a handler who does not answer: the head of the unit, then the centre, then the one above', () => {
  expect(levelsOf({ first: person('handler'), headIds: ['chief'], centreIds: CENTRES })).toEqual([
    [person('chief')],
    [unit('community')],
    [unit('street')],
  ]);
});

test('a company that does not answer: its heads and the centre at once, then the centres above', () => {
  expect(levelsOf({ first: unit('company'), headIds: ['chief', 'deputy'], centreIds: CENTRES })).toEqual([
    [person('chief'), person('deputy'), unit('community')],
    [unit('street')],
    [unit('district')],
  ]);
});

test('a centre that does not answer: those above it alone, and the topmost has none', () => {
  expect(levelsOf({ first: unit('street'), headIds: ['leader'], centreIds: CENTRES })).toEqual([
    [unit('district')],
    [unit('city')],
  ]);
  expect(levelsOf({ first: unit('city'), headIds: ['leader'], centreIds: CENTRES })).toEqual([]);
});

test('a head who is the one called is not called again: it goes straight to the centre', () => {
  const [first] = levelsOf({ first: person('chief'), headIds: ['chief'], centreIds: CENTRES });
  expect(first).toEqual([unit('community')]);
});

test('with a rota: who is next on call, one by one, then the head, then the centres', () => {
  const facts = { onCallIds: ['wang', 'li', 'chief'], headIds: ['chief', 'deputy'], centreIds: CENTRES };
  const levels = levelsOf({ first: person('wang'), ...facts });
  expect(levels).toEqual([
    [person('li')],
    [person('chief')],
    [person('deputy')],
    [unit('community')],
    [unit('street')],
  ]);
});

test('the shift changes meanwhile: nobody is told twice, and whoever came on call is not passed over', () => {
  const facts = { first: person('wang'), headIds: ['chief'], centreIds: CENTRES };
  const told = [person('li')];
  expect(levelsOf({ ...facts, told, onCallIds: ['sun', 'li', 'wang'] })[0]).toEqual([person('sun')]);
  expect(levelsOf({ ...facts, told: [...told, person('sun')], onCallIds: ['sun'] })[0]).toEqual([
    person('chief'),
  ]);
});

test('whoever may answer a push may stand in a rota, and nobody else', () => {
  expect([...ON_CALL_ROLES].sort()).toEqual([...PARTIES.pushed_unit.who].sort());
});

test('what may disturb at night has a word for every kind of push', () => {
  const kinds: readonly PushKind[] = ['urge', 'supervise', 'summon', 'circulate'];
  expect(DISTURB_KINDS).toEqual(expect.arrayContaining([...kinds]));
});

test('however a district is built: nobody is told twice, no level is empty, and it ends', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const first = fc.oneof(id.map(unit), id.map(person));
  const facts = fc.record({
    first,
    headIds: fc.uniqueArray(id, { maxLength: 4 }),
    centreIds: fc.uniqueArray(id, { maxLength: 5 }),
  });
  let told = 0;
  fc.assert(
    fc.property(facts, (chain) => {
      const levels = levelsOf(chain);
      const all = [chain.first, ...levels.flat()].map((one) => `${one.unitId} ${one.personId}`);
      expect(new Set(all).size).toBe(all.length);
      expect(levels.length).toBeLessThanOrEqual(MOST_LEVELS);
      expect(levels.every((level) => level.length > 0)).toBe(true);
      told += levels.length;
    }),
  );
  expect(told).toBeGreaterThan(50);
});

test('the louder the push, the sooner it wants an answer', () => {
  const minutes = (['summon', 'supervise', 'urge'] as const).map(
    (pushKind) => ackRuleFor('holder', { event: 'case.pushed', pushKind })?.withinMinutes,
  );
  expect(minutes).toEqual([10, 15, 30]);
});

test('a critical matter is acknowledged in minutes, an ordinary one not at all', () => {
  const within = (severity?: 'normal' | 'urgent' | 'critical') =>
    ackRuleFor('holder', { event: 'case.dispatched', severity })?.withinMinutes;
  expect([within('critical'), within('urgent'), within('normal'), within()]).toEqual([
    5,
    10,
    undefined,
    undefined,
  ]);
});

test('who only learns of a result is never asked to acknowledge', () => {
  for (const to of ['reporters', 'unit', 'centre', 'asker'] as const) {
    for (const { event } of NOTICE_RULES) {
      expect(ackRuleFor(to, { event, severity: 'critical', pushKind: 'summon' })).toBeUndefined();
    }
  }
});

test('every rule is about a step that is told, says where its figure comes from, and is reached', () => {
  for (const rule of ACK_RULES) {
    expect(rule.source.length).toBeGreaterThan(20);
    for (const event of rule.events) {
      expect(ruleFor(event), event).toBeDefined();
      const { pushKind, severity } = rule;
      expect(ackRuleFor('holder', { event, pushKind, severity })).toBe(rule);
      // The waiting of a stored notice is read back by its kind alone.
      expect(waitsForOf(event)).toBe(rule.waitsFor);
    }
  }
});

test('every step that is told names an event of the flow, once', () => {
  const events = NOTICE_RULES.map(({ event }) => event);
  expect(new Set(events).size).toBe(events.length);
  const known = [...CASE_EVENT_KINDS, RATING_DUE];
  expect(events.filter((event) => !known.includes(event))).toEqual([]);
});

test('urgent wakes a phone at once, results quietly, and a queue on a desk wakes nobody', () => {
  expect(pushRuleFor('case.pushed', true, false)?.urgency).toBe('high');
  expect(pushRuleFor(ESCALATED, false, false)?.urgency).toBe('high');
  expect(pushRuleFor('case.dispatched', false, false)?.urgency).toBe('normal');
  expect(pushRuleFor('case.closed', false, true)?.urgency).toBe('low');
  expect(pushRuleFor('case.reported', false, false)).toBeUndefined();
  expect(pushRuleFor('case.reported', true, false)?.urgency).toBe('high');
});
