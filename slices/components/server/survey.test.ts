// The survey on the spot: what is as before is taken as it comes, what changes the register waits for the
// registrar, a round tells what nobody has seen.
import { beforeAll, expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor, Role } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { importDistrict, locate } from '../../areas/server/public.ts';
import type { FindingBody } from '../core/contract-survey.ts';
import type { DeclaredClasses } from './declared-classes.ts';
import { importComponents } from './import-components.ts';
import {
  componentCounts,
  componentDots,
  componentsInGrid,
  findByCode,
  nearestComponents,
} from './public.ts';
import { readCard } from './read-card.ts';
import { readMine, readWaiting, reviewFinding } from './review-finding.ts';
import { readRegister } from './read-register.ts';
import { restoreComponent } from './restore-component.ts';
import { beginRound, endRound, readRound, readRounds } from './survey-rounds.ts';
import { tellFinding } from './tell-finding.ts';
import { cityAreas } from './test-city.ts';

const store = testDatabase();
const DISTRICT = '500151';
const BOX = { west: 106, south: 29.8, east: 106.3, north: 30.1 };
const actorOf = (role: Role, areaPath = DISTRICT): Actor => ({
  kind: 'person',
  personId: store.ids.next(),
  name: role,
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role, areaPath }],
});
const inspector = actorOf('inspector');
const registrar = actorOf('administrator');
const HERE = { lon: 106.001, lat: 29.801 };
const code = (n: number): string => `500151010200000${n}`;

beforeAll(async () => {
  await store.database.transaction(async (tx) => {
    const made = await importDistrict(tx, { ...cityAreas(DISTRICT, '铜梁区', BOX, 2) });
    if (isRefusal(made)) throw new Error(JSON.stringify(made));
    const rows = Array.from({ length: 6 }, (_, n) => ({
      fields: {
        code: code(n + 1),
        name: `灯 ${n + 1}`,
        lon: HERE.lon + n * 1e-4,
        lat: HERE.lat,
        condition: n === 5 ? 'damaged' : '',
      },
    }));
    await importComponents(tx, { districtId: DISTRICT, rows, crs: 'WGS84', source: '普查', by: 'test' });
  });
});

const idOf = async (n: number): Promise<Id> =>
  (await store.database.read((tx) => findByCode(tx, DISTRICT, code(n))))?.id ?? '';
/** A picture that this person has sent. */
async function photoOf(actor: Actor): Promise<Id> {
  const id = store.ids.next();
  const by = actor.kind === 'person' ? actor.personId : '';
  await store.database.transaction(async (tx) => {
    const { insertPhoto } = await import('../../../platform/server/files/queries.ts');
    const hash = Buffer.from(id.replaceAll('-', '').padEnd(64, '0'), 'hex');
    const empty = Buffer.alloc(1);
    const photo = {
      sha256: hash,
      originalSha256: hash,
      full: empty,
      thumb: empty,
      width: 1,
      height: 1,
      facts: {},
    };
    await insertPhoto(tx, id, photo as never, `person:${by}`);
  });
  return id;
}
/** The classes of the lists: there are none at first. */
let classes: readonly string[] = [];
const declared: DeclaredClasses = async () => classes;
const tell = (body: FindingBody, actor = inspector) =>
  store.database.transaction((tx) => tellFinding(tx, actor, body, undefined));
const review = (id: Id, isAccepted: boolean, words?: string) =>
  store.database.transaction((tx) => reviewFinding(tx, registrar, id, { isAccepted, words, declared }));
const card = (id: Id) => store.database.read((tx) => readCard(tx, id));
const waiting = () =>
  store.database.read((tx) => readWaiting(tx, registrar, { areaPath: DISTRICT, limit: 50 }));

