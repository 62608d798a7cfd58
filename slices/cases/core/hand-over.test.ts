// Handing a case in work over to a colleague: asked, taken or not, taken back; and that nobody who is away
// can keep it from going on.
import { expect, test } from 'vitest';
import { abilities } from './abilities.ts';
import type { Context } from './moment.ts';
import { cityIn, PEOPLE, type PersonName, photo, UNITS } from './test-city.ts';

const to = (who: PersonName) => ({ personId: PEOPLE[who].personId });
const actions = (city: ReturnType<typeof cityIn>, who: PersonName): string[] =>
  abilities(city.flow, city.open, city.context(PEOPLE[who])).map((one) => one.action);

/** A case that the street's own centre handles, claimed by the head of the grid. */
function heldInTheGrid() {
  const city = cityIn('accepted');
  const chosen = { unitId: UNITS.team.id, reason: '市容队统筹' };
  expect(city.do('streetDispatcher', 'dispatch', chosen)).toBeUndefined();
  expect(city.do('gridHead', 'claim', to('gridHead'))).toBeUndefined();
  return city;
}

test('a colleague who takes it on is its person and its handler; the clock never stops', () => {
  const city = cityIn('handling');
  const clock = city.open.clock;
  expect(city.do('handler', 'hand_over', { ...to('unitHead'), words: '下班了' })).toBeUndefined();
  expect(city.open).toMatchObject({ holder: to('handler'), clock, state: 'handling' });
  expect(city.decisions.at(-1)?.events[0]?.data).toMatchObject({
    askedPersonId: PEOPLE.unitHead.personId, holderPersonId: PEOPLE.handler.personId,
  });
  expect(actions(city, 'unitHead')).toContain('answer_hand_over');
  expect(actions(city, 'handler')).not.toContain('hand_over');
  expect(city.do('unitHead', 'answer_hand_over', { isTaken: true })).toBeUndefined();
  expect(city.open).toMatchObject({
    holder: { unitId: UNITS.sanitation.id, ...to('unitHead') }, clock, asks: [],
    handlerPersonIds: [PEOPLE.handler.personId, PEOPLE.unitHead.personId],
  });
  expect(city.decisions.at(-1)?.events[0]?.data).toMatchObject({ askerPersonId: PEOPLE.handler.personId });
});

test('not taken is said with words, and the case stays where it was', () => {
  const city = cityIn('handling');
  city.do('handler', 'hand_over', to('unitHead'));
  expect(city.do('unitHead', 'answer_hand_over', { isTaken: false })).toBe('cases.field_missing');
  expect(city.do('unitHead', 'answer_hand_over', { isTaken: false, words: '明天休假' })).toBeUndefined();
  expect(city.open).toMatchObject({
    holder: to('handler'), asks: [], handlerPersonIds: [PEOPLE.handler.personId],
  });
  expect(city.do('handler', 'hand_over', to('unitHead'))).toBeUndefined();
});

test('only somebody of the unit can be asked, not the one who holds it, nor a stranger', () => {
  const city = cityIn('handling');
  expect(city.do('handler', 'hand_over', to('handler'))).toBe('cases.holds_already');
  expect(city.do('handler', 'hand_over', to('manager'))).toBe('cases.person_elsewhere');
  expect(city.do('handler', 'hand_over', to('gridHead'))).toBe('cases.person_elsewhere');
  expect(city.do('manager', 'hand_over', to('unitHead'))).toBe('cases.not_allowed');
  expect(city.do('unitHead', 'hand_over', to('unitHead'))).toBeUndefined();
  expect(city.do('handler', 'answer_hand_over', { isTaken: true })).toBe('cases.not_allowed');
  expect(city.do('unitHead', 'answer_hand_over', { isTaken: true })).toBeUndefined();
  expect(city.open.holder).toMatchObject(to('unitHead'));
});

