// Nothing that was photographed or typed is lost, and nothing is sent twice, whatever network, windows and
// batteries do.
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { PocketFull } from './device-db.ts';
import { canonical, type Entry, type NewEntry, nextToSend, retryAfterMs } from './entry.ts';
import { cut, FakeServer, type Line, refusal } from './fake-server.ts';
import { localLocks, type Locks } from './locks.ts';
import { MemoryPocket, type Shelf } from './memory-pocket.ts';
import { Outbox } from './person-outbox.ts';
import type { Pocket } from './pocket.ts';
import { sha256 } from './sha256.ts';
import type { Ways } from './ways.ts';

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

const made = (id: string, change: Partial<NewEntry> = {}): NewEntry => ({
  id,
  url: '/api/cases',
  body: { description: id },
  label: `上报 ${id}`,
  pictures: [{ key: `near ${id}`, field: 'photoIds', type: 'image/jpeg', bytes: bytes(`picture of ${id}`) }],
  ...change,
});

/** One phone: what lies on it, who may write, and what waits for a timer. */
interface Phone {
  readonly shelf: Shelf;
  readonly locks: Locks;
  readonly later: (() => void)[];
  clock: number;
}
const newPhone = (): Phone => ({ shelf: new Map(), locks: localLocks(), later: [], clock: 1_000 });

const waysOf = (phone: Phone, server: FakeServer, line?: Line): Ways => ({
  network: server.over(line),
  later: (work) => {
    phone.later.push(work);
    return () => void phone.later.splice(phone.later.indexOf(work) >>> 0, 1);
  },
  locks: phone.locks,
  clock: () => phone.clock,
  chance: () => 0.5,
  tell: () => undefined,
  whenTold: () => undefined,
});

async function open(phone: Phone, server: FakeServer, line?: Line, owner = 'lilei'): Promise<Outbox> {
  const box = new Outbox(waysOf(phone, server, line));
  await box.belongTo(new MemoryPocket(owner, phone.shelf), true);
  return box;
}

/** A line that is up or down. */
function switchable() {
  const state = { isUp: true, losesAnswers: false };
  const line: Line = {
    pass: async (way) => {
      if (!state.isUp || (state.losesAnswers && way === 'back')) throw cut();
    },
    isDoubled: () => false,
  };
  return { state, line };
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

test('pictures go first, the body carries their ids, and the receipt takes its place', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  const box = await open(phone, server);
  await box.add(made('1'));
  await box.flush();
  expect(server.accepted).toHaveLength(1);
  const [photo] = [...server.photos.values()];
  expect(photo?.sha256).toBe(await sha256(bytes('picture of 1')));
  expect(server.accepted[0]?.text).toContain([...server.photos.keys()][0]);
  const { entries, receipts, sending } = box.get();
  expect([entries, sending]).toEqual([[], undefined]);
  expect(receipts[0]).toMatchObject({ id: '1', label: '上报 1', reply: { number: '1' } });
  expect([...phone.shelf.keys()].sort()).toEqual(['fact/outbox.seq', 'receipt/1']);
});

test('without a network it waits, is on the phone, and goes later with the same key', async () => {
  const [phone, server, net] = [newPhone(), new FakeServer(), switchable()];
  net.state.isUp = false;
  const box = await open(phone, server, net.line);
  await box.add(made('1'));
  await box.flush();
  expect([box.get().entries.length, box.get().isOnline, phone.later.length]).toEqual([1, false, 1]);
  net.state.isUp = true;
  const again = await open(phone, server, net.line);
  await again.flush();
  expect([server.accepted.length, again.get().entries.length]).toEqual([1, 0]);
});

test('an answer that is lost is asked again, and in between nobody can edit or drop it', async () => {
  const [phone, server, net] = [newPhone(), new FakeServer(), switchable()];
  const box = await open(phone, server, net.line);
  net.state.isUp = false;
  await box.add(made('1', { pictures: [] }));
  await box.flush();
  Object.assign(net.state, { isUp: true, losesAnswers: true });
  await box.flush();
  expect(server.accepted).toHaveLength(1);
  expect(box.get().entries[0]?.isMaybeThere).toBe(true);
  expect(await box.remove('1')).toBeUndefined();
  expect(await box.takeBack('1', () => [])).toBe(false);
  net.state.losesAnswers = false;
  await box.flush();
  expect([server.accepted.length, box.get().entries.length, box.get().receipts.length]).toEqual([1, 0, 1]);
});

