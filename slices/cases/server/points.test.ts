// The map holds the very cases of the list, for whoever reads and whatever they ask, and says when it can't
// hold them all.
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { ViewQuery } from '../core/contract-lists.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { actOnCase } from './act-on-case.ts';
import { listCases } from './list-cases.ts';
import { listOpenCases } from './read-open-cases.ts';
import { readPoints } from './read-points.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const store = testDatabase('2026-08-05T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
let city: TestDistrict;
type Person = Actor & { kind: 'person' };
let inspector: Person, dispatcher: Person, streetDispatcher: Person, otherDispatcher: Person, handler: Person;

const read = <T>(work: Parameters<typeof store.database.read<T>>[0]) => store.database.read(work);
const points = (actor: Actor, query: ViewQuery, most?: number) =>
  read((tx) => readPoints(tx, actor, query, most));

async function listed(actor: Actor, query: ViewQuery) {
  const items: { id: string; lamp: string | null }[] = [];
  let cursor: string | undefined;
  do {
    const page = await read((tx) =>
      listCases(tx, actor, { ...query, limit: 3, ...(cursor ? { cursor } : {}) }),
    );
    items.push(...page.items.map(({ id, lamp }) => ({ id, lamp })));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

const report = (point: 'inGridA' | 'inGridB') =>
  read((tx) =>
    reportCase(tx, inspector, {
      body: {
        channel: 'patrol',
        description: '建筑垃圾',
        point: city[point],
        photoIds: [photo],
        itemCode: city.itemCode,
      },
    }),
  );
const act = (actor: Actor, caseId: string, action: string, body: Record<string, unknown>) =>
  store.database.transaction((tx) => actOnCase(tx, actor, { caseId, action, body }));

const around = ({ lon, lat }: { lon: number; lat: number }, far: number): string =>
  [
    [-far, -far],
    [far, -far],
    [far, far],
    [-far, far],
  ]
    .map(([x = 0, y = 0]) => `${lon + x},${lat + y}`)
    .join(';');

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  inspector = city.actor(1, 'inspector', 'centre');
  dispatcher = city.actor(2, 'dispatcher', 'centre');
  streetDispatcher = city.actor(3, 'dispatcher', 'centre', '.001');
  otherDispatcher = city.actor(4, 'dispatcher', 'centre', '.002');
  handler = city.actor(5, 'handler', 'sanitation', '.001');
  for (let made = 0; made < 4; made += 1) await report('inGridA');
  await report('inGridB');
  const { id } = await report('inGridA');
  await act(handler, id, 'claim', { personId: handler.personId });
  await act(handler, id, 'feed_back', { result: '已清', photoIds: [photo] });
  await act(inspector, id, 'verify', { finding: '已清' });
  await act(streetDispatcher, id, 'close', { closingCode: 'solved' });
  await store.database.transaction(({ db }) =>
    db.updateTable('case_file').set({ point: null, lon: null, lat: null }).where('id', '=', id).execute(),
  );
}, 240_000);

test('whoever asks whatever of the map gets the cases of the list, with their lamps', async () => {
  const asked: ViewQuery[] = [
    {},
    { state: ['open'] },
    { state: ['ended'] },
    { areaPath: '500151.001' },
    { lamp: ['green'] },
    { lamp: ['yellow', 'orange'] },
    { lamp: ['red'] },
    { text: '垃圾' },
    { sort: 'deadline' },
    { within: around(city.inGridA, 0.0001) },
    { due: 'today' },
    { mine: 'reported' },
  ];
  let drawn = 0;
  for (const time of ['08:00', '10:00', '23:00']) {
    store.clock.set(`2026-08-05T${time}:00+08:00`);
    for (const actor of [dispatcher, streetDispatcher, otherDispatcher, inspector, handler]) {
      for (const query of asked) {
        const list = await listed(actor, query);
        const map = await points(actor, query);
        const words = `${actor.personId} ${JSON.stringify(query)} ${time}`;
        expect(map.total, words).toBe(list.length);
        expect(map.isMore).toBe(false);
        const lamps = new Map(list.map(({ id, lamp }) => [id, lamp]));
        for (const point of map.points) expect(point.lamp, words).toBe(lamps.get(point.id));
        drawn += map.points.length;
      }
    }
  }
  expect(drawn).toBeGreaterThan(200);
});

test('a case without a place is counted and not drawn; what has ended has no lamp', async () => {
  const ended = await points(dispatcher, { state: ['ended'] });
  expect(ended).toMatchObject({ total: 1, points: [] });
  expect((await points(dispatcher, { state: ['open'] })).points.every(({ lamp }) => lamp !== null)).toBe(
    true,
  );
});

test('an outline that is drawn holds what lies in it and nothing else', async () => {
  const inA = await points(dispatcher, { within: around(city.inGridA, 0.0001) });
  const inB = await points(dispatcher, { within: around(city.inGridB, 0.0001) });
  expect(inA.total).toBeGreaterThanOrEqual(4);
  expect(inB.total).toBe(1);
  expect(inA.points.map(({ id }) => id)).not.toContain(inB.points[0]?.id);
});

test('more cases than a map holds are told as such', async () => {
  const cut = await points(dispatcher, {}, 3);
  expect(cut.isMore).toBe(true);
  expect(cut.total).toBe(3);
  expect((await points(dispatcher, {}, 6)).isMore).toBe(false);
});

test('a map that is asked again reads only the case that has changed', async () => {
  const asked: (readonly unknown[])[] = [];
  const counted = (actor: Actor) => read((tx) => {
    const query: Tx['query'] = (text, values) => {
      if (text.includes('from case_file')) asked.push(values?.[0] as readonly unknown[]);
      return tx.query(text, values);
    };
    return readPoints({ ...tx, query }, actor, { state: ['open'] });
  });
  const first = (await counted(dispatcher)).points.at(-1);
  asked.length = 0;
  await counted(dispatcher);
  expect(asked).toEqual([]);
  await act(handler, first?.id ?? '', 'claim', { personId: handler.personId });
  await counted(dispatcher);
  expect(asked).toEqual([[first?.id]]);
});

test('a screen of all open cases is told where there are more than were read', async () => {
  const cut = await read((tx) => listOpenCases(tx, '500151', 3));
  expect([cut.cases.length, cut.isMore]).toEqual([3, true]);
  const whole = await read((tx) => listOpenCases(tx, '500151'));
  expect([whole.cases.length, whole.isMore]).toEqual([5, false]);
});

test('the cases of one thing in the street are a view of their own', async () => {
  const componentId = '01890000-0000-7000-8000-00000000abcd';
  const [one] = (await points(dispatcher, { within: around(city.inGridA, 0.0001) })).points;
  await store.database.transaction(({ db }) =>
    db
      .updateTable('case_file')
      .set({ component_id: componentId })
      .where('id', '=', one?.id ?? '')
      .execute(),
  );
  expect((await listed(dispatcher, { componentId })).map(({ id }) => id)).toEqual([one?.id]);
  expect((await points(otherDispatcher, { componentId })).total).toBe(0);
});
