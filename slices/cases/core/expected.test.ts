// What a phone without a network shows of a case: what it did itself on top of what it last heard.
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { factsView, NO_KIN, stepView } from './case-view.ts';
import type { ShiftCase } from './contract-shift.ts';
import { type Done, expectedCase, type PhoneWorld } from './expected.ts';
import { standardFlow } from './flows/standard.ts';
import { phoneFile } from './shift.ts';
import { calendar, type City, cityIn, directory, PEOPLE, type PersonName, photo } from './test-city.ts';
import { UnitDirectory, indexUnits } from '../../people/core/unit-directory.ts';

const names = new Map(Object.values(PEOPLE).map(({ personId, name }) => [personId, name]));

function held(city: City, who: PersonName): ShiftCase {
  const steps = city.steps.map((step) =>
    stepView(standardFlow, { ...step, holderUnitId: step.holder?.unitId ?? null }, directory, names));
  return {
    view: { ...NO_KIN, ...factsView(city.open, steps.length, city.context(PEOPLE[who]), names), steps },
    file: phoneFile(city.open, PEOPLE[who]),
  };
}
const world = (city: City, who: PersonName, more: Partial<PhoneWorld> = {}): PhoneWorld =>
  ({ actor: PEOPLE[who], now: city.now, calendar, directory, ...more });
const claim: Done = { id: 'a', action: 'claim', body: { personId: PEOPLE.handler.personId }, madeAt: 0 };
const feedBack: Done = {
  id: 'b', action: 'feed_back', body: { result: '已清运', photoIds: [photo] }, madeAt: 0,
};
const actions = ({ abilities }: { abilities: readonly { action: string }[] }) =>
  abilities.map(({ action }) => action);

test('claimed and fed back in a cellar: each is shown at once, and offers what comes next', () => {
  const city = cityIn('dispatched');
  const before = held(city, 'handler');
  const bare = expectedCase(before, [], world(city, 'handler'));
  expect(bare.view).toMatchObject({ state: 'dispatched', steps: before.view.steps });
  expect(actions(bare.view)).toContain('claim');
  const at = city.now + 5 * MINUTE;
  const claimed = expectedCase(before, [{ ...claim, madeAt: at }], world(city, 'handler', { now: at }));
  expect(claimed.taken).toEqual(['a']);
  expect(claimed.view).toMatchObject({ state: 'handling', holderPersonName: '环卫工', stage: 'handle' });
  expect(actions(claimed.view)).toEqual(expect.arrayContaining(['feed_back', 'hand_over', 'extend']));
  expect(actions(claimed.view)).not.toContain('claim');
  const later = at + 20 * MINUTE;
  const both = expectedCase(before, [{ ...claim, madeAt: at }, { ...feedBack, madeAt: later }],
    world(city, 'handler', { now: later }));
  expect(both.view).toMatchObject({ state: 'answered' });
  expect(both.view.steps.slice(-2)).toMatchObject([
    { action: 'claim', actor: { name: '环卫工' } }, { action: 'feed_back', body: { result: '已清运' } },
  ]);
  // Done at the same moments on the server it comes out the same.
  city.now = at;
  city.do('handler', 'claim', claim.body);
  city.now = later;
  city.do('handler', 'feed_back', feedBack.body);
  expect(both.file).toEqual({ ...phoneFile(city.open, PEOPLE.handler), rule: both.file.rule });
  expect(both.view.clock).toEqual(held(city, 'handler').view.clock);
});

test('where somebody was quicker the phone says so before the server does', () => {
  const city = cityIn('handling');
  const mine = expectedCase(held(city, 'unitHead'),
    [{ ...claim, body: { personId: PEOPLE.unitHead.personId }, madeAt: city.now }], world(city, 'unitHead'));
  expect(mine.taken).toEqual([]);
  expect(mine.unlikely).toMatchObject([{ id: 'a', refusal: { code: 'cases.wrong_state' } }]);
  expect(mine.view.state).toBe('handling');
});

test('a colleague named on the phone is asked at once, and shown by name', () => {
  const city = cityIn('handling');
  const done: Done = {
    id: 'h', action: 'hand_over', body: { personId: PEOPLE.unitHead.personId }, madeAt: city.now,
    named: PEOPLE.unitHead,
  };
  const asked = expectedCase(held(city, 'handler'), [done], world(city, 'handler'));
  expect(asked.view.asks).toMatchObject([{ kind: 'hand_over', toPersonName: '环卫经理' }]);
  expect(actions(asked.view)).toContain('drop_hand_over');
});

test('lamps and time left run on without a network; buttons that end with time go away', () => {
  const city = cityIn('handling');
  const before = held(city, 'handler');
  expect(before.view.lamp).toBe('green');
  const late = world(city, 'handler', { now: city.now + 8 * HOUR });
  const { view } = expectedCase(before, [], late);
  expect(view.lamp).toBe('red');
  expect(actions(view)).not.toContain('extend');
});

test('without a calendar nothing that starts a limit is expected, and what is known stays as it came', () => {
  const city = cityIn('dispatched');
  const before = held(city, 'handler');
  const blind = expectedCase(before, [claim], world(city, 'handler', { calendar: undefined }));
  expect(blind.unlikely[0]?.refusal.code).toBe('calendar.year_missing');
  expect(blind.view).toMatchObject({ state: 'dispatched', lamp: before.view.lamp, clock: before.view.clock });
});

test('a unit that the phone has no record of keeps the name under which it came', () => {
  const city = cityIn('dispatched');
  const empty = new UnitDirectory(indexUnits([], []), '2026-08-05');
  const { view } = expectedCase(held(city, 'handler'), [{ ...claim, madeAt: city.now }],
    world(city, 'handler', { directory: empty }));
  expect(view).toMatchObject({ state: 'handling', holder: { name: '环卫公司' }, unit: { name: '环卫公司' } });
  expect(JSON.stringify(view)).toContain('高新区分中心');
});
