// A city's own words through the doors: reasons keep their codes, one is always offered, phrases come and
// go, and each change is on record.
import { expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const url = `/api/wording/${DISTRICT}`;

const put = async (who: Who, body: unknown) =>
  app.send('PUT', `${url}/reasons`, { token: (await town.token(who)) ?? '', body });
const reject = (reasons: readonly object[], version = 0) => ({
  action: 'reject',
  field: 'reasonCode',
  reasons: reasons.map((reason) => ({ ...reason, version })),
  why: '按本区办法',
});

test('a reason gets the city’s name and another is no more offered; none at all is refused', async () => {
  const own = { code: 'not_true', isOffered: true, zh: '经查不实', en: 'found not true' };
  const hidden = { code: 'in_court', isOffered: false, zh: '', en: '' };
  expect((await put('dispatcher', reject([own]))).status).toBe(403);
  expect((await put('admin', reject([hidden]))).body.code).toBe('wording.none_offered');
  expect((await put('admin', reject([own, hidden]))).status).toBe(200);
  const { body } = await town.get('handler', url);
  expect(body.reasons).toEqual([
    { action: 'reject', field: 'reasonCode', ...hidden, version: 1 },
    { action: 'reject', field: 'reasonCode', ...own, version: 1 },
  ]);
  const { changes } = (await town.get('admin', '/api/changes?operation=wording.change')).body;
  expect(changes).toHaveLength(2);
  expect((await put('admin', reject([own, hidden], 1))).status).toBe(200);
  expect(
    ((await town.get('admin', '/api/changes?operation=wording.change')).body.changes as unknown[]).length,
  ).toBe(2);
});

test('who saves reasons that another has changed meanwhile is told so, and undoes nothing', async () => {
  const read = { code: 'outside_region', isOffered: true, zh: '', en: '' };
  const theirs = { ...read, zh: '不在本区', en: 'not in this district' };
  const mine = { ...read, zh: '属外区', en: '' };
  const kept = async () => {
    const { reasons } = (await town.get('admin', url)).body as { reasons: { code: string }[] };
    return reasons.find(({ code }) => code === read.code);
  };
  expect((await put('admin', reject([theirs]))).status).toBe(200);
  const told = await put('admin', reject([mine]));
  expect([told.status, told.body.code]).toEqual([409, 'wording.reason_changed']);
  expect(await kept()).toMatchObject({ zh: '不在本区', version: 1 });
  expect((await put('admin', reject([mine], 1))).status).toBe(200);
  expect(await kept()).toMatchObject({ zh: '属外区', version: 2 });
});

test('a phrase is offered once, and taken away', async () => {
  const phrase = { action: 'reject', field: 'reply', language: 'zh', words: ' 感谢您的反映。 ' };
  const made = await town.post('admin', `${url}/texts`, phrase);
  expect(made.status).toBe(201);
  expect((await town.post('admin', `${url}/texts`, phrase)).body.code).toBe('wording.text_exists');
  const texts = async () => (await town.get('dispatcher', url)).body.texts as { words: string }[];
  expect((await texts()).map((text) => text.words)).toEqual(['感谢您的反映。']);
  const remove = () => town.post('admin', `${url}/texts/${String(made.body.id)}/remove`);
  expect((await remove()).status).toBe(200);
  expect((await remove()).body.code).toBe('wording.text_unknown');
  expect(await texts()).toEqual([]);
});

test('who follows a report reads why it was not taken up as the city calls it, and no other of its words',
  async () => {
  const own = { code: 'unclear', isOffered: true, zh: '线索不足', en: 'too little to go by' };
  const other = { code: 'private_matter', isOffered: true, zh: '私事', en: 'private' };
  expect((await put('admin', reject([own, other]))).status).toBe(200);
  const photoIds = [await town.photo('nobody')];
  const { body } = await town.report('nobody', { channel: 'citizen', photoIds });
  const track = async () => (await town.get('nobody', `/api/track/${String(body.publicCode)}`)).body;
  expect((await track()).ownWords).toEqual([]);
  const answer = { reasonCode: 'unclear', reply: '请补充地点。' };
  expect((await town.act('streetDispatcher', String(body.id), 'reject', answer)).status).toBe(200);
  expect((await track()).ownWords).toEqual([
    { action: 'reject', field: 'reasonCode', code: 'unclear', zh: '线索不足', en: 'too little to go by' },
  ]);
});