test('an answer without the receipt of what was sent lets nothing go', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  const ways = waysOf(phone, server);
  const { network } = ways;
  const deaf = new Outbox({
    ...ways,
    network: {
      ...network,
      sendBody: async (...all) => ({ ...(await network.sendBody(...all)), receipt: 'f'.repeat(64) }),
    },
  });
  await deaf.belongTo(new MemoryPocket('lilei', phone.shelf), true);
  await deaf.add(made('1'));
  await deaf.flush();
  expect(deaf.get().entries).toHaveLength(1);
  const box = await open(phone, server);
  await box.flush();
  expect([box.get().entries.length, server.accepted.length]).toEqual([0, 1]);
});

test('a reasoned no stays, with its words, until the person answers it', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  server.refuses.set('1', refusal('areas.outside', 422));
  const box = await open(phone, server);
  await box.add(made('1'));
  await box.flush();
  expect(box.get().entries[0]).toMatchObject({
    state: 'needs_you',
    trouble: { code: 'areas.outside', status: 422 },
  });
  server.refuses.clear();
  await box.retry('1');
  expect([box.get().entries.length, server.accepted.length]).toEqual([0, 1]);
});

test('dropping can be undone with pictures and place in the order', async () => {
  const [phone, server, net] = [newPhone(), new FakeServer(), switchable()];
  net.state.isUp = false;
  const box = await open(phone, server, net.line);
  for (const id of ['1', '2']) await box.add(made(id));
  const undo = await box.remove('1');
  expect(box.get().entries.map(({ id }) => id)).toEqual(['2']);
  await undo?.();
  expect(box.get().entries.map(({ id }) => id)).toEqual(['1', '2']);
  // What was under way without it has met the missing network.
  await box.flush();
  net.state.isUp = true;
  await box.flush();
  expect([server.accepted.map(({ id }) => id), server.photos.size]).toEqual([['1', '2'], 2]);
});

test('taken back for editing it becomes a draft in the same writing, and never comes back', async () => {
  const [phone, server, net] = [newPhone(), new FakeServer(), switchable()];
  net.state.isUp = false;
  const box = await open(phone, server, net.line);
  await box.add(made('1'));
  const isBack = await box.takeBack('1', (entry, pictures) => [
    { kind: 'draft', id: 'd', value: { body: entry.body, size: pictures.get('near 1')?.byteLength } },
  ]);
  expect(isBack).toBe(true);
  expect(phone.shelf.get('draft/d')).toEqual({ body: { description: '1' }, size: 12 });
  net.state.isUp = true;
  await box.flush();
  expect([server.accepted.length, box.get().entries.length]).toEqual([0, 0]);
});

test('taken back while its picture is on its way, it is not sent after all', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  let box: Outbox | undefined;
  const line: Line = {
    pass: async (way, what) => {
      if (way === 'back' && what.startsWith('finish')) await box?.takeBack('1', () => []);
    },
    isDoubled: () => false,
  };
  box = await open(phone, server, line);
  await box.add(made('1'));
  await box.flush();
  expect([server.accepted.length, [...phone.shelf.keys()]]).toEqual([0, ['fact/outbox.seq']]);
});

test('the draft leaves in the writing in which the entry comes', async () => {
  const phone = newPhone();
  const box = await open(phone, new FakeServer());
  phone.shelf.set('draft/d', 'words');
  await box.add(made('1'), [{ kind: 'draft', id: 'd' }]);
  expect(phone.shelf.has('draft/d')).toBe(false);
});

test('a full phone says so and keeps the draft', async () => {
  const phone = newPhone();
  class Full extends MemoryPocket {
    override async putMany(): Promise<void> {
      throw new PocketFull('full');
    }
  }
  const box = new Outbox(waysOf(phone, new FakeServer()));
  await box.belongTo(new Full('lilei', phone.shelf), true);
  phone.shelf.set('draft/d', 'words');
  await expect(box.add(made('1'), [{ kind: 'draft', id: 'd' }])).rejects.toBeInstanceOf(PocketFull);
  expect([box.get().isFull, [...phone.shelf.keys()]]).toEqual([true, ['draft/d']]);
});

