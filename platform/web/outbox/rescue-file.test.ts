// A phone that is about to be lost: what was unsent comes into another one, once, and into nobody else's.
import { beforeEach, expect, test, vi } from 'vitest';
import type { NewEntry } from './entry.ts';
import { cut, FakeServer } from './fake-server.ts';
import { localLocks } from './locks.ts';
import { MemoryPocket } from './memory-pocket.ts';
import { Outbox } from './person-outbox.ts';
import { readRescue, RescueError, writeRescue } from './rescue-file.ts';
import { importKey, seal, unseal } from './seal.ts';

/** A pocket in memory that seals files as the real one does. */
class SealingPocket extends MemoryPocket {
  readonly #key: Promise<CryptoKey>;
  constructor(owner: string) {
    super(owner, new Map());
    this.#key = importKey(new TextEncoder().encode(owner.padEnd(32, '.')).buffer);
  }
  override async seal(name?: string, value?: unknown): Promise<never> {
    return (await seal(await this.#key, [this.owner, name ?? ''], value)) as never;
  }
  override async unseal(name?: string, sealed?: Uint8Array<ArrayBuffer>): Promise<unknown> {
    return unseal(await this.#key, [this.owner, name ?? ''], sealed ?? new Uint8Array());
  }
}

const made = (id: string): NewEntry => ({
  id,
  url: '/api/cases',
  body: { description: id },
  label: id,
  pictures: [
    {
      key: `p${id}`,
      field: 'photoIds',
      type: 'image/jpeg',
      bytes: new TextEncoder().encode(`photo ${id}`).buffer,
    },
  ],
});

async function phone(owner: string, server: FakeServer, line = { isUp: true }) {
  const store = new SealingPocket(owner);
  const box = new Outbox({
    network: server.over({
      pass: async () => {
        if (!line.isUp) throw cut();
      },
      isDoubled: () => false,
    }),
    later: () => () => undefined,
    locks: localLocks(),
    clock: () => 1,
    chance: () => 0,
    tell: () => undefined,
    whenTold: () => undefined,
  });
  await box.belongTo(store, true);
  const write = async () =>
    new Blob([...(await writeRescue(store, box.get().entries, (entry) => box.picturesOf(entry)))]);
  const read = async (file: Blob) => {
    let fresh = 0;
    const total = await readRescue(store, file, async (whole) => {
      fresh += await box.take([whole]);
    });
    return { fresh, total };
  };
  return { box, store, write, read };
}

const faultOf = (error: unknown) => (error instanceof RescueError ? error.fault : error);
const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));

test('what is unsent on one phone is sent from another, once, however often the file is read', async () => {
  const server = new FakeServer();
  const line = { isUp: false };
  const [old, fresh] = [await phone('lilei', server, line), await phone('lilei', server)];
  for (const id of ['1', '2', '3']) await old.box.add(made(id));
  const file = await old.write();
  expect(await fresh.read(file)).toEqual({ fresh: 3, total: 3 });
  await fresh.box.flush();
  expect(await fresh.read(file)).toEqual({ fresh: 0, total: 3 });
  line.isUp = true;
  await old.box.flush();
  expect(server.accepted.map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect(old.box.get().entries).toEqual([]);
  expect(new Set([...server.photos.values()].map((one) => one.sha256)).size).toBe(3);
});

test('its words are nowhere in the file, and nobody else can read it', async () => {
  const [mine, other] = [
    await phone('lilei', new FakeServer(), { isUp: false }),
    await phone('hanmei', new FakeServer()),
  ];
  await mine.box.add(made('manhole'));
  const file = await mine.write();
  expect(new TextDecoder('latin1').decode(await bytesOf(file))).not.toMatch(/manhole|lilei/);
  expect(await other.read(file).catch(faultOf)).toBe('another_person');
  expect(await mine.read(new Blob(['a photo'])).catch(faultOf)).toBe('not_ours');
});

test('of a damaged file what can be read is taken, and the damage is told', async () => {
  const old = await phone('lilei', new FakeServer(), { isUp: false });
  for (const id of ['1', '2', '3']) await old.box.add(made(id));
  const whole = await bytesOf(await old.write());
  const hit = whole.slice();
  hit[whole.length - 20] = (hit[whole.length - 20] ?? 0) ^ 1;
  for (const bytes of [whole.slice(0, whole.length - 30), hit]) {
    const fresh = await phone('lilei', new FakeServer(), { isUp: false });
    expect(await fresh.read(new Blob([bytes])).catch(faultOf)).toBe('broken');
    expect(fresh.box.get().entries.map(({ id }) => id)).toEqual(['1', '2']);
  }
});

test('parts can be neither left out nor exchanged unseen', async () => {
  const old = await phone('lilei', new FakeServer(), { isUp: false });
  for (const id of ['1', '2']) await old.box.add(made(id));
  const parts = await writeRescue(old.store, old.box.get().entries, (entry) => old.box.picturesOf(entry));
  const [head, list, first, second] = [
    parts.slice(0, 2),
    parts.slice(2, 4),
    parts.slice(4, 6),
    parts.slice(6, 8),
  ];
  for (const order of [[first], [second, first], [first, first], [first, second, second]]) {
    const fresh = await phone('lilei', new FakeServer(), { isUp: false });
    const file = new Blob([...head, ...list, ...order.flat()]);
    expect(await fresh.read(file).catch(faultOf)).toBe('broken');
  }
});
