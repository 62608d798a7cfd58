// Who hears of a case on a live stream: whoever may open it, and nobody else.
import { expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { findActor } from '../../slices/people/server/public.ts';
import { heardBy } from './may-hear.ts';
import { testApp } from './test-app.ts';
import { testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

test('the stream of a case is heard by those who may open it, and refused to the next street', async () => {
  const sent = await town.report('streetInspector');
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  const topic = `case:${String(sent.body.id)}`;
  const hear = async (who: Who) => {
    const actor = await store.database.read((tx) => findActor(tx, town.personId(who)));
    return actor && heardBy(store.database)(actor, [topic, 'case:none', 'district:500151']);
  };
  for (const who of ['dispatcher', 'streetDispatcher', 'handler', 'gridHead'] as const) {
    expect([who, await hear(who)]).toEqual([who, [topic, 'district:500151']]);
  }
  for (const who of ['otherStreet', 'otherHandler'] as const) {
    expect([who, await hear(who)]).toEqual([who, ['district:500151']]);
  }
  const refused = await town.get('otherStreet', `/api/live?topics=${topic}`);
  expect([refused.status, refused.body.code]).toEqual([403, 'auth.not_allowed']);
});
