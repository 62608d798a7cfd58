// @vitest-environment node
// What a refused action was, what has happened since, and what can be done about it now.
import { expect, test } from 'vitest';
import type { Entry } from '../../../platform/web/outbox/entry.ts';
import { factsView, NO_KIN, stepView } from '../core/case-view.ts';
import { expectedCase } from '../core/expected.ts';
import { standardFlow } from '../core/flows/standard.ts';
import { phoneFile } from '../core/shift.ts';
import { calendar, type City, cityIn, directory, PEOPLE, photo } from '../core/test-city.ts';
import {
  isAboutPictures,
  mayNote,
  mineOf,
  noteOf,
  sinceOf,
  typedIn,
  wouldBeTaken,
  wouldBeTakenWithoutPictures,
} from './conflict.ts';
import type { PhoneKnows } from './phone-world.ts';
import type { PhoneCase } from './use-shift.ts';

const knows: PhoneKnows = { actor: PEOPLE.handler, calendar, directory, colleagues: [PEOPLE.unitHead] };
const names = new Map(Object.values(PEOPLE).map(({ personId, name }) => [personId, name]));

function onPhone(city: City, actor = PEOPLE.handler): PhoneCase {
  const steps = city.steps.map((step) =>
    stepView(standardFlow, { ...step, holderUnitId: step.holder?.unitId ?? null }, directory, names),
  );
  const view = { ...NO_KIN, ...factsView(city.open, steps.length, city.context(actor), names), steps };
  const held = { view, file: phoneFile(city.open, actor) };
  const world = { actor, now: city.now, calendar, directory };
  return { ...expectedCase(held, [], world), held, work: [] };
}

const entry = (city: City, action: string, more: Partial<Entry> = {}): Entry => ({
  id: 'e1',
  owner: PEOPLE.handler.personId,
  seq: 1,
  url: `/api/cases/${city.open.id}/${action}`,
  body: {},
  pictures: [],
  hash: 'h',
  label: '',
  madeAt: city.now,
  about: city.open.id,
  state: 'needs_you',
  basis: { version: 3, state: 'dispatched', lastSeq: 3 },
  ...more,
});

test('mine is told like a step, and what came after it is who did what since', () => {
  const city = cityIn('dispatched');
  const mine = entry(city, 'claim', { body: { personId: PEOPLE.handler.personId } });
  city.do('unitHead', 'claim', { personId: PEOPLE.unitHead.personId });
  const of = onPhone(city);
  expect(mineOf(mine, of, knows, city.now)).toMatchObject({
    actionZh: '认领',
    fromState: 'dispatched',
    actor: { name: '环卫工' },
  });
  expect(sinceOf(mine, of)).toMatchObject([{ action: 'claim', actor: { name: '环卫经理' } }]);
  expect(wouldBeTaken(mine, of, knows, city.now)).toBe(false);
  expect(mayNote(of)).toBe(true);
});

test('a colleague of the unit was quicker: mine may stay in the open case as a note', () => {
  const city = cityIn('handling');
  const mine = entry(city, 'feed_back', { body: { result: '我也清了' } });
  city.do('unitHead', 'feed_back', { result: '已清运', photoIds: [photo] });
  const of = onPhone(city);
  expect(of.view.state).toBe('answered');
  expect(wouldBeTaken(mine, of, knows, city.now)).toBe(false);
  expect(mayNote(of)).toBe(true);
});

test('what has become possible again can be sent again; an ended case leaves no note to a handler', () => {
  const city = cityIn('handling');
  const mine = entry(city, 'note', { body: { words: '在等吊车' } });
  expect(wouldBeTaken(mine, onPhone(city), knows, city.now)).toBe(true);
  const ended = cityIn('closed');
  expect(mayNote(onPhone(ended))).toBe(false);
  expect(
    wouldBeTaken(entry(ended, 'note', { body: { words: '晚了' } }), onPhone(ended), knows, ended.now),
  ).toBe(false);
});

test('a picture that is refused is told apart, and goes without where the item asks for none', () => {
  const city = cityIn('handling');
  const picture = { key: 'k', field: 'photoIds', sha256: 's', sizeBytes: 1, type: 'image/jpeg' };
  const trouble = { code: 'files.broken', detail: '', status: 422, data: {} };
  const fedBack = entry(city, 'feed_back', { body: { result: '好' }, pictures: [picture], trouble });
  expect(isAboutPictures(fedBack)).toBe(true);
  expect(isAboutPictures({ ...fedBack, trouble: { ...trouble, code: 'cases.wrong_state' } })).toBe(false);
  expect(wouldBeTakenWithoutPictures(fedBack, onPhone(city), knows, city.now)).toBe(false);
  const noted = entry(city, 'note', { body: { words: '好' }, pictures: [picture], trouble });
  expect(wouldBeTakenWithoutPictures(noted, onPhone(city), knows, city.now)).toBe(true);
});

test('kept as a note it carries words and pictures, and the core takes it', () => {
  const city = cityIn('handling');
  const note = noteOf(
    entry(city, 'claim'),
    '13:25 已到现场',
    [{ key: 'k', bytes: new ArrayBuffer(1), type: 'image/jpeg' }],
    '备注',
    'n1',
  );
  expect(note).toMatchObject({
    url: `/api/cases/${city.open.id}/note`,
    body: { words: '13:25 已到现场' },
    pictures: [{ key: 'k', field: 'photoIds' }],
  });
  expect(city.do('handler', 'note', { ...note.body })).toBeUndefined();
});

test('what was typed can be taken along, without codes and ids; nothing typed offers nothing', () => {
  const body = { reasonCode: 'not_ours', words: '产权属于铁路', photoIds: ['p'] };
  expect(typedIn({ label: '退单 暴露垃圾', body }, '13:25')).toBe('13:25 退单 暴露垃圾\n产权属于铁路');
  expect(typedIn({ label: '认领', body: { personId: PEOPLE.handler.personId, words: ' ' } }, '13:25')).toBe(
    undefined,
  );
});
