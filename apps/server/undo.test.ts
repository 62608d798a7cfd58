// An end that was a slip of the hand, through the doors: taken back within the minute, and whoever was told
// of it is told the correction; a part is told to the unit that gets it, its result to the centre.
import { beforeAll, expect, test } from 'vitest';
import { SECOND } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { testTown, type Town, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town: Town = testTown(store, app);
let photoId = '';

/** By an officer with an account, so that notices reach the reporter; citizens' channel: it waits. */
async function report(): Promise<string> {
  const reply = await town.report('officer', { channel: 'citizen', itemCode: town.city.itemCode });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return String(reply.body.id);
}
async function act(who: Who, id: string, action: string, body: object = {}): Promise<void> {
  const reply = await town.post(who, `/api/cases/${id}/${action}`, body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
}
async function toldTo(who: Who, caseId: string): Promise<string[]> {
  await app.settle();
  const { body } = await town.get(who, '/api/notices');
  const items = body.notices as { kind: string; caseId: string }[];
  return items.filter((one) => one.caseId === caseId).map(({ kind }) => kind);
}

beforeAll(async () => {
  photoId = await town.photo('handler');
}, 120_000);

test('what the reporter was told falsely is corrected: merged and unmerged, refused and not', async () => {
  const [id, main] = [await report(), await report()];
  await act('streetDispatcher', id, 'merge', { mainCaseId: main });
  await act('streetDispatcher', id, 'undo_merge');
  await act('streetDispatcher', id, 'reject', { reasonCode: 'not_true', reply: '未见' });
  await act('streetDispatcher', id, 'undo_reject');
  expect((await toldTo('officer', id)).sort()).toEqual(
    ['case.merge_undone', 'case.merged', 'case.reject_undone', 'case.rejected'].sort(),
  );
  await act('streetDispatcher', id, 'reject', { reasonCode: 'not_true', reply: '未见' });
  store.clock.advance(61 * SECOND);
  const late = await town.post('streetDispatcher', `/api/cases/${id}/undo_reject`, {});
  expect(late).toMatchObject({ status: 409, body: { code: 'cases.end_undo_over' } });
});

test('an acceptance and its dispatch are taken back, and the reporter hears the correction', async () => {
  const id = await report();
  await act('streetDispatcher', id, 'accept');
  await act('streetDispatcher', id, 'dispatch');
  await act('streetDispatcher', id, 'undo');
  await act('streetDispatcher', id, 'undo_accept');
  const seen = await town.get('streetDispatcher', `/api/cases/${id}`);
  expect(seen.body).toMatchObject({ state: 'reported', unit: null });
  const kinds = ['case.accepted', 'case.accept_undone'];
  expect(await toldTo('officer', id)).toEqual(expect.arrayContaining(kinds));
  await act('streetDispatcher', id, 'accept');
  store.clock.advance(61 * SECOND);
  const late = await town.post('streetDispatcher', `/api/cases/${id}/undo_accept`, {});
  expect(late).toMatchObject({ status: 409, body: { code: 'cases.accept_undo_over' } });
});

test('a split is told to the reporter, each part to its unit, the gathered whole to the centre', async () => {
  const id = await report();
  const office = town.city.unit('urban_management').id;
  const parts = [{ words: '清运' }, { unitId: office, words: '扶护栏', reason: '护栏归城管' }];
  await act('streetDispatcher', id, 'split', { parts, words: '分办' });
  const seen = await town.get('streetDispatcher', `/api/cases/${id}`);
  const [first, second] = seen.body.parts as { id: string }[];
  expect(await toldTo('officer', id)).toContain('case.split');
  expect(await toldTo('handler', first?.id ?? '')).toEqual(['case.dispatched']);
  await act('handler', first?.id ?? '', 'claim', { personId: town.personId('handler') });
  await act('handler', first?.id ?? '', 'feed_back', { result: '清了', photoIds: [photoId] });
  await act('streetInspector', first?.id ?? '', 'verify', { finding: '好' });
  await act('streetDispatcher', first?.id ?? '', 'close', { closingCode: 'solved' });
  expect(await toldTo('streetDispatcher', id)).toContain('case.part_ended');
  await act('streetDispatcher', second?.id ?? '', 'undo');
  const elsewhere = { reasonCode: 'handled_elsewhere', reply: '已扶正' };
  await act('streetDispatcher', second?.id ?? '', 'reject', elsewhere);
  expect(await toldTo('streetDispatcher', id)).toContain('case.gathered');
});

test('a split taken back is corrected with the reporter; its units have nothing left to do', async () => {
  const id = await report();
  const office = town.city.unit('urban_management').id;
  const parts = [{ words: '清运' }, { unitId: office, words: '扶护栏', reason: '护栏归城管' }];
  await act('streetDispatcher', id, 'split', { parts, words: '分办' });
  const seen = await town.get('streetDispatcher', `/api/cases/${id}`);
  const [first] = seen.body.parts as { id: string }[];
  await act('streetDispatcher', id, 'undo_split');
  expect(await toldTo('officer', id)).toContain('case.split_undone');
  const told = await toldTo('handler', first?.id ?? '');
  expect(told.sort()).toEqual(['case.dispatched', 'case.part_withdrawn']);
});
