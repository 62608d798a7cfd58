// Whose pocket a phone opens: one person at a time, also on a phone without room and on one without storage.
import { expect, test, vi } from 'vitest';
import { PocketFull } from './device-db.ts';
import { type Drawer, keyringIn } from './keyring.ts';

const SECRET = btoa('k'.repeat(32));

function device() {
  const notes = new Map<string, unknown>();
  const state = { isFull: false, isThere: true };
  const drawer: Drawer = {
    find: async (name) => notes.get(name),
    change: async (put, removed) => {
      if (!state.isThere) return false;
      if (state.isFull && Object.keys(put).length > 0) throw new PocketFull('full');
      for (const name of removed) notes.delete(name);
      for (const [name, value] of Object.entries(put)) notes.set(name, value);
      return true;
    },
  };
  return { notes, state, drawer };
}

test('whoever leaves takes the key along, and the sign-out outlives the page', async () => {
  const { drawer } = device();
  const first = keyringIn(drawer);
  await first.keep('lilei', SECRET);
  expect(await keyringIn(drawer).find()).toMatchObject({ owner: 'lilei', key: { extractable: false } });
  await first.drop({ personId: 'lilei' });
  const second = keyringIn(drawer);
  expect(await second.find()).toBeUndefined();
  expect(await second.untoldSignOut()).toEqual({ personId: 'lilei' });
  await second.told();
  expect(await keyringIn(drawer).untoldSignOut()).toBeUndefined();
});

test('on a full phone one can still leave, and the next one come in', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { drawer, notes, state } = device();
  const phone = keyringIn(drawer);
  await phone.keep('lilei', SECRET);
  state.isFull = true;
  await phone.drop({ personId: 'lilei' });
  expect([notes.size, await phone.find(), await phone.untoldSignOut()]).toEqual([
    0,
    undefined,
    { personId: 'lilei' },
  ]);
  await phone.told();
  await phone.keep('hanmei', SECRET);
  expect([notes.size, (await phone.find())?.owner]).toEqual([0, 'hanmei']);
  state.isFull = false;
  await phone.keep('lilei', SECRET);
  expect((await phone.find())?.owner).toBe('lilei');
  expect(notes.size).toBe(1);
});

test('a device without storage remembers for this visit', async () => {
  const { drawer, state } = device();
  state.isThere = false;
  const phone = keyringIn(drawer);
  await phone.keep('lilei', undefined);
  expect(await phone.find()).toEqual({ owner: 'lilei', key: undefined });
  await phone.drop();
  expect(await phone.find()).toBeUndefined();
  expect(await keyringIn(drawer).find()).toBeUndefined();
});
