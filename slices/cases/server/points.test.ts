// The map holds the very cases of the list, for whoever reads and whatever they ask, and says when it can't
// hold them all.
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { ViewQuery } from '../core/contract-lists.ts';
import type { PointsQuery } from '../core/contract-map.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { actOnCase } from './act-on-case.ts';
import { listCases } from './list-cases.ts';
import { listOpenCases } from './read-open-cases.ts';
import { readPoints, scansOf } from './read-points.ts';
import { reportCase } from './report-case.ts';
import { dotsAfter, type HeldDots } from '../core/points.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const store = testDatabase('2026-08-05T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
let city: TestDistrict;
type Person = Actor & { kind: 'person' };
let inspector: Person, dispatcher: Person, streetDispatcher: Person, otherDispatcher: Person, handler: Person;

const read = <T>(work: Parameters<typeof store.database.read<T>>[0]) => store.database.read(work);
const asked = (actor: Actor, query: PointsQuery, most?: number) =>
  read((tx) => readPoints(tx, actor, query, most));

/** What a screen draws that asks for the first time. */
async function points(actor: Actor, query: ViewQuery, most?: number) {
  const { total, isMore, dots } = dotsAfter(undefined, await asked(actor, query, most));
  return { total, isMore, points: [...dots.values()] };
}

async function listed(actor: Actor, query: ViewQuery) {
  const items: { id: string; lamp: string | null }[] = [];
  let cursor: string | undefined;
  do {
    const page = await read((tx) =>
      listCases(tx, actor, { ...query, limit: 3, ...(cursor ? { cursor } : {}) }),
    );
    items.push(...page.items.map(({ id, lamp }) => ({ id, lamp })));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

const report = (point: 'inGridA' | 'inGridB') =>
  read((tx) =>
    reportCase(tx, inspector, {
      body: {
        channel: 'patrol',
        description: '建筑垃圾',
        point: city[point],
        photoIds: [photo],
        itemCode: city.itemCode,
      },
    }),
  );
const act = (actor: Actor, caseId: string, action: string, body: Record<string, unknown>) =>
  store.database.transaction((tx) => actOnCase(tx, actor, { caseId, action, body }));

const around = ({ lon, lat }: { lon: number; lat: number }, far: number): string =>
  [
    [-far, -far],
    [far, -far],
    [far, far],
    [-far, far],
  ]
    .map(([x = 0, y = 0]) => `${lon + x},${lat + y}`)
    .join(';');

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  inspector = city.actor(1, 'inspector', 'centre');
  dispatcher = city.actor(2, 'dispatcher', 'centre');
  streetDispatcher = city.actor(3, 'dispatcher', 'centre', '.001');
  otherDispatcher = city.actor(4, 'dispatcher', 'centre', '.002');
  handler = city.actor(5, 'handler', 'sanitation', '.001');
  for (let made = 0; made < 4; made += 1) await report('inGridA');
  await report('inGridB');
  const { id } = await report('inGridA');
  await act(handler, id, 'claim', { personId: handler.personId });
  await act(handler, id, 'feed_back', { result: '已清', photoIds: [photo] });
  await act(inspector, id, 'verify', { finding: '已清' });
  await act(streetDispatcher, id, 'close', { closingCode: 'solved' });
  await store.database.transaction(({ db }) =>
    db.updateTable('case_file').set({ point: null, lon: null, lat: null }).where('id', '=', id).execute(),
  );
}, 240_000);

test('whoever asks whatever of the map gets the cases of the list, with their lamps', async () => {
  const asked: ViewQuery[] = [
    {},
    { state: ['open'] },
    { state: ['ended'] },
    { areaPath: '500151.001' },
    { lamp: ['green'] },
    { lamp: ['yellow', 'orange'] },
    { lamp: ['red'] },
    { text: '垃圾' },
    { sort: 'deadline' },
    { within: around(city.inGridA, 0.0001) },
    { due: 'today' },
    { mine: 'reported' },
  ];
  let drawn = 0;
  for (const time of ['08:00', '10:00', '23:00']) {
    store.clock.set(`2026-08-05T${time}:00+08:00`);
    for (const actor of [dispatcher, streetDispatcher, otherDispatcher, inspector, handler]) {
      for (const query of asked) {
        const list = await listed(actor, query);
        const map = await points(actor, query);
        const words = `${actor.personId} ${JSON.stringify(query)} ${time}`;
        expect(map.total, words).toBe(list.length);
        expect(map.isMore).toBe(false);
        const lamps = new Map(list.map(({ id, lamp }) => [id, lamp]));
        for (const point of map.points) expect(point.lamp, words).toBe(lamps.get(point.id));
        drawn += map.points.length;
      }
    }
  }
  expect(drawn).toBeGreaterThan(200);
});

