// @vitest-environment node
// The shift on the phone: it follows the server's list through losses and cuts, and keeps what work is about.
import { expect, test } from 'vitest';
import { WeatherError } from '../../../platform/web/api/errors.ts';
import { MemoryPocket } from '../../../platform/web/outbox/memory-pocket.ts';
import type { Pocket } from '../../../platform/web/outbox/pocket.ts';
import type { ShiftCase } from '../core/contract-shift.ts';
import { ShiftStore } from './shift-store.ts';

const made = (id: string, version: number) =>
  ({ view: { id, version, steps: [] }, file: { id, lastSeq: version } }) as unknown as ShiftCase;

/** A server with cases at versions, and a line that can be cut after so many answers. */
function line(shelf = new Map<string, unknown>()) {
  const server = new Map<string, number>();
  const asked: string[] = [];
  const state = {
    server,
    asked,
    answersLeft: Number.POSITIVE_INFINITY,
    isListed: (_: string): boolean => true,
    pocket: new MemoryPocket('me', shelf) as Pocket | undefined,
  };
  const answer = () => {
    if (state.answersLeft <= 0) throw new WeatherError('cut');
    state.answersLeft -= 1;
  };
  const listed = () => [...server].filter(([id]) => state.isListed(id));
  const digest = () => listed().map(String).sort().join(';');
  const store = new ShiftStore({
    pocket: () => state.pocket,
    list: async (cursor) => {
      answer();
      asked.push('list');
      const cases = listed().map(([id, version]) => ({ id, version }));
      return { cursor: digest(), isWhole: true, cases: cursor === digest() ? null : cases };
    },
    fetch: async (ids) => {
      answer();
      asked.push(`fetch ${ids.length}`);
      const there = ids.filter((id) => server.has(id));
      return {
        items: there.map((id) => made(id, server.get(id) ?? 0)),
        gone: ids.filter((id) => !server.has(id)),
      };
    },
    wait: async () => undefined,
  });
  return { state, store, server };
}
const heldBy = (store: ShiftStore) =>
  [...store.get().cases.values()].map(({ view }) => `${view.id}@${view.version}`).sort();

test('what has moved is fetched, what is not named any more goes, the rest costs nothing', async () => {
  const { state, store, server } = line();
  for (const [id, version] of [
    ['a', 1],
    ['b', 2],
    ['c', 1],
  ] as const)
    server.set(id, version);
  await store.sync();
  expect(heldBy(store)).toEqual(['a@1', 'b@2', 'c@1']);
  await store.sync();
  expect(state.asked).toEqual(['list', 'fetch 3', 'list']);
  server.set('b', 3);
  server.delete('c');
  await store.sync();
  expect(heldBy(store)).toEqual(['a@1', 'b@3']);
  expect(state.asked.at(-1)).toBe('fetch 1');
});

test('a phone that was closed shows it again without a network, and its owner’s alone', async () => {
  const shelf = new Map<string, unknown>();
  const first = line(shelf);
  first.server.set('a', 4);
  await first.store.sync();
  const again = line(shelf);
  again.state.answersLeft = 0;
  await expect(again.store.sync()).rejects.toThrow(WeatherError);
  expect(heldBy(again.store)).toEqual(['a@4']);
  expect(again.store.get().asOf).toBeGreaterThan(0);
  again.state.pocket = undefined;
  await again.store.open();
  expect(again.store.get()).toMatchObject({ isRead: false, asOf: undefined });
  expect(heldBy(again.store)).toEqual([]);
});

test('a sync that is cut is made good by the next, without fetching anything twice', async () => {
  const { state, store, server } = line();
  for (let n = 0; n < 100; n += 1) server.set(`case-${n}`, 1);
  state.answersLeft = 2;
  await expect(store.sync()).rejects.toThrow(WeatherError);
  expect(store.get().cases.size).toBe(40);
  state.answersLeft = Number.POSITIVE_INFINITY;
  await store.sync();
  expect(store.get().cases.size).toBe(100);
  expect(state.asked).toEqual(['list', 'fetch 40', 'list', 'fetch 40', 'fetch 20']);
});

test('a case that I have unsent work about stays, also when it is not mine any more', async () => {
  const { store, server } = line();
  server.set('a', 1);
  await store.sync();
  store.keep(['a']);
  server.delete('a');
  server.set('b', 1);
  await store.sync();
  expect(heldBy(store)).toEqual(['a@1', 'b@1']);
  store.keep([]);
  server.set('b', 2);
  await store.sync();
  expect(heldBy(store)).toEqual(['b@2']);
});

test('a case that was opened is followed beside the list, and whoever may not see it is told', async () => {
  const { state, store, server } = line();
  server.set('a', 1);
  await store.sync();
  expect(await store.visit('nobody')).toBe(false);
  server.set('b', 1);
  state.isListed = (id) => id !== 'b';
  expect(await store.visit('b')).toBe(true);
  await store.sync();
  expect(heldBy(store)).toEqual(['a@1', 'b@1']);
  server.set('b', 2);
  await store.sync();
  expect(heldBy(store)).toEqual(['a@1', 'b@2']);
});

test('an older answer that comes late does not undo a newer one', async () => {
  const { store, server } = line();
  server.set('a', 5);
  await store.sync();
  server.set('a', 4);
  await store.fetch(['a']);
  expect(heldBy(store)).toEqual(['a@5']);
});

test('what comes after its person has left is kept for nobody', async () => {
  const { state, store, server } = line();
  server.set('a', 1);
  const syncing = store.sync();
  state.pocket = undefined;
  await store.open();
  await syncing;
  expect(heldBy(store)).toEqual([]);
});
