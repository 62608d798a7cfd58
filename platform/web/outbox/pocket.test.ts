// A phone that several people share: each reads only their own, and nobody what was exchanged, cut or left.
import { expect, test, vi } from 'vitest';
import { PocketFull } from './device-db.ts';
import { MemoryPocket } from './memory-pocket.ts';
import { type Pocket, SealedPocket } from './pocket.ts';
import type { RecordName, Records, SealedBytes } from './records.ts';
import { importKey } from './seal.ts';

/** A disk that can be looked at, damaged and filled. */
function disk() {
  const shelf = new Map<string, SealedBytes>();
  const state = { roomBytes: Number.POSITIVE_INFINITY, writes: 0 };
  const keyOf = (name: RecordName) => JSON.stringify(name);
  const sized = () => [...shelf.values()].reduce((sum, one) => sum + one.byteLength, 0);
  const of = (owner: string, kind: string) =>
    [...shelf].flatMap(([key, sealed]) => {
      const name = JSON.parse(key) as RecordName;
      return name[0] === owner && name[1] === kind ? [{ name, sealed }] : [];
    });
  const records: Records = {
    find: async (name) => shelf.get(keyOf(name)),
    list: async (owner, kind) => of(owner, kind),
    ids: async (owner, kind) => of(owner, kind).map(({ name }) => name[2]),
    write: async (puts, removed) => {
      const more = puts.reduce((sum, { sealed }) => sum + sealed.byteLength, 0);
      if (sized() + more > state.roomBytes) throw new PocketFull('full');
      state.writes += 1;
      for (const name of removed) shelf.delete(keyOf(name));
      for (const { name, sealed } of puts) shelf.set(keyOf(name), sealed);
    },
    removeAll: async (owner, kind) => {
      for (const { name } of of(owner, kind)) shelf.delete(keyOf(name));
    },
  };
  return { shelf, state, records };
}

const keyOf = (letter: string) => importKey(new TextEncoder().encode(letter.repeat(32)).buffer);
const pocketOf = async (owner: string, letter: string, records: Records): Promise<Pocket> =>
  new SealedPocket(owner, await keyOf(letter), records);
const readable = (shelf: ReadonlyMap<string, SealedBytes>) =>
  [...shelf.values()].map((bytes) => new TextDecoder('latin1').decode(bytes)).join(' ');

test('what is kept is read again, and its words are nowhere on the disk', async () => {
  const { records, shelf } = disk();
  const mine = await pocketOf('lilei', 'a', records);
  await mine.put('draft', 'd1', { words: 'manhole', picture: new TextEncoder().encode('JPEG').buffer });
  expect(await mine.get('draft', 'd1')).toMatchObject({ words: 'manhole' });
  expect(readable(shelf)).not.toMatch(/manhole|JPEG/);
});

test('the same record written twice never carries the same nonce', async () => {
  const { records, shelf } = disk();
  const mine = await pocketOf('lilei', 'a', records);
  const nonces = new Set<string>();
  for (let n = 0; n < 50; n += 1) {
    await mine.put('fact', 'f', 'same');
    for (const bytes of shelf.values()) nonces.add(String(bytes.subarray(0, 12)));
  }
  expect(nonces.size).toBe(50);
});

test('the next person on this phone finds nothing, and the first one finds all again', async () => {
  const { records } = disk();
  await (await pocketOf('lilei', 'a', records)).put('entry', 'e1', 'secret');
  const next = await pocketOf('hanmei', 'b', records);
  expect([await next.get('entry', 'e1'), await next.list('entry'), await next.ids('entry')]).toEqual([
    undefined,
    [],
    [],
  ]);
  expect(await (await pocketOf('lilei', 'a', records)).get('entry', 'e1')).toBe('secret');
});

