// The grid workshop over HTTP: a draft is begun, edited in steps, taken back, compared and exported; nobody's
// land is found and claimed; who saves second is told; and whatever was drawn, store and mesh agree.
import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { changesRefusals } from '../../changes/core/refusals.ts';
import type { Edit } from '../core/contract-workshop.ts';
import { areasPolicy } from '../core/policy.ts';
import { areasRefusals } from '../core/refusals.ts';
import { sequence } from '../core/mesh-town.ts';
import { agreeOn } from './agree-on-day.ts';
import { editDraft } from './edit-draft.ts';
import { importAreas } from './import-areas.ts';
import { openDraft } from './open-draft.ts';
import { checkTiling } from './check-tiling.ts';
import { type DistrictImport, importDistrict, locate, locateInSql } from './public.ts';
import { publishAreas } from './publish-areas.ts';
import { findVersion } from './queries.ts';
import { listClaims, listDraftAreas } from './queries-workshop.ts';
import { areasRoutes } from './routes.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');

type Position = [number, number];
const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const feature = (code: string, name: string, ring: Position[] | null) => ({
  type: 'Feature',
  properties: { code, name },
  geometry: ring && { type: 'Polygon', coordinates: [ring] },
});
const collection = (features: object[]) => ({ geojson: { type: 'FeatureCollection', features } });

/** One street of two communities; each community has two grids of 0.01 degrees, one above the other. */
const district = (districtId: string, more: Partial<DistrictImport> = {}): DistrictImport => ({
  districtId,
  name: `区${districtId}`,
  crs: 'WGS84',
  source: 'drawn for a test',
  streets: collection([feature('A', '甲街道', null)]),
  communities: collection([feature('A-1', '西社区', null), feature('A-2', '东社区', null)]),
  grids: collection([
    feature('A-1-1', '西南', box(106, 30, 106.01, 30.01)),
    feature('A-1-2', '西北', box(106, 30.01, 106.01, 30.02)),
    feature('A-2-1', '东南', box(106.01, 30, 106.02, 30.01)),
    feature('A-2-2', '东北', box(106.01, 30.01, 106.02, 30.02)),
  ]),
  ...more,
});
const path = (districtId: string, community: number, grid: number) =>
  `${districtId}.001.00${community}.${String(grid).padStart(3, '0')}`;

const administrator = (who: string, areaPath: string): Actor => ({
  kind: 'person',
  personId: `00000000-0000-7000-8000-00000000000${who === '甲' ? 1 : 2}`,
  name: `管理员${who}`,
  posts: [{ id: areaPath, unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath }],
});

const build = (hasRateLimits: boolean) =>
  buildApp({
    routes: areasRoutes,
    policy: areasPolicy,
    refusals: { ...httpRefusals, ...changesRefusals, ...areasRefusals },
    database: store.database,
    authenticate: async ({ authorization }) => {
      const [who = '', areaPath = ''] = decodeURIComponent(authorization ?? '').split(' ');
      return areaPath === '' ? { kind: 'public' } : administrator(who, areaPath);
    },
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 1_000_000,
    isBehindProxy: false,
    hasRateLimits,
    checksReplies: true,
  });
let app: FastifyInstance;
beforeAll(async () => {
  app = await build(false);
});

let keys = 0;
const headers = (who: string, districtId: string) => {
  keys += 1;
  return {
    'idempotency-key': `workshop-${keys}`,
    'accept-language': 'zh',
    authorization: encodeURIComponent(`${who} ${districtId}`),
  };
};
const post = (districtId: string, url: string, payload: object, who = '甲') =>
  app.inject({ method: 'POST', url, payload, headers: headers(who, districtId) });
const get = async (districtId: string, url: string) =>
  (await app.inject({ method: 'GET', url, headers: headers('甲', districtId) })).json();

const inForce = async (districtId: string, more?: Partial<DistrictImport>): Promise<void> => {
  const done = await store.database.transaction((tx) => importDistrict(tx, district(districtId, more)));
  if (isRefusal(done)) throw new Error(JSON.stringify(done));
};
async function begin(districtId: string): Promise<string> {
  const opened = await post(districtId, '/api/areas/drafts', { districtId, source: '调整' });
  expect(opened.statusCode, opened.body).toBe(201);
  expect(opened.json()).toMatchObject({ joinedSquareMetres: 0, cutOff: [], revision: 0 });
  return opened.json().versionId;
}
const step = (districtId: string, versionId: string, revision: number, edit: Edit, who?: string) =>
  post(districtId, `/api/areas/drafts/${versionId}/steps`, { revision, edit }, who);
