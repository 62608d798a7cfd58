// X and then U, U, through the doors and with the keys and versions that the desk sends: an acceptance and a
// split are taken back one after the other, and the case stands as it was reported, with its clocks, its
// timers and its shares; each of the requests may arrive twice.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { SECOND } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { testTown, type Fields, type Town } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town: Town = testTown(store, app);

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  store.database.read(async (tx) => (await query.execute(tx.db)).rows);

/** All that an undoing has to bring back, as the store holds it. */
async function storedOf(id: string) {
  const [file] = await rows(sql<Fields>`
    select state, item_code, area_path, address, unit_id, co_unit_ids, holder_unit_id, holder_person_id,
      centre_unit_id, deadline_at, dispatched_at, ended_at, rule, clocks
    from case_file where id = ${id}::uuid`);
  const timers = await rows(
    sql<Fields>`select kind, due_at, data from timer where key = ${id} order by kind`,
  );
  return { file, timers };
}
/** `accept 1` and the like: of units alone, and not of their levels together. */
const sharesOf = async (id: string): Promise<readonly string[]> =>
  (
    await rows(sql<{ kind: string; times: number }>`
      select kind, times from case_share where case_id = ${id}::uuid
        and unit_id > '00000000-0000-0000-0000-0000000000ff' order by kind, unit_id`)
  ).map(({ kind, times }) => `${kind} ${times}`);

interface Case {
  readonly id: string;
  version: number;
}
let sent = 0;

/** As the desk sends it: with the version that it showed and a key of its own; and once more with the same
 *  key, as after an answer that got lost. */
async function act({ id, version }: Case, action: string, body: object = {}): Promise<Case> {
  sent += 1;
  const asking = { key: `split-undone-${sent}`, version };
  const url = `/api/cases/${id}/${action}`;
  const first = await town.post('streetDispatcher', url, body, asking);
  expect(first.status, JSON.stringify(first.body)).toBe(200);
  const again = await town.post('streetDispatcher', url, body, asking);
  expect([again.status, again.body]).toEqual([200, first.body]);
  return { id, version: Number(first.body.version) };
}

async function report(): Promise<Case> {
  const { status, body } = await town.report('officer', { channel: 'citizen', itemCode: town.city.itemCode });
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: String(body.id), version: Number(body.version) };
}
const parts = () => [
  { words: '清运' },
  { unitId: town.city.unit('urban_management').id, words: '扶护栏', reason: '护栏归城管' },
];
const actionsOf = async (id: string): Promise<readonly string[]> => {
  const { body } = await town.get('streetDispatcher', `/api/cases/${id}`);
  return (body.steps as { action: string }[]).map(({ action }) => action);
};
const withdrawnParts = async (id: string): Promise<readonly string[]> => {
  const found = await rows(sql<{ id: string; state: string }>`
    select id, state from case_file where main_case_id = ${id}::uuid order by id`);
  expect(found.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  return found.map((part) => part.id);
};

test('accepted, split, both taken back: the case is as reported, whatever arrived twice', async () => {
  let of = await report();
  const reported = await storedOf(of.id);
  expect(await sharesOf(of.id)).toEqual([]);
  store.clock.advance(20 * SECOND);
  of = await act(of, 'accept');
  const accepted = await storedOf(of.id);
  const afterAccepting = await sharesOf(of.id);
  expect(afterAccepting).toEqual(['accept 1', 'any 1']);
  const stale = of.version;
  store.clock.advance(10 * SECOND);
  of = await act(of, 'split', { parts: parts() });
  expect(await sharesOf(of.id)).toEqual(['accept 1', 'any 2', 'dispatch 1']);
  store.clock.advance(10 * SECOND);
  of = await act(of, 'undo_split');
  expect(await storedOf(of.id)).toEqual(accepted);
  expect(await sharesOf(of.id)).toEqual(afterAccepting);
  for (const part of await withdrawnParts(of.id)) expect(await sharesOf(part)).toEqual([]);
  const late = await town.post('streetDispatcher', `/api/cases/${of.id}/undo_accept`, {}, { version: stale });
  expect(late).toMatchObject({ status: 409, body: { code: 'cases.changed' } });
  of = await act(of, 'undo_accept');
  expect(await storedOf(of.id)).toEqual(reported);
  // What was accepted was accepted: it stays its centre's, and counts once with the next (0007).
  expect(await sharesOf(of.id)).toEqual(afterAccepting);
  expect(await actionsOf(of.id)).toEqual(['report', 'accept', 'split', 'undo_split', 'undo_accept']);
  const { body } = await town.get('streetDispatcher', `/api/cases/${of.id}/history/verify`);
  expect(body).toMatchObject({ isIntact: true, steps: 5 });
});

test('split by one key from where it was reported, it comes back by two, to be dispatched as one',
  async () => {
  let of = await report();
  const reported = await storedOf(of.id);
  of = await act(of, 'split', { parts: parts() });
  expect(await actionsOf(of.id)).toEqual(['report', 'accept', 'split']);
  store.clock.advance(30 * SECOND);
  of = await act(of, 'undo_split');
  of = await act(of, 'undo_accept');
  expect(await storedOf(of.id)).toEqual(reported);
  await withdrawnParts(of.id);
  of = await act(of, 'accept');
  of = await act(of, 'dispatch');
  expect((await storedOf(of.id)).file).toMatchObject({ state: 'dispatched' });
});