test('a round begins; what somebody stands before is seen, and the rest is told by grid', async () => {
  const round = await store.database.transaction((tx) =>
    beginRound(tx, registrar, { areaPath: DISTRICT, name: '2026 年普查' }),
  );
  await expect(
    store.database.transaction((tx) => beginRound(tx, registrar, { areaPath: DISTRICT, name: '又一轮' })),
  ).rejects.toMatchObject({ refusal: { code: 'component.round_running' } });
  store.clock.advance(DAY);
  expect(await tell({ kind: 'seen', componentId: await idOf(1) })).toMatchObject({ state: 'accepted' });
  const view = () => store.database.read((tx) => readRound(tx, registrar, round.id));
  expect(await view()).toMatchObject({ total: 6, unseen: 5, grids: [{ total: 6, unseen: 5 }] });
  const grid = (await view()).grids[0]?.areaPath ?? '';
  const { components } = await store.database.read((tx) => componentsInGrid(tx, grid));
  expect(components.map(({ seenAt }) => seenAt !== null)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  const { rounds } = await store.database.read((tx) => readRounds(tx, inspector, grid));
  expect(rounds).toMatchObject([{ name: '2026 年普查', endedAt: null }]);
  const nextDoor = actorOf('inspector', `${DISTRICT}.002`);
  for (const area of [grid, DISTRICT]) {
    await expect(store.database.read((tx) => readRounds(tx, nextDoor, area))).rejects.toMatchObject({
      refusal: { code: 'auth.not_allowed' },
    });
  }
  const end = () => store.database.transaction((tx) => endRound(tx, registrar, round.id));
  const ended = await end();
  expect(ended.endedAt).not.toBeNull();
  expect((await end()).endedAt).toBe(ended.endedAt);
  const none = store.ids.next();
  await expect(store.database.read((tx) => readRound(tx, registrar, none))).rejects.toMatchObject({
    refusal: { code: 'component.round_not_found' },
  });
});

test('a new thing gets its code by review, and is found at once; the same again is told', async () => {
  const finding: FindingBody = {
    kind: 'new',
    classCode: '0103',
    name: '雨水井',
    point: { lon: 106.002, lat: 29.802 },
    condition: 'damaged',
    photoIds: [await photoOf(inspector)],
  };
  const first = await tell(finding);
  expect(first.state).toBe('waiting');
  const second = await tell({ ...finding, name: '另一口井' });
  const { findings } = await waiting();
  expect(findings).toMatchObject([
    { kind: 'new', name: '雨水井', known: null },
    { kind: 'new', name: '另一口井' },
  ]);
  classes = ['0102'];
  await expect(review(first.id, true)).rejects.toMatchObject({
    refusal: { code: 'component.finding_unfit', data: { zh: expect.stringContaining('不在本区清单') } },
  });
  classes = [];
  const made = await review(first.id, true);
  expect(made.code).toBe('5001510103000001');
  expect(await card(made.componentId ?? '')).toMatchObject({
    name: '雨水井',
    condition: 'damaged',
    areaNames: expect.arrayContaining(['铜梁区']),
    changes: [{ kind: 'surveyed' }, { kind: 'imported', source: '普查' }],
  });
  await expect(review(second.id, true)).rejects.toMatchObject({
    refusal: { code: 'component.finding_unfit', data: { zh: expect.stringContaining('5001510103000001') } },
  });
  await expect(review(second.id, false)).rejects.toMatchObject({
    refusal: { code: 'component.words_missing' },
  });
  await review(second.id, false, '与前一条是同一口井');
  await expect(review(second.id, true)).rejects.toMatchObject({
    refusal: { code: 'component.finding_moved' },
  });
  const mine = await store.database.read((tx) => readMine(tx, inspector, { limit: 10 }));
  expect(mine.findings.map(({ state, reviewWords }) => [state, reviewWords]).sort()).toEqual([
    ['accepted', null],
    ['refused', '与前一条是同一口井'],
  ]);
});

test('who moves a thing answers for the community it leaves as well as for the one it comes to', async () => {
  const lamp = await idOf(4);
  const communityOf = async () => ((await card(lamp)).areaPath ?? '').slice(0, DISTRICT.length + 8);
  const point = { lon: 106.2, lat: 29.801 };
  const finding = await tell({
    kind: 'changed',
    componentId: lamp,
    point,
    photoIds: [await photoOf(inspector)],
  });
  const from = await communityOf();
  const found = await store.database.read((tx) => locate(tx, point));
  if (isRefusal(found)) throw new Error(JSON.stringify(found));
  const there = found.areaPath.slice(0, DISTRICT.length + 8);
  expect(there).not.toBe(from);
  const accept = (community: string) =>
    store.database.transaction((tx) =>
      reviewFinding(tx, actorOf('administrator', community), finding.id, { isAccepted: true, declared }),
    );
  for (const community of [from, there]) {
    await expect(accept(community)).rejects.toMatchObject({ refusal: { code: 'auth.not_allowed' } });
  }
  await accept(DISTRICT);
  expect(await communityOf()).toBe(there);
});

test('what has changed is on the card; a thing that is gone is on no map, list or count', async () => {
  const [changed, gone] = [await idOf(2), await idOf(3)];
  const photoIds = [await photoOf(inspector)];
  const one = await tell({
    kind: 'changed',
    componentId: changed,
    condition: 'lost',
    point: { lon: 106.0015, lat: 29.8015 },
    photoIds,
  });
  const two = await tell({ kind: 'gone', componentId: gone, photoIds });
  await review(one.id, true);
  await review(two.id, true);
  expect(await card(changed)).toMatchObject({
    condition: 'lost',
    point: { lon: 106.0015, lat: 29.8015 },
    geometry: { coordinates: [106.0015, 29.8015] },
  });
  expect(await card(gone)).toMatchObject({
    isGone: true,
    changes: [{ kind: 'gone' }, { kind: 'imported' }],
  });
  const box = { west: 106, south: 29.8, east: 106.01, north: 29.81 };
  const codes = await store.database.read(async (tx) => [
    (await componentDots(tx, { districtId: DISTRICT, box, limit: 100 })).map((dot) => dot.code),
    (await nearestComponents(tx, { districtId: DISTRICT, point: HERE, radiusMetres: 500, limit: 99 })).map(
      (near) => near.code,
    ),
  ]);
  expect(codes.flat()).not.toContain(code(3));
  expect(codes.flat()).toContain(code(2));
  const counts = await store.database.read((tx) => componentCounts(tx, DISTRICT));
  expect(counts.find(({ classCode }) => classCode === '0102')).toMatchObject({ total: 5 });
  await expect(tell({ kind: 'seen', componentId: gone })).rejects.toMatchObject({
    refusal: { code: 'component.not_found' },
  });
});

test('what was found gone is listed apart, and comes back with a reason where its spot is free', async () => {
  const photoIds = [await photoOf(inspector)];
  const gone = await idOf(5);
  const late = await tell({ kind: 'changed', componentId: gone, words: '旧' });
  await review((await tell({ kind: 'gone', componentId: gone, photoIds })).id, true);
  await review(late.id, true);
  const listed = async (isGone: boolean) => {
    const asked = { areaPath: DISTRICT, classCode: '0102', limit: 50, isGone };
    const { components } = await store.database.read((tx) => readRegister(tx, registrar, asked));
    return components.map(({ id }) => id);
  };
  expect(await listed(true)).toContain(gone);
  expect(await listed(false)).not.toContain(gone);
  const restore = (actor: Actor, id = gone) =>
    store.database.transaction((tx) => restoreComponent(tx, actor, id, ' 现场复核仍在 '));
  const refused = (code: string) => ({ refusal: { code } });
  await expect(restore(inspector)).rejects.toMatchObject(refused('auth.not_allowed'));
  await expect(restore(registrar, store.ids.next())).rejects.toMatchObject(refused('component.not_found'));
  const spot = (await card(gone)).point;
  const found = { kind: 'new', classCode: '0102', name: '新灯', point: spot, photoIds } as const;
  const taken = await review((await tell(found)).id, true);
  await expect(restore(registrar)).rejects.toMatchObject(refused('component.place_taken'));
  const elsewhere = { ...spot, lat: 29.81 };
  const moved = { kind: 'changed', componentId: taken.componentId ?? '', point: elsewhere } as const;
  await review((await tell(moved)).id, true);
  expect(await restore(registrar)).toMatchObject({ id: gone, code: code(5) });
  await expect(restore(registrar)).rejects.toMatchObject(refused('component.not_gone'));
  expect(await listed(false)).toContain(gone);
  expect(await card(gone)).toMatchObject({
    isGone: false,
    changes: [{ kind: 'restored', data: { words: '现场复核仍在' } }, {}, {}, { kind: 'imported' }],
  });
});

test('my findings come page by page, the newest first', async () => {
  const page = (after?: Id) =>
    store.database.read((tx) => readMine(tx, inspector, { limit: 2, ...(after ? { after } : {}) }));
  const all = await store.database.read((tx) => readMine(tx, inspector, { limit: 100 }));
  expect(all.next).toBeNull();
  const [first, ...rest] = [await page(), all];
  const second = await page(first.next ?? '');
  expect([...first.findings, ...second.findings]).toEqual(rest[0]?.findings.slice(0, 4));
});

test('a finding that says too little, shows another’s photo, or lies elsewhere is refused', async () => {
  const unfit = { refusal: { code: 'component.finding_unfit' } };
  await expect(tell({ kind: 'gone', componentId: await idOf(4) })).rejects.toMatchObject(unfit);
  await expect(tell({ kind: 'changed', componentId: await idOf(4) })).rejects.toMatchObject(unfit);
  await expect(tell({ kind: 'new', name: '井', point: HERE })).rejects.toMatchObject(unfit);
  await expect(tell({ kind: 'seen' })).rejects.toMatchObject(unfit);
  const other = await photoOf(registrar);
  await expect(tell({ kind: 'gone', componentId: await idOf(4), photoIds: [other] })).rejects.toMatchObject(
    { refusal: { code: 'files.not_found' } },
  );
  const photoIds = [await photoOf(inspector)];
  await expect(
    tell({ kind: 'new', classCode: '0103', name: '井', point: { lon: 100, lat: 20 }, photoIds }),
  ).rejects.toMatchObject({ refusal: { code: 'areas.outside' } });
  const stranger = actorOf('inspector', '500152');
  await expect(tell({ kind: 'seen', componentId: await idOf(4) }, stranger)).rejects.toMatchObject({
    refusal: { code: 'auth.not_allowed' },
  });
});