test('a damaged picture needs the person and holds up nobody else', async () => {
  const [phone, server, net] = [newPhone(), new FakeServer(), switchable()];
  net.state.isUp = false;
  const box = await open(phone, server, net.line);
  await box.add(made('1'));
  await box.add(made('2'));
  await box.flush();
  phone.shelf.set('picture/near 1', bytes('other bytes!'));
  net.state.isUp = true;
  await box.flush();
  expect(server.accepted.map(({ id }) => id)).toEqual(['2']);
  expect(box.get().entries[0]?.trouble?.code).toBe('outbox.picture_lost');
});

test('an ended session costs nothing, and nobody’s work goes out under another person’s', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  server.refuses.set('1', refusal('auth.session_ended', 401));
  const box = await open(phone, server);
  await box.add(made('1'));
  await box.flush();
  expect(box.get().entries[0]?.state).toBe('waiting');
  server.refuses.clear();
  server.requests.length = 0;
  await box.belongTo(new MemoryPocket('hanmei', new Map()), true);
  expect([box.get().entries, server.requests]).toEqual([[], []]);
  await box.belongTo(new MemoryPocket('lilei', phone.shelf), false);
  expect([box.get().entries.length, server.requests]).toEqual([1, []]);
  await box.belongTo(new MemoryPocket('lilei', phone.shelf), true);
  expect(server.accepted.map(({ owner }) => owner)).toEqual(['lilei']);
});

test('whoever signs out while a picture is on its way sends nothing more', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  let box: Outbox | undefined;
  const line: Line = {
    pass: async (way, what) => {
      if (way === 'back' && what.startsWith('finish')) void box?.belongTo(undefined, false);
    },
    isDoubled: () => false,
  };
  box = await open(phone, server, line);
  await box.add(made('1'));
  await box.flush();
  expect([server.accepted.length, phone.shelf.has('entry/1')]).toEqual([0, true]);
});

test('a picture that was cut goes on where it was', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  let left = 3;
  const line: Line = {
    pass: async (way, what) => {
      if (way === 'there' && what.startsWith('piece')) left -= 1;
      if (left < 0) throw cut();
    },
    isDoubled: () => false,
  };
  const box = await open(phone, server, line);
  await box.add(made('1'));
  await box.flush();
  const before = server.requests.filter((what) => what.startsWith('piece')).length;
  left = 99;
  await box.flush();
  expect([before, server.requests.filter((what) => what.startsWith('piece')).length]).toEqual([3, 3]);
  expect(server.accepted).toHaveLength(1);
});

test('a server that knows no pieces gets the picture whole', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  server.isOld = true;
  const box = await open(phone, server);
  await box.add(made('1'));
  await box.flush();
  expect([server.accepted.length, server.photos.size]).toEqual([1, 1]);
});

test('two windows of one phone send each entry once, and what one adds the other sends', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  const [first, second] = [await open(phone, server), await open(phone, server)];
  await Promise.all(
    [...'123'].map((id) => first.add(made(id))).concat([...'456'].map((id) => second.add(made(id)))),
  );
  await Promise.all([first.flush(), second.flush()]);
  for (const work of [...phone.later]) work();
  await Promise.all([first.flush(), second.flush()]);
  expect(server.accepted.map(({ id }) => id).sort()).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(server.requests.filter((what) => what.startsWith('body'))).toHaveLength(6);
});

test('receipts stay thirty days, also those put out of sight', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  const box = await open(phone, server);
  await box.add(made('1'));
  await box.flush();
  await box.forgetReceipt('1');
  phone.clock += 29 * 86_400_000;
  expect((await open(phone, server)).get().receipts).toMatchObject([{ id: '1', isSeen: true }]);
  phone.clock += 2 * 86_400_000;
  expect((await open(phone, server)).get().receipts).toEqual([]);
  expect(phone.shelf.has('receipt/1')).toBe(false);
});

