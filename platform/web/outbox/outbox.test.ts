// Nothing that was photographed or typed is lost, and nothing is sent twice, whatever the network does.
import { beforeEach, expect, test } from 'vitest';
import { RefusedError, WeatherError } from '../api/errors.ts';
import { Outbox, type Ways } from './outbox.ts';
import { bodyOf, type Parcel, retryAfterMs, sendable } from './parcel.ts';
import { parcelStore } from './parcel-store.ts';

const parcel = (id: string, change: Partial<Parcel> = {}): Parcel => ({
  id,
  owner: 'me',
  intent: `intent-${id}`,
  url: '/api/cases',
  body: { description: id },
  label: id,
  madeAt: Number(id),
  state: 'waiting',
  pictures: [
    { key: `p${id}`, field: 'photoIds', bytes: new ArrayBuffer(2), type: 'image/jpeg', intent: `pi-${id}` },
  ],
  ...change,
});
const refused = new RefusedError({
  status: 422,
  code: 'areas.outside',
  detail: '不在范围内',
  data: {},
  retryable: false,
});

/** A network that can be cut, and that notes every key it was shown. */
function network() {
  const seen: string[] = [];
  const later: (() => void)[] = [];
  const state = { isUp: true, refuses: undefined as Error | undefined };
  const ways: Ways = {
    sendPicture: async ({ intent }) => {
      if (!state.isUp) throw new WeatherError('cut');
      seen.push(intent);
      return { id: `id-of-${intent}` };
    },
    sendBody: async ({ intent }, body) => {
      if (!state.isUp) throw new WeatherError('cut');
      if (state.refuses) throw state.refuses;
      seen.push(intent);
      return { id: 'case-1', number: '9901', sent: body };
    },
    later: (work) => {
      later.push(work);
      return () => undefined;
    },
  };
  return { ways, seen, later, state };
}

beforeEach(async () => {
  for (const { id } of await parcelStore.listOf('me')) await parcelStore.remove(id);
});

test('pictures go first, the body carries their ids, and the receipt takes the parcel away', async () => {
  const { ways, seen } = network();
  const box = new Outbox(ways);
  await box.belongTo('me');
  await box.add(parcel('1'));
  await box.flush();
  expect(seen).toEqual(['pi-1', 'intent-1']);
  expect(box.get().parcels).toEqual([]);
  expect(box.get().receipts[0]?.reply).toMatchObject({ number: '9901', sent: { photoIds: ['id-of-pi-1'] } });
});

test('without a network it waits, survives a reload, and goes later with the same keys', async () => {
  const { ways, seen, state, later } = network();
  state.isUp = false;
  const box = new Outbox(ways);
  await box.belongTo('me');
  await box.add(parcel('1'));
  await box.flush();
  expect(box.get().parcels).toHaveLength(1);
  expect(later.length).toBeGreaterThan(0);
  state.isUp = true;
  const reloaded = new Outbox(ways);
  await reloaded.belongTo('me');
  expect(seen).toEqual(['pi-1', 'intent-1']);
  expect(reloaded.get().parcels).toEqual([]);
});

test('a picture that arrived before the cut is not sent again', async () => {
  const { ways, seen, state } = network();
  const box = new Outbox({
    ...ways,
    sendBody: async (one, body) =>
      state.isUp ? ways.sendBody(one, body) : Promise.reject(new WeatherError('cut')),
    sendPicture: async ({ intent }) => {
      seen.push(intent);
      state.isUp = false;
      return { id: 'kept' };
    },
  });
  await box.belongTo('me');
  await box.add(parcel('1'));
  await box.flush();
  state.isUp = true;
  await box.flush();
  expect(seen).toEqual(['pi-1', 'intent-1']);
});

test('a reasoned no stays, with its words, until the person answers it', async () => {
  const { ways, state } = network();
  state.refuses = refused;
  const box = new Outbox(ways);
  await box.belongTo('me');
  await box.add(parcel('1'));
  await box.flush();
  expect(box.get().parcels[0]).toMatchObject({ state: 'needs_you', trouble: '不在范围内' });
  state.refuses = undefined;
  await box.retry('1');
  expect(box.get().parcels).toEqual([]);
});

test('an ended session costs nothing: it waits for the next sign-in', async () => {
  const { ways, state } = network();
  state.refuses = new RefusedError({ ...refused.problem, status: 401, code: 'auth.session_ended' });
  const box = new Outbox(ways);
  await box.belongTo('me');
  await box.add(parcel('1'));
  await box.flush();
  expect(box.get().parcels[0]?.state).toBe('waiting');
});

test('the next person on this phone neither sees nor sends it', async () => {
  const { ways, seen, state } = network();
  state.isUp = false;
  const box = new Outbox(ways);
  await box.belongTo('me');
  await box.add(parcel('1'));
  await box.flush();
  state.isUp = true;
  await box.belongTo('another');
  expect(box.get().parcels).toEqual([]);
  expect(seen).toEqual([]);
});

test('of one case the later work waits behind what needs the person; other cases go on', () => {
  const stuck = parcel('1', { about: 'a', state: 'needs_you' });
  const ids = sendable([parcel('3', { about: 'b' }), parcel('2', { about: 'a' }), stuck]).map(({ id }) => id);
  expect(ids).toEqual(['3']);
});

test('several pictures keep their order and their field; waiting grows up to two minutes', () => {
  const pictures = ['a', 'b', 'c'].map((key) => ({
    key,
    id: key,
    field: key === 'c' ? 'photosAfter' : 'photosBefore',
    bytes: new ArrayBuffer(1),
    type: '',
    intent: key,
  }));
  expect(bodyOf(parcel('1', { pictures }))).toMatchObject({ photosBefore: ['a', 'b'], photosAfter: ['c'] });
  expect([1, 2, 9].map(retryAfterMs)).toEqual([5_000, 10_000, 120_000]);
});
