// What comes first on the phone, whose it is, and what the big button says.
import { expect, test } from 'vitest';
import { toIso } from '../../../kernel/instant.ts';
import { faultsOfAct, isByMyself, newActDraft, entryOfAct, simpleFields } from './field-act.ts';
import { buttonsOf, groupOf, orderTodo } from './todo-order.ts';
import type { Ability } from './use-cases.ts';

const NOW = 1_800_000_000_000;
const at = (minutes: number): string => toIso(NOW + minutes * 60_000);
const item = (id: string, lamp: string | null, dueAt: string | null, createdAt = at(-60)) =>
  ({ id, lamp, dueAt, createdAt }) as Parameters<typeof orderTodo>[0][number];
const ability = (action: string, fields: Ability['fields'] = []): Ability => ({
  action,
  zh: action,
  en: action,
  fields,
  until: null,
});
const field = (name: string, type: string, isRequired = false, more = {}): Ability['fields'][number] => ({
  name,
  type,
  zh: name,
  en: name,
  isRequired,
  ...more,
});

test('red, orange, yellow, green, paused; within each what is due first', () => {
  const ordered = orderTodo(
    [
      item('paused', 'paused', null),
      item('green', 'green', at(300)),
      item('late', 'red', at(-5)),
      item('later', 'red', at(-50)),
      item('orange', 'orange', at(9)),
      item('yellow', 'yellow', at(60)),
    ],
    NOW,
  );
  expect(ordered.map(({ id }) => id)).toEqual(['later', 'late', 'orange', 'yellow', 'green', 'paused']);
});

test('a lamp that has run out since the server answered counts as red', () => {
  const ordered = orderTodo([item('orange', 'orange', at(9)), item('over', 'green', at(-1))], NOW);
  expect(ordered.map(({ id }) => id)).toEqual(['over', 'orange']);
});

test('a case that two questions found stands there once', () => {
  expect(orderTodo([item('a', 'red', at(-1)), item('a', 'red', at(-1))], NOW)).toHaveLength(1);
});

test('the big button is what waits for the person, the second one its opposite, the rest is below', () => {
  const { main, second, rest } = buttonsOf({
    abilities: [ability('note'), ability('rework'), ability('verify')],
  });
  expect([main?.action, second?.action, rest.map(({ action }) => action)]).toEqual([
    'verify',
    'rework',
    ['note'],
  ]);
  expect(groupOf({ abilities: [ability('note'), ability('join')] })).toBeUndefined();
});

test('the way out of an emergency is never the first thing that is offered', () => {
  const all = ['force_close', 'note', 'push'].map((action) => ability(action));
  const { main, second, rest } = buttonsOf({ abilities: all });
  expect([main?.action, second]).toEqual(['push', undefined]);
  expect(rest.map(({ action }) => action)).toEqual(['note', 'force_close']);
  const few = buttonsOf({ abilities: [ability('force_close'), ability('note')] });
  expect([few.main, few.second]).toEqual([undefined, undefined]);
  expect(few.rest.map(({ action }) => action)).toEqual(['note', 'force_close']);
});

test('claiming names the person and nothing else, so it is one tap', () => {
  const claim = ability('claim', [field('personId', 'id', true), field('words', 'text')]);
  expect(isByMyself(claim)).toBe(true);
  const entry = entryOfAct('case-1', claim, newActDraft(), { owner: 'me', label: '认领' });
  expect(entry).toMatchObject({ url: '/api/cases/case-1/claim', body: { personId: 'me' }, about: 'case-1' });
});

test('feeding back wants its photo and its words before it goes', () => {
  const fields = [field('result', 'text', true), field('photoIds', 'ids', true, { minimum: 1 })];
  const draft = newActDraft();
  expect(faultsOfAct(fields, draft)).toEqual({ result: 'words', photoIds: 'photos' });
  const picture = { key: 'k', bytes: new ArrayBuffer(1), type: 'image/jpeg', intent: 'i' };
  expect(faultsOfAct(fields, { ...draft, values: { result: '已清理' }, pictures: [picture] })).toEqual({});
});

test('what needs a search goes to the full form; colleagues, superiors and days are on the phone', () => {
  expect(simpleFields(ability('transfer', [field('unitId', 'id', true)]))).toBeUndefined();
  const offered = [
    ability('suspend', [field('reviewAt', 'instant', true)]),
    ability('extend', [field('extra', 'limit', true)]),
    ability('hand_over', [field('personId', 'id', true)]),
    ability('consult', [field('unitId', 'id', true)]),
  ];
  for (const one of offered) {
    expect(simpleFields(one)).toHaveLength(1);
    expect(isByMyself(one)).toBe(false);
  }
  const back = ability('return', [
    field('reasonCode', 'code', true, { options: ['not_ours'] }),
    field('words', 'text', true),
    field('unitId', 'id'),
  ]);
  expect(simpleFields(back)?.map(({ name }) => name)).toEqual(['reasonCode', 'words']);
});
