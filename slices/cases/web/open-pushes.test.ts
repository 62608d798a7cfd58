// @vitest-environment node
// Which of several pushes is answered, or lifted: those that this person may, the newest first, and the one
// that is meant already chosen.
import { expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { factsView, stepView } from '../core/case-view.ts';
import { expectedCase } from '../core/expected.ts';
import { standardFlow } from '../core/flows/standard.ts';
import { phoneFile } from '../core/shift.ts';
import { calendar, type City, cityIn, directory, PEOPLE, type PersonName } from '../core/test-city.ts';
import { pushesFor, pushMeant } from './open-pushes.ts';
import type { PhoneKnows } from './phone-world.ts';
import type { PhoneCase } from './use-shift.ts';

function onPhone(city: City, who: PersonName): { of: PhoneCase; knows: PhoneKnows } {
  const actor = PEOPLE[who];
  const names = new Map(Object.values(PEOPLE).map(({ personId, name }) => [personId, name]));
  const steps = city.steps.map((step) =>
    stepView(standardFlow, { ...step, holderUnitId: step.holder?.unitId ?? null }, directory, names),
  );
  const view = {
    ...factsView(city.open, steps.length, city.context(actor), names),
    ...{ steps, parts: [], mainCase: null, coResults: [] },
  };
  const held = { view: { ...view, abilities: [] }, file: phoneFile(city.open, actor) };
  const world = { actor, now: city.now, calendar, directory };
  const of = { ...expectedCase(held, [], world), held, work: [] };
  return { of, knows: { actor, calendar, directory, colleagues: [] } };
}

const offered = (city: City, who: PersonName, action: string): readonly number[] => {
  const { of, knows } = onPhone(city, who);
  return pushesFor(of, { action }, knows, city.now).map(({ seq }) => seq);
};

/** Urged by the street, then supervised by the district. */
function pushedTwice() {
  const city = cityIn('handling');
  expect(city.do('streetDispatcher', 'push', { kind: 'urge', words: '请抓紧' })).toBeUndefined();
  city.now += HOUR;
  expect(city.do('leader', 'push', { kind: 'supervise', words: '今日办结' })).toBeUndefined();
  const [first, second] = city.open.pushes.map(({ seq }) => seq);
  return { city, first: first ?? 0, second: second ?? 0 };
}

test('the pushed unit is offered those that wait for its answer, the newest first', () => {
  const { city, first, second } = pushedTwice();
  expect(offered(city, 'handler', 'answer_push')).toEqual([second, first]);
  expect(city.do('handler', 'answer_push', { pushSeq: second, words: '已安排' })).toBeUndefined();
  expect(offered(city, 'handler', 'answer_push')).toEqual([first]);
});

test('what another unit was pushed for is not offered to the one that took the case over', () => {
  const { city } = pushedTwice();
  city.do('streetDispatcher', 'transfer', { unitId: PEOPLE.manager.posts[0]?.unitId, reason: '归口' });
  expect(offered(city, 'manager', 'answer_push')).toEqual([]);
});

test('a lower level is not offered a higher level’s push to lift; an answered one can be lifted', () => {
  const { city, first, second } = pushedTwice();
  expect(offered(city, 'streetDispatcher', 'lift_push')).toEqual([first]);
  expect(offered(city, 'leader', 'lift_push')).toEqual([second, first]);
  city.do('handler', 'answer_push', { pushSeq: first, words: '已安排' });
  expect(offered(city, 'streetDispatcher', 'lift_push')).toEqual([first]);
});

test('the push that was opened is chosen, and the only one; among several nobody guesses', () => {
  const pushes = [{ seq: 9 }, { seq: 6 }];
  expect(pushMeant(pushes, undefined, 6)).toBe(6);
  expect(pushMeant(pushes, 9, 6)).toBe(9);
  expect(pushMeant(pushes, undefined, undefined)).toBeUndefined();
  expect(pushMeant(pushes, 4, Number.NaN)).toBeUndefined();
  expect(pushMeant([{ seq: 9 }], undefined, 6)).toBe(9);
  expect(pushMeant([], 9, 9)).toBeUndefined();
});