test('where a team is responsible it passes between the head of the grid and the team', () => {
  const city = heldInTheGrid();
  expect(city.do('gridHead', 'hand_over', to('teamHandler'))).toBeUndefined();
  expect(city.do('teamHandler', 'answer_hand_over', { isTaken: true })).toBeUndefined();
  expect(city.do('teamHandler', 'hand_over', to('inspector'))).toBe('cases.person_elsewhere');
  expect(city.do('teamHandler', 'hand_over', to('gridHead'))).toBeUndefined();
  expect(city.do('gridHead', 'answer_hand_over', { isTaken: true })).toBeUndefined();
  expect(city.open.holder).toMatchObject({ unitId: UNITS.team.id, ...to('gridHead') });
  expect(city.do('gridHead', 'feed_back', { result: '已清理', photoIds: [photo] })).toBeUndefined();
});

test('it is taken back by whoever asked, and asked of another; whoever was asked says yes or no', () => {
  const city = cityIn('handling');
  city.do('handler', 'hand_over', to('unitHead'));
  expect(actions(city, 'handler')).toContain('drop_hand_over');
  expect(actions(city, 'unitHead')).toContain('answer_hand_over');
  expect(actions(city, 'unitHead')).not.toContain('drop_hand_over');
  for (const who of ['unitHead', 'manager', 'gridHead'] as const) {
    expect(city.do(who, 'drop_hand_over')).toBe('cases.not_allowed');
  }
  expect(city.do('handler', 'drop_hand_over')).toBeUndefined();
  expect(city.open.asks).toEqual([]);
  expect(city.do('unitHead', 'answer_hand_over', { isTaken: true })).toBe('cases.not_allowed');
  expect(city.decisions.at(-1)?.events[0]?.data.askedPersonId).toBe(PEOPLE.unitHead.personId);
  expect(city.do('handler', 'hand_over', to('unitHead'))).toBeUndefined();
});

test('the unit’s head takes it back where asker and asked are both away', () => {
  const city = cityIn('handling');
  const mate = { ...PEOPLE.handler, personId: PEOPLE.manager.personId, name: '环卫工乙' };
  const asked = city.do('handler', 'hand_over', { personId: mate.personId }, { named: mate });
  expect(asked).toBeUndefined();
  const asMate: Partial<Context> = { actor: mate };
  expect(city.do('handler', 'drop_hand_over', {}, asMate)).toBe('cases.not_allowed');
  const gone: Partial<Context> = { actor: { ...PEOPLE.handler, posts: [] } };
  expect(city.do('handler', 'drop_hand_over', {}, gone)).toBe('cases.not_allowed');
  expect(city.do('unitHead', 'drop_hand_over')).toBeUndefined();
  expect(city.open.asks).toEqual([]);
});

test('a colleague who has left the post can’t take it on, and keeps nobody from working', () => {
  const city = cityIn('handling');
  city.do('handler', 'hand_over', to('unitHead'));
  const gone: Partial<Context> = { actor: { ...PEOPLE.unitHead, posts: [] } };
  expect(city.do('unitHead', 'answer_hand_over', { isTaken: true }, gone)).toBe('cases.not_allowed');
  expect(city.do('handler', 'feed_back', { result: '已清运', photoIds: [photo] })).toBeUndefined();
  expect(city.open.asks).toEqual([]);
});

test('a rework goes to whoever did it last, also where they had it before', () => {
  const city = cityIn('handling');
  city.do('handler', 'hand_over', to('unitHead'));
  city.do('unitHead', 'answer_hand_over', { isTaken: true });
  city.do('unitHead', 'hand_over', to('handler'));
  city.do('handler', 'answer_hand_over', { isTaken: true });
  city.do('handler', 'feed_back', { result: '已清运', photoIds: [photo] });
  expect(city.do('streetDispatcher', 'rework', { missing: '还有一袋' })).toBeUndefined();
  expect(city.open.holder).toMatchObject(to('handler'));
  for (const who of ['handler', 'unitHead'] as const) {
    expect(city.open.handlerPersonIds).toContain(PEOPLE[who].personId);
  }
});
