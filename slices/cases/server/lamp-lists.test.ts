// A list of one lamp holds the very cases that show it, at any moment; those written before their turns were
// kept are worked out by the server itself.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { LAMPS } from '../core/list-filters.ts';
import { fillLitAt } from './fill-lit-at.ts';
import { countView, listCases } from './list-cases.ts';
import { reportCase } from './report-case.ts';
import { actOnCase } from './act-on-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const store = testDatabase('2026-08-05T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009998';
let city: TestDistrict;
let inspector: Actor, dispatcher: Actor, handler: Actor & { kind: 'person' };

const lampOfEach = async () => {
  const { items } = await store.database.read((tx) => listCases(tx, dispatcher, { limit: 200 }));
  return new Map(items.flatMap(({ id, lamp }) => (lamp === null ? [] : [[id, lamp] as const])));
};
const inList = async (lamp: (keyof typeof LAMPS)[]) => {
  const query = { lamp, limit: 200 };
  const { items } = await store.database.read((tx) => listCases(tx, dispatcher, query));
  const { total } = await store.database.read((tx) => countView(tx, dispatcher, { lamp }));
  expect(total).toBe(items.length);
  return items.map(({ id }) => id).sort();
};

/** Every list of lamps against what each case shows. */
async function checkAll(): Promise<Set<string>> {
  const shown = await lampOfEach();
  const names = Object.keys(LAMPS) as (keyof typeof LAMPS)[];
  const several = [['orange', 'paused'], ['green', 'yellow', 'orange']] as const;
  const asked = [...names.map((name) => [name]), ...several];
  for (const lamps of asked) {
    const meant = [...shown].filter(([, lamp]) => (lamps as readonly string[]).includes(lamp));
    expect(await inList([...lamps]), lamps.join()).toEqual(meant.map(([id]) => id).sort());
  }
  return new Set(shown.values());
}

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  inspector = city.actor(1, 'inspector', 'centre');
  dispatcher = city.actor(2, 'dispatcher', 'centre');
  handler = city.actor(5, 'handler', 'sanitation', '.001');
  for (let made = 0; made < 6; made += 1) {
    const body = { channel: 'patrol' as const, description: '建筑垃圾', point: city.inGridA, photoIds: [photo],
      itemCode: city.itemCode };
    const { id } = await store.database.transaction((tx) => reportCase(tx, inspector, { body }));
    const claim = { caseId: id, action: 'claim', body: { personId: handler.personId } };
    if (made % 2 === 0) await store.database.transaction((tx) => actOnCase(tx, handler, claim));
    store.clock.advance(HOUR);
  }
}, 240_000);

test('the list of a lamp holds the cases that show it, hour by hour until all are red', async () => {
  const seen = new Set<string>();
  for (let hour = 0; hour < 60; hour += 3) {
    for (const lamp of await checkAll()) seen.add(lamp);
    store.clock.advance(3 * HOUR);
  }
  expect([...seen].sort()).toEqual(expect.arrayContaining(['green', 'orange', 'red', 'yellow']));
});

test('cases from before their turns were kept are listed rightly once they are worked out', async () => {
  store.clock.set('2026-08-05T15:00:00+08:00');
  await store.database.transaction(({ db }) => db.updateTable('case_file')
    .set({ yellow_at: '-infinity' as never, orange_at: '-infinity' as never }).execute());
  const shown = [...(await lampOfEach()).values()];
  expect((await inList(['orange'])).length).toBeGreaterThan(shown.filter((lamp) => lamp === 'orange').length);
  await store.database.transaction((tx) => fillLitAt.run(tx));
  await checkAll();
});

test('a case from before that is only noted on is listed by its own lamp at once', async () => {
  store.clock.set('2026-08-05T15:00:00+08:00');
  await store.database.transaction(({ db }) =>
    sql`update case_file set clocks = clocks #- '{clock,litAt}'`.execute(db));
  const shown = await checkAll();
  expect([...shown].some((lamp) => lamp === 'green' || lamp === 'yellow')).toBe(true);
  for (const id of (await lampOfEach()).keys()) {
    const note = { caseId: id, action: 'note', body: { words: '已电话联系' } };
    await store.database.transaction((tx) => actOnCase(tx, handler, note));
  }
  expect(await checkAll()).toEqual(shown);
});
