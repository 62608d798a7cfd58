// What an operator sees of a running server is what is in the store.
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { MINUTE } from '../../../kernel/duration.ts';
import { testDatabase } from '../db/test-database.ts';
import { publishEvents } from '../events/event.ts';
import { makeEventReader } from '../events/reader.ts';
import { scheduleTimers } from '../jobs/timer.ts';
import { addOperations } from './operations.ts';

const store = testDatabase();

test('events nobody has read and a timer nobody has fired are seen by whoever watches', async () => {
  const { database, clock } = store;
  const app = fastify();
  const watched = [{ name: 'gridloop_lamps', help: 'Lamps', count: async () => 7 }];
  addOperations(app, { database, clock, version: '1.2.3', watched });
  const names = ['watched'];
  const subscribers = names.map((name) => ({ name, kinds: ['case.closed'], handle: async () => undefined }));
  const reader = makeEventReader({ database, clock, subscribers, onError: () => undefined });
  await reader.register();
  await database.transaction(async (tx) => {
    await publishEvents(tx, [{ kind: 'case.closed', districtId: '500151' }]);
    await scheduleTimers(tx, [{ kind: 'case.ladder', key: 'a', dueAt: tx.now }]);
  });
  clock.advance(3 * MINUTE);
  const before = (await app.inject('/metrics')).body;
  expect(before).toContain('gridloop_events_unread{subscriber="watched"} 1');
  expect(before).toContain('gridloop_timer_late_seconds 180');
  expect(before).toContain('gridloop_lamps 7');
  await reader.deliverAll();
  const after = (await app.inject('/metrics')).body;
  expect(after).toContain('gridloop_events_unread{subscriber="watched"} 0');
  expect(after).toContain('gridloop_events_stuck{subscriber="watched"} 0');
  expect((await app.inject('/ready')).json()).toEqual({ status: 'ready' });
  expect((await app.inject('/health')).json()).toEqual({ status: 'ok', version: '1.2.3' });
  await app.close();
});