test('a case without a place is counted and not drawn; what has ended has no lamp', async () => {
  const ended = await points(dispatcher, { state: ['ended'] });
  expect(ended).toMatchObject({ total: 1, points: [] });
  expect((await points(dispatcher, { state: ['open'] })).points.every(({ lamp }) => lamp !== null)).toBe(
    true,
  );
});

test('an outline that is drawn holds what lies in it and nothing else', async () => {
  const inA = await points(dispatcher, { within: around(city.inGridA, 0.0001) });
  const inB = await points(dispatcher, { within: around(city.inGridB, 0.0001) });
  expect(inA.total).toBeGreaterThanOrEqual(4);
  expect(inB.total).toBe(1);
  expect(inA.points.map(({ id }) => id)).not.toContain(inB.points[0]?.id);
});

test('more cases than a map holds are told as such', async () => {
  const cut = await points(dispatcher, {}, 3);
  expect(cut.isMore).toBe(true);
  expect(cut.total).toBe(3);
  expect((await points(dispatcher, {}, 6)).isMore).toBe(false);
});

test('a map that is asked again reads only the case that has changed', async () => {
  const idsRead: (readonly unknown[])[] = [];
  const counted = (actor: Actor) => read(async (tx) => {
    const query: Tx['query'] = (text, values) => {
      if (text.includes('from case_file')) idsRead.push(values?.[0] as readonly unknown[]);
      return tx.query(text, values);
    };
    return dotsAfter(undefined, await readPoints({ ...tx, query }, actor, { state: ['open'] }));
  });
  const first = [...(await counted(dispatcher)).dots.keys()].at(-1) ?? '';
  idsRead.length = 0;
  await counted(dispatcher);
  expect(idsRead).toEqual([]);
  await act(handler, first, 'claim', { personId: handler.personId });
  await counted(dispatcher);
  expect(idsRead).toEqual([[first]]);
});

test('a screen of all open cases is told where there are more than were read', async () => {
  const cut = await read((tx) => listOpenCases(tx, '500151', 3));
  expect([cut.cases.length, cut.isMore]).toEqual([3, true]);
  const whole = await read((tx) => listOpenCases(tx, '500151'));
  expect([whole.cases.length, whole.isMore]).toEqual([5, false]);
});

test('the cases of one thing in the street are a view of their own', async () => {
  const componentId = '01890000-0000-7000-8000-00000000abcd';
  const [one] = (await points(dispatcher, { within: around(city.inGridA, 0.0001) })).points;
  await store.database.transaction(({ db }) =>
    db
      .updateTable('case_file')
      .set({ component_id: componentId })
      .where('id', '=', one?.id ?? '')
      .execute(),
  );
  expect((await listed(dispatcher, { componentId })).map(({ id }) => id)).toEqual([one?.id]);
  expect((await points(otherDispatcher, { componentId })).total).toBe(0);
});

const moved = (id: string, lon: number, version: number) =>
  store.database.transaction(({ db }) =>
    db.updateTable('case_file').set({ lon, version }).where('id', '=', id).execute());

/** A screen that keeps what it was told and asks for what has changed. */
class Screen {
  held: HeldDots | undefined;
  whole = 0;
  changes = 0;
  readonly actor: Actor;
  readonly query: ViewQuery;

  constructor(actor: Actor, query: ViewQuery) {
    this.actor = actor;
    this.query = query;
  }

  async look(actor = this.actor): Promise<void> {
    const since = this.held ? { since: this.held.version } : {};
    const answer = await asked(actor, { ...this.query, ...since });
    if (answer.isWhole) this.whole += 1;
    else this.changes += answer.lamps.length + answer.gone.length / 32;
    this.held = dotsAfter(this.held, answer);
  }

