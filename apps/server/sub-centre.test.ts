// A department's own small command centre through the doors: a case is dispatched to it, it sends the unit
// below it that serves the place, and stays able to see what becomes of it.
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import {
  createPeople,
  createUnits,
  givePosts,
  openSession,
  type Unit,
} from '../../slices/people/server/public.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const SETUP = { kind: 'system', name: 'setup' } as const;

interface Worker {
  readonly unit: Unit;
  readonly personId: string;
  readonly token: string;
}

async function staffed(code: string, specialty: string, serves: string, parentId?: string): Promise<Worker> {
  return store.database.transaction(async (tx) => {
    const own = { code, name: code, nameEn: code, specialty, serves: [serves] };
    const place = { districtId: DISTRICT, kind: 'department' as const, areaPath: DISTRICT };
    const [unit] = await createUnits(tx, SETUP, [{ ...place, ...own, ...(parentId ? { parentId } : {}) }]);
    const [personId = ''] = await createPeople(tx, tx.cipher, SETUP, [
      { name: `${code}值班`, areaPath: DISTRICT, phone: '13700000077' },
    ]);
    if (!unit) throw new Error('the unit was made');
    const term = { fromDate: '2026-01-01', toDate: null };
    const post = { role: 'handler', areaPath: DISTRICT, personId, unitId: unit.id, ...term } as const;
    await givePosts(tx, SETUP, [post]);
    return { unit, personId, token: (await openSession(tx, personId, 'bearer')).token };
  });
}

let [branch, crew, far, caseId] = [] as unknown as [Worker, Worker, Worker, string];
const act = (by: Worker, action: string, body: object) =>
  app.send('POST', `/api/cases/${caseId}/${action}`, { token: by.token, body });
const seenBy = (by: Worker) => app.send('GET', `/api/cases/${caseId}`, { token: by.token });

beforeAll(async () => {
  branch = await staffed('市政分中心', 'sub_centre', DISTRICT);
  crew = await staffed('抢修班', 'municipal_works', `${DISTRICT}.001`, branch.unit.id);
  far = await staffed('他街抢修班', 'municipal_works', `${DISTRICT}.002`, branch.unit.id);
  const { body } = await town.report('officer', { channel: 'citizen', itemCode: town.city.itemCode });
  caseId = String(body.id);
  await town.act('streetDispatcher', caseId, 'accept', {});
  const sent = await town.act('streetDispatcher', caseId, 'dispatch', {
    unitId: branch.unit.id,
    reason: '归市政',
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
}, 120_000);

test('a sub-centre is offered its own units that serve the place, and sends one of them', async () => {
  const { body } = await seenBy(branch);
  expect((body.abilities as { action: string }[]).map((one) => one.action)).toContain('pass_down');
  const url = `/api/units?belowUnitId=${branch.unit.id}&areaPath=${String(body.areaPath)}`;
  const { units } = (await app.send('GET', url, { token: branch.token })).body as { units: Unit[] };
  expect(units.map((unit) => unit.id)).toEqual([crew.unit.id]);
  expect(await act(branch, 'pass_down', { unitId: far.unit.id })).toMatchObject({
    status: 422,
    body: { code: 'cases.unit_elsewhere' },
  });
  const other = town.city.unit('urban_management').id;
  expect((await act(branch, 'pass_down', { unitId: other })).body.code).toBe('cases.not_under');
  expect((await act(branch, 'pass_down', { unitId: crew.unit.id })).body).toMatchObject({
    state: 'dispatched',
    unitId: crew.unit.id,
  });
});

test('the unit hears of it and takes it on; the sub-centre sees it and does not work on it', async () => {
  await app.settle();
  const { notices } = (await app.send('GET', '/api/notices', { token: crew.token })).body as {
    notices: { kind: string }[];
  };
  expect(notices.map(({ kind }) => kind)).toContain('case.passed_down');
  expect((await act(branch, 'claim', { personId: branch.personId })).body.code).toBe('cases.not_allowed');
  expect((await act(crew, 'claim', { personId: crew.personId })).body).toMatchObject({ state: 'handling' });
  const { body } = await seenBy(branch);
  expect(body.state).toBe('handling');
  expect((body.coUnits as { id: string }[]).map(({ id }) => id)).toContain(branch.unit.id);
  expect((await seenBy(far)).status).toBe(404);
});