test('a record moved to another name, another kind or another owner does not open', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { records, shelf } = disk();
  const mine = await pocketOf('lilei', 'a', records);
  await mine.put('entry', 'e1', 'first');
  const [sealed] = shelf.values();
  for (const name of ['["lilei","entry","e2"]', '["lilei","draft","e1"]', '["hanmei","entry","e1"]']) {
    if (sealed) shelf.set(name, sealed);
  }
  expect(await mine.list('entry')).toEqual([{ id: 'e1', value: 'first' }]);
  expect(await mine.ids('entry')).toEqual(['e1', 'e2']);
  expect(await mine.get('draft', 'e1')).toBeUndefined();
  expect(await (await pocketOf('hanmei', 'a', records)).get('entry', 'e1')).toBeUndefined();
});

test('a damaged record costs itself alone', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { records, shelf } = disk();
  const mine = await pocketOf('lilei', 'a', records);
  await mine.putMany([
    { kind: 'entry', id: 'e1', value: 1 },
    { kind: 'entry', id: 'e2', value: 2 },
  ]);
  const hit = shelf.get('["lilei","entry","e1"]');
  if (hit) hit[20] = (hit[20] ?? 0) ^ 1;
  shelf.set('["lilei","entry","e3"]', new Uint8Array(3));
  expect(await mine.list('entry')).toEqual([{ id: 'e2', value: 2 }]);
});

test('several records are one writing', async () => {
  const { records, state, shelf } = disk();
  const mine = await pocketOf('lilei', 'a', records);
  await mine.put('entry', 'e1', 1);
  await mine.putMany([{ kind: 'receipt', id: 'e1', value: {} }], [{ kind: 'entry', id: 'e1' }]);
  expect(state.writes).toBe(2);
  expect([...shelf.keys()]).toEqual(['["lilei","receipt","e1"]']);
});

test('a full disk changes nothing and says so', async () => {
  const { records, state } = disk();
  const mine = await pocketOf('lilei', 'a', records);
  await mine.put('entry', 'e1', 'kept');
  state.roomBytes = 0;
  await expect(mine.put('entry', 'e2', 'x')).rejects.toBeInstanceOf(PocketFull);
  expect(await mine.list('entry')).toEqual([{ id: 'e1', value: 'kept' }]);
});

test('copies of what the server has give way to work, not to other copies', async () => {
  const { records, state } = disk();
  const mine = await pocketOf('lilei', 'a', records);
  await mine.put('tile', 't', new ArrayBuffer(1_000));
  await mine.put('draft', 'd', 'mine');
  state.roomBytes = 1_200;
  await expect(mine.put('tile', 't2', new ArrayBuffer(1_000))).rejects.toBeInstanceOf(PocketFull);
  expect(await mine.ids('tile')).toEqual(['t']);
  await mine.put('picture', 'p', new ArrayBuffer(800));
  expect([await mine.ids('tile'), await mine.ids('draft'), await mine.ids('picture')]).toEqual([
    [],
    ['d'],
    ['p'],
  ]);
});

test('a file for one person opens in no other pocket and under no other name', async () => {
  const { records } = disk();
  const mine = await pocketOf('lilei', 'a', records);
  const file = await mine.seal('part 1', { words: 'x' });
  if (!file) throw new Error('a sealed pocket seals');
  expect(await mine.unseal('part 1', file)).toEqual({ words: 'x' });
  await expect(mine.unseal('part 2', file)).rejects.toThrow();
  await expect((await pocketOf('hanmei', 'b', records)).unseal('part 1', file)).rejects.toThrow();
});

test('in memory it behaves the same: what is taken out later changes nothing inside', async () => {
  const mine = new MemoryPocket('lilei');
  const list = ['a'];
  await mine.put('draft', 'd', list);
  list.push('b');
  ((await mine.get('draft', 'd')) as string[]).push('c');
  expect(await mine.list('draft')).toEqual([{ id: 'd', value: ['a'] }]);
  await mine.removeAll('draft');
  expect([await mine.ids('draft'), mine.isKept]).toEqual([[], false]);
});
