// A cover is missing: reported by a citizen, accepted, mended and closed, and what the register says of
// the cover all the while. Through the doors, with the district's own lists.
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { importComponents } from '../../slices/components/server/public.ts';
import { createPeople, givePosts } from '../../slices/people/server/public.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, drawPng, type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-06T09:30:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const CODE = '5001510101000001';
let thing = '';

beforeAll(async () => {
  const { lon, lat } = town.city.inGridA;
  const fields = { code: CODE, name: '上水井盖', lon, lat, condition: '完好' };
  const from = { crs: 'WGS84', source: '普查', by: 'test' } as const;
  const census = { districtId: DISTRICT, rows: [{ fields }], ...from };
  const written = await store.database.transaction((tx) => importComponents(tx, census));
  expect(written).toMatchObject({ added: 1 });
  const url = `/api/components/by-code?districtId=${DISTRICT}&code=${CODE}`;
  thing = String((await town.get('dispatcher', url)).body.id);
}, 120_000);

async function act(who: Who, id: string, action: string, body: Fields = {}): Promise<void> {
  const done = await town.act(who, id, action, body);
  expect([200, 201], `${action}: ${JSON.stringify(done.body)}`).toContain(done.status);
}

async function card() {
  await app.settle();
  const { body } = await town.get('dispatcher', `/api/components/${thing}`);
  const changes = body.changes as { kind: string; source: string; data: Fields }[];
  return { is: body.condition, told: changes.map(({ data, kind }) => data.word ?? kind), changes };
}

/** Somebody who works at the unit that the lists name. */
async function handlerOf(unitId: string): Promise<{ personId: string; token: string }> {
  const personId = await store.database.transaction(async (tx) => {
    const setup = { kind: 'system', name: 'setup' } as const;
    const [made = ''] = await createPeople(tx, tx.cipher, setup, [{ name: '水务工', areaPath: DISTRICT }]);
    const post = { personId: made, unitId, role: 'handler' as const, areaPath: DISTRICT };
    await givePosts(tx, setup, [{ ...post, fromDate: '2026-01-01', toDate: null }]);
    return made;
  });
  return { personId, token: await app.signInAs(personId) };
}

/** By anybody: nobody vouches for it until the centre accepts it. */
async function report(itemCode: string): Promise<Fields> {
  const reporter = { name: '王大妈', phone: '13800138000' };
  const told = { itemCode, componentId: thing, description: '井盖不见了', channel: 'citizen', reporter };
  const { status, body } = await town.report('nobody', told);
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

test('from the report to the end of the case the cover is what the case says of it', async () => {
  const { id, number } = await report('C0101.1');
  const caseId = String(id);
  expect(await card()).toMatchObject({ is: 'intact', told: ['imported'] });
  await act('dispatcher', caseId, 'accept');
  expect(await card()).toMatchObject({
    is: 'lost',
    told: ['says', 'imported'],
    changes: [{ kind: 'condition', source: `案件 ${String(number)}`, data: { caseId } }, {}],
  });
  await act('dispatcher', caseId, 'undo_accept');
  expect((await card()).is).toBe('intact');
  await act('dispatcher', caseId, 'accept');
  await act('dispatcher', caseId, 'reject', { reasonCode: 'not_true', reply: '现场完好' });
  const told = ['silent', 'says', 'silent', 'says', 'imported'];
  expect(await card()).toMatchObject({ is: 'intact', told });
});

test('of two cases the one that is solved leaves the word to the other', async () => {
  const [first, second] = [await report('C0101.1'), await report('C0101.2')];
  const [lost, broken] = [String(first.id), String(second.id)];
  await act('dispatcher', lost, 'accept');
  await act('dispatcher', broken, 'accept');
  expect((await card()).is).toBe('damaged');
  await act('dispatcher', broken, 'merge', { mainCaseId: lost });
  expect((await card()).is).toBe('lost');
  await act('dispatcher', lost, 'undo_accept');
});

test('reported by an officer it goes straight through, is mended, closed and reopened', async () => {
  const { body } = await town.report('officer', { itemCode: 'C0101.1', componentId: thing });
  const id = String(body.id);
  expect(await card()).toMatchObject({ is: 'lost' });
  const { body: file } = await town.get('dispatcher', `/api/cases/${id}`);
  const unit = (file.unit as Fields).id;
  const handler = await handlerOf(String(unit));
  const send = async (action: string, more: Fields) => {
    const done = await app.send('POST', `/api/cases/${id}/${action}`, { token: handler.token, body: more });
    expect([200, 201], `${action}: ${JSON.stringify(done.body)}`).toContain(done.status);
  };
  await send('claim', { personId: handler.personId });
  const photo = await app.send('POST', '/api/photos', {
    token: handler.token,
    body: await drawPng(200),
    headers: { 'content-type': 'image/png' },
  });
  await send('feed_back', { result: '已补装', photoIds: [photo.body.id] });
  await act('inspector', id, 'verify', { finding: '已盖好' });
  expect((await card()).is).toBe('lost');
  await act('dispatcher', id, 'close', { closingCode: 'solved' });
  expect(await card()).toMatchObject({ is: 'intact', told: expect.arrayContaining(['mended']) });
  await act('dispatcher', id, 'reopen', { reason: '又不见了' });
  expect((await card()).is).toBe('lost');
});