const gridsOf = async (districtId: string, versionId: string): Promise<string[]> =>
  (await get(districtId, `/api/areas/versions/${versionId}/boundaries`)).features.map(
    (one: { id: string; properties: { name: string } }) => `${one.id.slice(7)} ${one.properties.name}`,
  );

describe('a draft', () => {
  const D = '500151';
  const halve: Edit = {
    kind: 'split',
    path: path(D, 1, 1),
    line: [
      [105.999, 30.004],
      [106.02, 30.004],
    ],
    name: '西南下',
  };
  let draft = '';

  test('begins as a copy of what is in force, and a split gives the smaller half a new number', async () => {
    await inForce(D);
    draft = await begin(D);
    const done = await step(D, draft, 0, halve);
    expect(done.statusCode, done.body).toBe(201);
    expect(done.json()).toMatchObject({ revision: 1, gone: [], step: { seq: 1, madeByName: '管理员甲' } });
    expect(done.json().step.words).toBe('切分 西南 500151001001001，新网格 西南下 500151001001003');
    // The neighbour's ring, both halves, and all above that hold the new corners.
    expect(done.json().changed.features.map((one: { id: string }) => one.id)).toEqual([
      D,
      `${D}.001`,
      `${D}.001.001`,
      path(D, 1, 1),
      path(D, 1, 3),
      `${D}.001.002`,
      path(D, 2, 1),
    ]);
    expect(await gridsOf(D, draft)).toEqual([
      '001.001.001 西南',
      '001.001.002 西北',
      '001.001.003 西南下',
      '001.002.001 东南',
      '001.002.002 东北',
    ]);
  });

  test('whoever saves second is told who was first, and loses no work of theirs', async () => {
    const rename: Edit = { kind: 'rename', path: path(D, 2, 1), name: '东南一' };
    const late = await step(D, draft, 0, rename, '乙');
    expect([late.statusCode, late.json().code]).toEqual([409, 'areas.draft_changed']);
    expect(late.json().detail).toContain('管理员甲');
    expect((await step(D, draft, 1, rename, '乙')).json()).toMatchObject({ revision: 2 });
    expect((await step(D, draft, 2, rename, '乙')).json().code).toBe('areas.nothing_changed');
  });

  test('is reopened with all its steps; each is taken back and done again, to the same corners', async () => {
    const before = await get(D, `/api/areas/versions/${draft}/boundaries`);
    const turn = (word: string, revision: number) =>
      post(D, `/api/areas/drafts/${draft}/${word}`, { revision });
    expect((await turn('redo', 2)).json().code).toBe('areas.nothing_to_redo');
    expect((await turn('undo', 2)).json()).toMatchObject({
      revision: 3,
      step: { kind: 'rename', isUndone: true },
    });
    expect((await turn('undo', 3)).json()).toMatchObject({ revision: 4, gone: [path(D, 1, 3)] });
    expect((await turn('undo', 4)).json().code).toBe('areas.nothing_to_undo');
    expect(await gridsOf(D, draft)).toHaveLength(4);
    expect(await get(D, `/api/areas/drafts/${draft}`)).toMatchObject({
      isEditable: true,
      isOvertaken: false,
      canUndo: false,
      canRedo: true,
      steps: [{ seq: 1, isUndone: true }, { seq: 2, isUndone: true, madeByName: '管理员乙' }],
    });
    expect((await turn('redo', 4)).json()).toMatchObject({ revision: 5, step: { kind: 'split' } });
    expect((await turn('redo', 5)).json()).toMatchObject({ revision: 6, step: { kind: 'rename' } });
    expect(await get(D, `/api/areas/versions/${draft}/boundaries`)).toEqual(before);
    expect((await turn('undo', 6)).json()).toMatchObject({ revision: 7 });
    expect((await step(D, draft, 7, { kind: 'rename', path: D, name: '新区名' })).json()).toMatchObject({
      step: { seq: 2 },
    });
    expect((await turn('redo', 8)).json().code).toBe('areas.nothing_to_redo');
  });

  test('is told apart from what is in force, area by area and in hectares', async () => {
    const other = await get(D, `/api/areas/versions/${draft}/differences`);
    expect(other).toMatchObject({ added: 1, gone: 0, renamed: 1, moved: 1 });
    const words = other.differences.map((one: { words: string }) => one.words);
    expect(words[0]).toBe('500151 由“区500151”更名为“新区名”。');
    expect(words[1]).toMatch(/^西南（500151\.001\.001\.001） 界线有调整：划入 0 公顷，划出 42\.\d+ 公顷。$/);
    expect(words[2]).toMatch(/^新增 西南下（500151\.001\.001\.003），42\.\d+ 公顷，原属：西南 42\.\d+ 公顷。$/);
    const same = await get(D, `/api/areas/versions/${draft}/differences?with=${draft}`);
    expect(same.differences).toEqual([]);
  });

  test('is refused where it cannot stand, with the place; and nothing is written', async () => {
    const tangled = await step(D, draft, 8, {
      kind: 'move',
      moves: [{ from: [106.01, 30.01], to: [106.021, 30.012] }],
    });
    expect([tangled.statusCode, tangled.json().code]).toEqual([422, 'areas.border_crosses']);
    expect(tangled.json().data.at.lon).toBeCloseTo(106.02, 2);
    const merge: Edit = { kind: 'merge', paths: [path(D, 2, 1)], keep: path(D, 1, 1) };
    expect((await step(D, draft, 8, merge)).json().code).toBe('areas.other_community');
    const unknown: Edit = { kind: 'rename', path: `${D}.009`, name: 'x' };
    expect((await step(D, draft, 8, unknown)).json().code).toBe('areas.not_found');
    const nowhere: Edit = {
      kind: 'draw', ring: [[106, 30], [106.001, 30], [106, 30.001]], from: [],
      communityPath: `${D}.001.009`, name: 'x',
    };
    expect((await step(D, draft, 8, nowhere)).json().code).toBe('areas.community_unknown');
    expect((await get(D, `/api/areas/drafts/${draft}`)).revision).toBe(8);
    const foreign = await post('500199', `/api/areas/drafts/${draft}/steps`, { revision: 8, edit: merge });
    expect(foreign.statusCode).toBe(403);
  });

  test('goes out as GeoJSON and Shapefiles of all levels and as a table of codes', async () => {
    const file = (format: string) =>
      app.inject({
        method: 'GET',
        url: `/api/areas/versions/${draft}/export/${format}`,
        headers: headers('甲', D),
      });
    const geojson = await file('geojson');
    expect(geojson.headers['content-disposition']).toContain('areas-500151-v2-2026-08-05.geojson');
    expect(geojson.json().features.map((one: { id: string }) => one.id)).toContain(path(D, 1, 3));
    const csv = (await file('csv')).body.split('\r\n');
    expect(csv[0]).toBe('\ufeff编码,级别,名称,英文名称,上级编码,上级名称,原编码,面积（公顷）');
    expect(csv.find((line) => line.startsWith('500151001001003'))).toMatch(
      /^500151001001003,网格,西南下,,500151001001,西社区,,42\.\d+$/,
    );
    expect((await file('xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await file('csv?language=en')).body).toContain('Code above');
    const packed = await file('gpkg');
    expect(packed.headers['content-disposition']).toContain('areas-500151-v2-2026-08-05.gpkg');
    expect(packed.rawPayload.toString('latin1', 0, 15)).toBe('SQLite format 3');
    const shapes = await file('shapefile');
    expect(shapes.headers['content-disposition']).toContain('areas-500151-v2-2026-08-05.shp.zip');
    const names = shapes.rawPayload.toString('latin1').match(/(district|street|community|grid)\.[a-z]{3}/g);
    expect(new Set(names).size).toBe(20);
  });

  test('comes back as a table with other names: one step, or every wrong line and none', async () => {
    const send = (revision: number, table: string, who = D) =>
      app.inject({
        method: 'POST',
        url: `/api/areas/drafts/${draft}/names?revision=${revision}`,
        payload: Buffer.from(table),
        headers: { ...headers('甲', who), 'content-type': 'text/csv' },
      });
    const { revision } = await get(D, `/api/areas/drafts/${draft}`);
    const table = (...rows: string[]) => ['编码,名称,英文名称', ...rows].join('\r\n');
    const [own, other] = [path(D, 1, 1), path(D, 2, 1)].map((one) => one.replaceAll('.', ''));
    const wrong = await send(revision, table(`${own},`, '1,x', `${other},东南`));
    expect(wrong.json()).toMatchObject({ code: 'areas.codes_invalid', data: { count: 2 } });
    expect(wrong.json().data.faults[1].words).toContain('第 3 行');
    expect((await send(revision, 'a,b')).json().code).toBe('areas.codes_unreadable');
    expect((await send(revision, '\u0000')).json().code).toBe('areas.codes_unreadable');
    expect((await send(revision, table(`${other},东南`))).json().code).toBe('areas.nothing_changed');
    expect((await send(revision - 1, table(`${own},甲一`))).json().code).toBe('areas.draft_changed');
    expect((await send(revision, table(`${own},甲一`), '500199')).statusCode).toBe(403);
    const done = await send(revision, table(`${own},甲一,First`, `${other},乙一,`));
    expect(done.statusCode, done.body).toBe(201);
    expect(done.json()).toMatchObject({ step: { words: '按编码表更名 2 个区域' }, gone: [] });
    const strange: Edit = { kind: 'rename_many', names: [{ path: `${D}.009`, name: 'x', nameEn: null }] };
    expect((await step(D, draft, revision + 1, strange)).json().code).toBe('areas.not_found');
    const undone = await post(D, `/api/areas/drafts/${draft}/undo`, { revision: revision + 1 });
    expect(undone.statusCode).toBe(200);
  });

  test('that was begun before another came into force is not published over it', async () => {
    const other = await begin(D);
    await store.database.transaction((tx) => publishAreas(tx, other, 'test'));
    expect(await store.database.transaction((tx) => publishAreas(tx, draft, 'test'))).toMatchObject({
      code: 'areas.draft_overtaken',
      data: { number: 3 },
    });
    expect(await get(D, `/api/areas/drafts/${draft}`)).toMatchObject({ isOvertaken: true });
    const from = { districtId: D, fromVersionId: draft, source: '照旧稿再来' };
    const copy = (await post(D, '/api/areas/drafts', from)).json().versionId;
    expect(await get(D, `/api/areas/drafts/${copy}`)).toMatchObject({ isOvertaken: true });
    expect(await store.database.transaction((tx) => publishAreas(tx, copy, 'test'))).toMatchObject({
      code: 'areas.draft_overtaken',
    });
    const late = await step(D, other, 0, halve);
    expect(late.json().code).toBe('areas.not_draft');
  });
});

describe('a draft that two work on', () => {
  const D = '500159';
  const english: Edit = { kind: 'rename', path: path(D, 2, 1), name: '东南', nameEn: 'South-east' };
  let draft = '';

  test('who took a step back is named to whoever saves second, not who had made it', async () => {
    await inForce(D);
    draft = await begin(D);
    expect((await step(D, draft, 0, english)).statusCode).toBe(201);
    const undone = await post(D, `/api/areas/drafts/${draft}/undo`, { revision: 1 }, '乙');
    expect(undone.json()).toMatchObject({ revision: 2 });
    const late = await step(D, draft, 1, english);
    expect([late.json().code, late.json().data.byName]).toEqual(['areas.draft_changed', '管理员乙']);
    const asked = await post(D, `/api/areas/versions/${draft}/publish`, { why: '调整', revision: 1 });
    expect(asked.json()).toMatchObject({ code: 'areas.changed_since_read', data: { byName: '管理员乙' } });
    const unread = await post(D, `/api/areas/versions/${draft}/publish`, { why: '调整' });
    expect(unread.json().code).toBe('areas.changed_since_read');
  });

  test('a new English name is told to whoever compares, and stays when the other changes', async () => {
    await step(D, draft, 2, english);
    const words = async () =>
      (await get(D, `/api/areas/versions/${draft}/differences`)).differences.map(
        (one: { words: string }) => one.words,
      );
    const at = path(D, 2, 1);
    expect(await words()).toEqual([`东南（${at}）的英文名由“无”改为“South-east”。`]);
    const renamed = await step(D, draft, 3, { kind: 'rename', path: at, name: '东南一' });
    expect(renamed.json().changed.features[0].properties).toMatchObject({ nameEn: 'South-east' });
  });

  test('is given up on record by whoever has seen its last step; its number is not given again', async () => {
    const discard = (revision: number, why = '') =>
      post(D, `/api/areas/drafts/${draft}/discard`, { revision, why }, '乙');
    expect((await discard(3, '另起')).json().code).toBe('areas.draft_changed');
    expect((await discard(4)).json().code).toBe('changes.reason_missing');
    expect((await discard(4, '另起一稿')).json()).toEqual({ versionId: draft, number: 2 });
    expect((await get(D, `/api/areas/drafts/${draft}`)).code).toBe('areas.version_not_found');
    expect((await discard(4, '再弃')).json().code).toBe('areas.version_not_found');
    const next = await begin(D);
    const versions = await get(D, `/api/areas/versions?districtId=${D}`);
    expect(versions.map((one: { number: number }) => one.number)).toEqual([3, 1]);
    expect(await get(D, `/api/areas/drafts/${next}`)).toMatchObject({ isOvertaken: false });
    const told = await store.database.read((tx) =>
      tx.db.selectFrom('change').select(['by_name', 'why']).where('operation', '=', 'area.draft').execute(),
    );
    expect(told).toEqual([{ by_name: '管理员乙', why: '另起一稿' }]);
  });

  test('begun from another draft undoes nothing once that one is in force as it was copied', async () => {
    const source = await begin(D);
    const copyOf = async (fromVersionId: string) =>
      (await post(D, '/api/areas/drafts', { districtId: D, fromVersionId, source: '续' })).json().versionId;
    const early = await copyOf(source);
    await step(D, source, 0, { kind: 'rename', path: path(D, 1, 1), name: '西南一' });
    const late = await copyOf(source);
    await store.database.transaction((tx) => publishAreas(tx, source, 'test'));
    expect(await get(D, `/api/areas/drafts/${early}`)).toMatchObject({ isOvertaken: true });
    expect(await get(D, `/api/areas/drafts/${late}`)).toMatchObject({ isOvertaken: false });
  });
});

test('drafts are begun no faster than people begin them: each copies a whole district', async () => {
  const limited = await build(true);
  const codes: number[] = [];
  for (let i = 0; i < 11; i++) {
    const payload = { districtId: '500199', source: 'x' };
    const by = headers('甲', '500199');
    const answer = await limited.inject({ method: 'POST', url: '/api/areas/drafts', payload, headers: by });
    codes.push(answer.statusCode);
  }
  await limited.close();
  expect([...new Set(codes)]).toEqual([404, 429]);
});

describe('an import agreed upon for a day', () => {
  const D = '500160';
  const agreed = async (tx: Tx): Promise<string> => {
    const made = await importAreas(tx, { ...district(D), by: 'test' });
    const version = isRefusal(made) ? undefined : await findVersion(tx, made.versionId);
    if (!version) throw new Error(JSON.stringify(made));
    await agreeOn(tx, version, tx.now + DAY, 'test');
    return version.id;
  };

  test('comes in over the version that it was agreed to replace', async () => {
    await inForce(D);
    await store.database.transaction(async (tx) => {
      expect(await publishAreas(tx, await agreed(tx), 'test')).toMatchObject({ number: 2 });
    });
  });

  test('does not come in over a version that came into force after it was agreed to', async () => {
    await store.database.transaction(async (tx) => {
      const versionId = await agreed(tx);
      expect(isRefusal(await importDistrict(tx, district(D)))).toBe(false);
      expect(await publishAreas(tx, versionId, 'test')).toMatchObject({
        code: 'areas.draft_overtaken', data: { number: 4 },
      });
    });
  });
});

describe('numbers', () => {
  const D = '500152';
  test('a number once in force is not given again though its grid is gone; new ones run on', async () => {
    await inForce(D);
    const first = await begin(D);
    await step(D, first, 0, { kind: 'merge', paths: [path(D, 1, 2)], keep: path(D, 1, 1) });
    await store.database.transaction((tx) => publishAreas(tx, first, 'test'));
    const draft = await begin(D);
    const cut = (lat: number, name: string, revision: number) =>
      step(D, draft, revision, {
        kind: 'split', path: path(D, 1, 1), line: [[105, lat], [106.011, lat]], name,
        keepAt: { lon: 106.005, lat: 30.001 },
      });
    await cut(30.015, '北', 0);
    await cut(30.008, '中', 1);
    expect(await gridsOf(D, draft)).toEqual([
      '001.001.001 西南',
      '001.001.003 北',
      '001.001.004 中',
      '001.002.001 东南',
      '001.002.002 东北',
    ]);
    await step(D, draft, 2, { kind: 'rename', path: path(D, 1, 3), name: '北部' });
    const swap = await cut(30.018, '最北', 3);
    expect(swap.json().code).toBe('areas.line_cuts_nothing');
    const again = await step(D, draft, 3, { kind: 'renumber', communityPath: `${D}.001.001` });
    expect(again.json().code).toBe('areas.nothing_changed');
    const lower = await step(D, draft, 3, {
      kind: 'split', path: path(D, 1, 3), line: [[105, 30.018], [106.011, 30.018]], name: '最北',
    });
    expect(lower.statusCode, lower.body).toBe(201);
    const numbered = await step(D, draft, 4, { kind: 'renumber', communityPath: `${D}.001.001` });
    expect(numbered.json().step.words).toContain('重新编号');
    expect((await gridsOf(D, draft)).slice(0, 4)).toEqual([
      '001.001.001 西南',
      '001.001.003 最北',
      '001.001.004 北部',
      '001.001.005 中',
    ]);
    await post(D, `/api/areas/drafts/${draft}/undo`, { revision: 5 });
    expect((await gridsOf(D, draft))[3]).toBe('001.001.005 最北');
  });
});

describe('nobody’s land', () => {
  const D = '500153';
  const outline = collection([feature(D, '区', box(106, 30, 106.03, 30.02))]);
  const decision = { number: '区政办〔2026〕12号', text: '划归东社区管理', decidedOn: '2026-07-30' };
  let draft = '';

  test('is the district without its grids: found with its place, its size and its neighbours', async () => {
    const made = await post(D, '/api/areas/import', { ...district(D), district: outline });
    const { versionId } = made.json();
    expect((await get(D, `/api/areas/versions/${versionId}/land`)).code).toBe('areas.not_opened');
    const from = { districtId: D, fromVersionId: versionId, source: '补齐' };
    const opened = await post(D, '/api/areas/drafts', from);
    draft = opened.json().versionId;
    const [place, ...rest] = await get(D, `/api/areas/versions/${draft}/land`);
    expect(rest).toEqual([]);
    expect(place.beside.map((one: { name: string }) => one.name)).toEqual(['东南', '东北']);
    expect(place.squareMetres).toBeGreaterThan(2_138_000);
    expect(place.squareMetres).toBeLessThan(2_141_000);
    expect(place.words).toContain('不属于任何网格（相邻：东南、东北）');
    const findings = await get(D, `/api/areas/versions/${draft}/findings`);
    expect(findings).toMatchObject([{ kind: 'gap', level: 'street' }]);
  });

  test('a part is drawn as a grid, the rest is claimed by a decision, then the version tiles', async () => {
    const drawn = await step(D, draft, 0, {
      kind: 'draw',
      ring: [[106.015, 29.99], [106.04, 29.99], [106.04, 30.01], [106.015, 30.01]],
      from: [],
      communityPath: `${D}.001.002`,
      name: '新东南',
    });
    expect(drawn.statusCode, drawn.body).toBe(201);
    const [rest] = await get(D, `/api/areas/versions/${draft}/land`);
    const wrong = await step(D, draft, 1, {
      kind: 'claim', at: rest.at, to: { path: path(D, 1, 1) }, decision,
    });
    expect(wrong.json().code).toBe('areas.not_neighbours');
    const claimed = await step(D, draft, 1, {
      kind: 'claim', at: rest.at, to: { path: path(D, 2, 2) }, decision,
    });
    expect(claimed.json().step.words).toBe('无主地划归 东北 500153001002002（依据：区政办〔2026〕12号）');
    expect(await get(D, `/api/areas/versions/${draft}/land`)).toEqual([]);
    expect(await get(D, `/api/areas/versions/${draft}/findings`)).toEqual([]);
    expect(await get(D, `/api/areas/claims?districtId=${D}`)).toEqual([]);
    await store.database.transaction((tx) => publishAreas(tx, draft, 'test'));
    expect(await get(D, `/api/areas/claims?districtId=${D}`)).toMatchObject([
      { path: path(D, 2, 2), name: '东北', decision, madeByName: '管理员甲', at: rest.at },
    ]);
  });

  test('claimed for a new grid and taken back is nobody’s again, and stands in no record', async () => {
    const id = '500154';
    const whole = collection([feature(id, '区', box(106, 30, 106.03, 30.02))]);
    const made = await post(id, '/api/areas/import', { ...district(id), district: whole });
    const from = made.json().versionId;
    const opened = await post(id, '/api/areas/drafts', { districtId: id, fromVersionId: from, source: 'x' });
    const { versionId } = opened.json();
    const claim = await step(id, versionId, 0, {
      kind: 'claim', at: { lon: 106.025, lat: 30.01 }, decision,
      to: { communityPath: `${id}.001.001`, name: '飞地' },
    });
    expect(claim.json().step.words).toContain('无主地划归 飞地 500154001001003');
    const claims = () =>
      store.database.read((tx) => listClaims(tx, { districtId: id, versionId }, 9));
    expect(await claims()).toMatchObject([{ path: path(id, 1, 3), name: '飞地' }]);
    // Numbered anew, the record follows the ground and not the number, which is another grid's by now.
    const numbered = await step(id, versionId, 1, { kind: 'renumber', communityPath: `${id}.001.001` });
    expect(numbered.statusCode, numbered.body).toBe(201);
    expect(await claims()).toMatchObject([{ path: path(id, 1, 2), name: '飞地' }]);
    await post(id, `/api/areas/drafts/${versionId}/undo`, { revision: 2 });
    await post(id, `/api/areas/drafts/${versionId}/undo`, { revision: 3 });
    expect(await claims()).toEqual([]);
    expect(await get(id, `/api/areas/versions/${versionId}/land`)).toHaveLength(1);
    expect(await get(id, `/api/areas/claims?districtId=${id}`)).toEqual([]);
  });
});

describe('another outline of the district', () => {
  const D = '500158';
  const outlined = (ring: Position[], more = {}): Edit => ({
    kind: 'outline',
    crs: 'WGS84',
    district: collection([feature(D, '勘界成果', ring)]) as never,
    ...more,
  });
  let draft = '';

  test('makes nobody’s land of what no grid holds, and cuts off what lies beyond it', async () => {
    await inForce(D);
    draft = await begin(D);
    const laid = await step(D, draft, 0, outlined(box(106.001, 30, 106.021, 30.02)));
    expect(laid.statusCode, laid.body).toBe(201);
    // 0.001 × 0.02 degrees in the west are gone, as many in the east are nobody's.
    expect(laid.json().step.words).toMatch(/^换用区县界线：网格共被裁去 21\d{4} 平方米$/);
    const [place, ...rest] = await get(D, `/api/areas/versions/${draft}/land`);
    expect([rest, Math.round(place.squareMetres / 10_000)]).toEqual([[], 21]);
    const findings = await get(D, `/api/areas/versions/${draft}/findings`);
    expect(findings.map((one: { kind: string }) => one.kind)).toEqual(['gap']);
  });

  test('taken back, the grids have all their ground again', async () => {
    await post(D, `/api/areas/drafts/${draft}/undo`, { revision: 1 });
    const other = await get(D, `/api/areas/versions/${draft}/differences`);
    expect(other.differences).toEqual([]);
  });

  test('a strip up to the size told goes to the grid beside it', async () => {
    const strip = outlined(box(106, 30, 106.02002, 30.02), { joinUpToSquareMetres: 9_000 });
    const laid = await step(D, draft, 2, strip);
    expect(laid.statusCode, laid.body).toBe(201);
    expect(await get(D, `/api/areas/versions/${draft}/land`)).toEqual([]);
    expect(await get(D, `/api/areas/versions/${draft}/findings`)).toEqual([]);
  });

  test('a faulty file is refused with its faults in words', async () => {
    const open = await step(D, draft, 3, outlined(box(106, 30, 106.02, 30.02).slice(0, 4)));
    expect([open.statusCode, open.json().code]).toEqual([422, 'areas.import_invalid']);
    expect(open.json().data.faults[0].words).toContain('环未闭合');
    const none = { ...outlined([]), district: collection([]) as never };
    expect((await step(D, draft, 3, none)).json().data.faults[0].words).toContain('没有界线');
  });
});

describe('a version drawn elsewhere', () => {
  test('loses what lies outside of the district or under a lower code, and is told how much', async () => {
    const D = '500155';
    const grids = collection([
      feature('A-1-1', '西', box(106, 30, 106.011, 30.02)),
      feature('A-2-1', '东', box(106.01, 30, 106.025, 30.02)),
    ]);
    const outline = collection([feature(D, '区', box(106, 30, 106.02, 30.02))]);
    const made = await post(D, '/api/areas/import', { ...district(D, { grids }), district: outline });
    const from = made.json().versionId;
    const opened = await post(D, '/api/areas/drafts', { districtId: D, fromVersionId: from, source: 'x' });
    expect(opened.json().cutOff).toMatchObject([{ name: '东' }]);
    // A thousandth of a degree under the lower code, five beyond the district: 0.006 × 0.02 degrees.
    expect(opened.json().cutOff[0].squareMetres).toBeGreaterThan(1_280_000);
    expect(opened.json().cutOff[0].squareMetres).toBeLessThan(1_290_000);
    expect(await get(D, `/api/areas/versions/${opened.json().versionId}/findings`)).toEqual([]);
  });

  test('a grid that lies wholly outside is refused by name', async () => {
    const D = '500156';
    const outline = collection([feature(D, '区', box(106, 30, 106.02, 30.01))]);
    const made = await post(D, '/api/areas/import', { ...district(D), district: outline });
    const from = made.json().versionId;
    const opened = await post(D, '/api/areas/drafts', { districtId: D, fromVersionId: from, source: 'x' });
    expect([opened.statusCode, opened.json().code]).toEqual([422, 'areas.not_meshed']);
    expect(opened.json().data.name).toBe('西北');
    expect((await post(D, '/api/areas/drafts', { districtId: D, source: 'x' })).json().code).toBe(
      'areas.district_not_found',
    );
  });
});

test('after a hundred edits a version tiles, and memory and SQL find the same grids', async () => {
  const D = '500157';
  await inForce(D);
  const next = sequence(20_260_805);
  const near = (): Position => [106 + next(2_000_000) / 1e8, 30 + next(2_000_000) / 1e8];
  const edits = (areas: readonly string[], corners: readonly Position[]): Edit[] => {
    const one = areas[next(areas.length)] as string;
    const corner = corners[next(corners.length)] as Position;
    const [lon, lat] = corner;
    const to = [lon + (next(99) - 50) / 1e6, lat + (next(99) - 50) / 1e6];
    const line = [near(), near(), near()].map(([x, y], i) => [x + (i - 1) / 50, y]);
    return [
      { kind: 'split', path: one, line, name: '新' },
      { kind: 'merge', paths: [areas[next(areas.length)] as string], keep: one },
      { kind: 'move', moves: [{ from: corner, to }] },
      { kind: 'remove', at: { lon, lat } },
    ];
  };
  let done = 0;
  const versionId = await store.database.transaction(async (tx) => {
    const opened = await openDraft(tx, { districtId: D, source: 'x', by: 'test' });
    if (isRefusal(opened)) throw new Error(opened.code);
    for (let i = 0; i < 100; i++) {
      const grids = (await listDraftAreas(tx, opened.versionId)).filter(({ level }) => level === 'grid');
      const corners = grids.flatMap(({ boundary }) => boundary.flat(2).map(([x, y]): Position => [x, y]));
      const choices = edits(grids.map((grid) => grid.path), corners);
      const edit = choices[next(choices.length)] as Edit;
      const changed = await editDraft(tx, opened.versionId, done, edit, { id: 'x', name: 'x' });
      if (!isRefusal(changed)) done += 1;
    }
    expect(await checkTiling(tx, opened.versionId)).toEqual([]);
    await publishAreas(tx, opened.versionId, 'test');
    return opened.versionId;
  });
  expect(done).toBeGreaterThan(20);
  await store.database.read(async (tx) => {
    const grids = (await listDraftAreas(tx, versionId)).filter(({ level }) => level === 'grid');
    const points = [
      ...grids.flatMap(({ boundary }) => boundary.flat(2).map(([lon, lat]) => ({ lon, lat }))),
      ...Array.from({ length: 2_000 }, () => near()).map(([lon, lat]) => ({ lon, lat })),
    ];
    const inSql = await locateInSql(tx, points);
    for (const [i, point] of points.entries()) {
      const found = await locate(tx, point);
      expect(isRefusal(found) ? null : found.gridCode).toBe(inSql[i]);
    }
    expect(inSql.filter((code) => code !== null).length).toBeGreaterThan(2_000);
  });
});