  drawn() {
    const dots = [...(this.held?.dots.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { dots, total: this.held?.total, isMore: this.held?.isMore };
  }
}

async function expectAsAnew(screen: Screen, words: string): Promise<void> {
  const anew = new Screen(screen.actor, screen.query);
  await anew.look();
  expect(screen.drawn(), words).toEqual(anew.drawn());
}

test('a screen that is told changes shows what it would be told anew, whatever happens', async () => {
  store.clock.set('2026-08-06T08:00:00+08:00');
  const views: ViewQuery[] = [{ state: ['open'] }, {}, { lamp: ['yellow', 'orange', 'red'] }];
  const people = [dispatcher, streetDispatcher, otherDispatcher, inspector, handler];
  const screens = people.flatMap((actor) => views.map((query) => new Screen(actor, query)));
  const reported: string[] = [];
  const open = async (id: string) => {
    const photoIds = [photo];
    await act(handler, id, 'feed_back', { result: '已清', photoIds });
    await act(inspector, id, 'verify', { finding: '已清' });
  };
  const happenings: readonly (() => Promise<unknown>)[] = [
    async () => reported.push((await report('inGridA')).id),
    () => act(handler, reported[0] ?? '', 'claim', { personId: handler.personId }),
    async () => void store.clock.set('2026-08-06T15:00:00+08:00'),
    async () => reported.push((await report('inGridB')).id),
    () => open(reported[0] ?? ''),
    () => act(streetDispatcher, reported[0] ?? '', 'close', { closingCode: 'solved' }),
    () => act(otherDispatcher, reported[1] ?? '', 'note', { words: '已电话联系' }),
    async () => void store.clock.set('2026-08-20T15:00:00+08:00'),
    () => moved(reported[1] ?? '', city.inGridA.lon + 0.001, 900),
  ];
  for (const [round, happen] of happenings.entries()) {
    await happen();
    // Some sleep through a round, or two.
    const awake = screens.filter((_, index) => (index + round) % 3 !== 0);
    await Promise.all(awake.map((screen) => screen.look()));
    for (const screen of awake)
      await expectAsAnew(screen, `round ${round}: ${screen.actor.kind} ${JSON.stringify(screen.query)}`);
  }
  expect(screens.every(({ whole }) => whole === 1)).toBe(true);
  expect(screens.reduce((sum, { changes }) => sum + changes, 0)).toBeGreaterThan(20);
});

test('who loses a right loses its points: the version of the wider sight is worth nothing', async () => {
  const screen = new Screen(dispatcher, { state: ['open'] });
  await screen.look();
  const before = screen.drawn().dots.length;
  // The same person, whose post is now that of one street.
  const narrowed = { ...dispatcher, posts: streetDispatcher.posts };
  await screen.look(narrowed);
  expect(screen.whole).toBe(2);
  expect(screen.drawn().dots.length).toBeLessThan(before);
  const anew = new Screen(narrowed, { state: ['open'] });
  await anew.look();
  expect(screen.drawn()).toEqual(anew.drawn());
});

test('a version of somebody else, of another question, or of long ago brings everything', async () => {
  const [theirs, mine] = [new Screen(otherDispatcher, {}), new Screen(streetDispatcher, {})];
  await theirs.look();
  await mine.look();
  const isWhole = async (query: PointsQuery) => (await asked(streetDispatcher, query)).isWhole;
  expect(await isWhole({ since: mine.held?.version ?? '' })).toBe(false);
  expect(await isWhole({ since: theirs.held?.version ?? '' })).toBe(true);
  expect(await isWhole({ state: ['ended'], since: mine.held?.version ?? '' })).toBe(true);
  expect(await isWhole({ since: '01890000-0000-7000-8000-00000000dead' })).toBe(true);
});

test('a screen that was asleep while much happened is told everything again', async () => {
  const sleeper = new Screen(streetDispatcher, { state: ['open'] });
  await sleeper.look();
  const [one] = sleeper.drawn().dots;
  const watcher = new Screen(streetDispatcher, { state: ['open'] });
  for (let n = 0; n < 40; n += 1) {
    await moved(one?.id ?? '', city.inGridA.lon + n / 100_000, 1_000 + n);
    await watcher.look();
  }
  expect(watcher.whole).toBe(1);
  await sleeper.look();
  expect(sleeper.whole).toBe(2);
  expect(sleeper.drawn()).toEqual(watcher.drawn());
}, 60_000);

test('ten dispatchers of one centre who hear of a case cost the store one scan of their area', async () => {
  const scans = () => read(async (tx) => scansOf(tx));
  const colleagues = Array.from({ length: 10 }, (_, n) => city.actor(100 + n, 'dispatcher', 'centre'));
  const screens = colleagues.map((actor) => new Screen(actor, { state: ['open'] }));
  const before = await scans();
  await Promise.all(screens.map((screen) => screen.look()));
  // One or two of the district; and one each of what they see beside it, which is a look into an index.
  expect((await scans()) - before).toBeLessThanOrEqual(2 + colleagues.length);
  expect(new Set(screens.map(({ held }) => held?.version)).size).toBe(1);
});

test('what somebody sees beside their area is on their map, once, and on nobody else’s', async () => {
  const elsewhere = city.actor(60, 'dispatcher', 'centre', '.002');
  const { id } = await read((tx) => reportCase(tx, elsewhere, {
    body: {
      channel: 'patrol', description: '墙根堆着渣土', point: city.inGridA, photoIds: [photo],
      itemCode: city.itemCode,
    },
  }));
  const drawn = async (actor: Actor) =>
    (await points(actor, { state: ['open'] })).points.map((one) => one.id);
  const theirs = await drawn(elsewhere);
  expect(theirs.filter((one) => one === id)).toEqual([id]);
  expect(await drawn(otherDispatcher)).not.toContain(id);
  const mine = await drawn(dispatcher);
  expect(mine.filter((one) => one === id)).toEqual([id]);
  expect(theirs).toHaveLength((await drawn(otherDispatcher)).length + 1);
});