test('an entry that can’t be read is counted, not dropped', async () => {
  const [phone, server] = [newPhone(), new FakeServer()];
  phone.shelf.set('entry/old', { from: 'another version' });
  const box = await open(phone, server);
  expect([box.get().unreadable, phone.shelf.has('entry/old')]).toEqual([1, true]);
});

test('the same words give the same bytes whatever the order of their names', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (words) => {
      const turned = Object.fromEntries(Object.entries(words).reverse());
      expect(canonical(turned)).toBe(canonical(words));
      expect(JSON.parse(canonical(words))).toEqual(JSON.parse(JSON.stringify(words)));
    }),
  );
});

test('waiting grows up to two minutes, and not all phones wait the same', () => {
  expect([1, 2, 9, 1e6].map((failures) => retryAfterMs(failures, 1))).toEqual([
    5_000, 10_000, 120_000, 120_000,
  ]);
  expect(retryAfterMs(1, 0)).toBe(2_500);
});

const entryOf = (seq: number, about: string | undefined, state: Entry['state']): Entry => ({
  ...{
    id: String(seq),
    owner: 'me',
    seq,
    url: '',
    body: {},
    pictures: [],
    hash: '',
    label: '',
    madeAt: 0,
    state,
  },
  ...(about === undefined ? {} : { about }),
});

test('of one case nothing overtakes what waits for the person; nothing else is held back', () => {
  const one = fc.tuple(fc.constantFrom('a', 'b', undefined), fc.constantFrom('waiting', 'needs_you'));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.nat(), (list, turn) => {
      const entries = list.map(([about, state], seq) => entryOf(seq, about, state as Entry['state']));
      const turned = [...entries.slice(turn % 8), ...entries.slice(0, turn % 8)];
      const next = nextToSend(turned);
      const isFree = (entry: Entry) =>
        entry.state === 'waiting' &&
        (entry.about === undefined ||
          !entries.some(
            ({ about, seq, state }) => about === entry.about && seq < entry.seq && state !== 'waiting',
          ));
      expect(next?.id).toBe(entries.find(isFree)?.id);
    }),
  );
});

class Crash extends Error {}

/** A phone whose battery dies at the n-th thing it does: everything in memory is gone, what is kept stays. */
function dying(phone: Phone, server: FakeServer, dies: { after: number }, script: Line) {
  const step = () => {
    dies.after -= 1;
    if (dies.after < 0) throw new Crash();
  };
  const line: Line = {
    pass: async (way, what) => {
      step();
      await script.pass(way, what);
    },
    isDoubled: script.isDoubled,
  };
  class Dying extends MemoryPocket {
    override async get(...all: Parameters<Pocket['get']>) {
      step();
      return super.get(...all);
    }
    override async putMany(...all: Parameters<Pocket['putMany']>) {
      step();
      await super.putMany(...all);
      step();
    }
  }
  return { ways: waysOf(phone, server, line), pocket: new Dying('lilei', phone.shelf) };
}

const world = fc.record({
  /** Of which case each thing is. */
  cases: fc.array(fc.constantFrom('a', 'b', undefined), { minLength: 1, maxLength: 6 }),
  /** After how many steps each battery dies. */
  deaths: fc.array(fc.nat(40), { maxLength: 8 }),
  /** For each passing of the line: kept, lost, or arriving twice. */
  luck: fc.array(fc.constantFrom('ok', 'ok', 'ok', 'lost', 'double'), { minLength: 1, maxLength: 60 }),
  refused: fc.option(fc.nat(5)),
  /** In days. Forward by less than the month for which receipts are kept, however they add up. */
  clockJumps: fc.array(fc.integer({ min: -9, max: 4 }), { maxLength: 7 }),
});

interface World {
  readonly cases: readonly (string | undefined)[];
  readonly deaths: readonly number[];
  readonly luck: readonly string[];
  readonly refused: number | null;
  readonly clockJumps: readonly number[];
}

/** A line with the luck of this world, which turns fair at the end. */
function lineOf(luck: readonly string[], seen: { lost: number; doubled: number }) {
  const state = { turn: 0, isFair: false };
  const next = () => {
    state.turn += 1;
    return state.isFair ? 'ok' : luck[state.turn % luck.length];
  };
  const line: Line = {
    pass: async () => {
      if (next() !== 'lost') return;
      seen.lost += 1;
      throw cut();
    },
    isDoubled: () => {
      const isDoubled = next() === 'double';
      seen.doubled += isDoubled ? 1 : 0;
      return isDoubled;
    },
  };
  return { line, state };
}

/** Opens the app, makes what is not made yet, sends; until the battery dies. */
async function live(box: Outbox, store: Pocket, wanted: readonly NewEntry[], added: Set<string>) {
  try {
    await box.belongTo(store, true);
    for (const one of wanted) {
      if (added.has(one.id)) continue;
      await box.add(one);
      added.add(one.id);
    }
    for (let n = 0; n < 4; n += 1) await box.flush();
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
}

function expectOnceInOrder(
  phone: Phone,
  server: FakeServer,
  wanted: readonly NewEntry[],
  refused: number | null,
) {
  const stuck = held(wanted, refused);
  const due = wanted.filter(({ id }) => !stuck.includes(id));
  const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  expect(idsOf(server.accepted).sort()).toEqual(idsOf(due).sort());
  for (const about of ['a', 'b']) {
    const isAbout = (one: { about?: string | undefined }) => one.about === about;
    expect(idsOf(server.accepted.filter(isAbout))).toEqual(idsOf(due.filter(isAbout)));
  }
  for (const { id } of due) expect(phone.shelf.has(`receipt/${id}`)).toBe(true);
}

test('through deaths, lost and doubled messages and wrong clocks each is there once, in order', async () => {
  const seen = { deaths: 0, lost: 0, doubled: 0 };
  const run = async ({ cases, deaths, luck, refused, clockJumps }: World) => {
    const [phone, server] = [newPhone(), new FakeServer()];
    const script = lineOf(luck, seen);
    const wanted = cases.map((about, n) => made(`e${n}`, about === undefined ? {} : { about }));
    if (refused !== null) server.refuses.set(`e${refused}`, refusal('case.changed', 409));
    const added = new Set<string>();
    const runs = [...deaths, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const [index, after] of runs.entries()) {
      script.state.isFair = index === runs.length - 1;
      phone.clock += (clockJumps[index] ?? 0) * 86_400_000;
      const dies = { after };
      // A window that died gave its locks back.
      const alive = { ...phone, locks: localLocks() };
      const { ways, pocket } = dying(alive, server, dies, script.line);
      const box = new Outbox(ways);
      await live(box, pocket, wanted, added);
      seen.deaths += dies.after < 0 ? 1 : 0;
      if (script.state.isFair) expect(box.get().entries.map(({ id }) => id)).toEqual(held(wanted, refused));
      await box.belongTo(undefined, false);
    }
    expectOnceInOrder(phone, server, wanted, refused);
  };
  await fc.assert(fc.asyncProperty(world, run), { numRuns: 300 });
  // The search was not empty.
  expect(Math.min(seen.deaths, seen.lost, seen.doubled)).toBeGreaterThan(100);
});

/** What must still be on the phone: the refused one, and what came after it on the same case. */
function held(wanted: readonly NewEntry[], refused: number | null): string[] {
  const at = wanted.findIndex(({ id }) => id === `e${refused}`);
  if (at < 0) return [];
  const about = wanted[at]?.about;
  return wanted
    .filter((one, n) => n === at || (n > at && about !== undefined && one.about === about))
    .map(({ id }) => id);
}

test('screens are told when something has changed, and not each time the phone looks', async () => {
  const [phone, server, net] = [newPhone(), new FakeServer(), switchable()];
  const box = await open(phone, server, net.line);
  net.state.isUp = false;
  await box.add(made('1', { pictures: [] }));
  await box.flush();
  const { entries, receipts } = box.get();
  await box.flush();
  expect(box.get().entries).toBe(entries);
  expect(box.get().receipts).toBe(receipts);
  net.state.isUp = true;
  await box.flush();
  expect(box.get()).toMatchObject({ entries: [], receipts: [{ id: '1' }] });
  let told = 0;
  box.subscribe(() => {
    told += 1;
  });
  await box.flush();
  expect(told).toBe(0);
});
