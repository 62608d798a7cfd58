// Professional layers over the grid: they come as files, tile only where they must, are published, brought
// back and given up on record, and tell every place which of their areas it lies in.
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { changesRefusals } from '../../changes/core/refusals.ts';
import { areasPolicy } from '../core/policy.ts';
import { areasRefusals } from '../core/refusals.ts';
import { importDistrict, layersAt } from './public.ts';
import { areasRoutes } from './routes.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const D = '500151';
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
const collection = (...features: object[]) => ({
  geojson: { type: 'FeatureCollection' as const, features },
});

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildApp({
    routes: areasRoutes,
    policy: areasPolicy,
    refusals: { ...httpRefusals, ...changesRefusals, ...areasRefusals },
    database: store.database,
    authenticate: async ({ authorization }): Promise<Actor> =>
      authorization === undefined
        ? { kind: 'public' }
        : {
            kind: 'person',
            personId: '00000000-0000-7000-8000-000000000001',
            name: '管理员',
            posts: [
              { id: 'p', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath: authorization },
            ],
          },
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 1_000_000,
    isBehindProxy: false,
    hasRateLimits: false,
    checksReplies: true,
  });
  const done = await store.database.transaction((tx) =>
    importDistrict(tx, {
      districtId: D,
      name: '铜梁区',
      crs: 'WGS84',
      source: 'drawn for a test',
      streets: collection(feature('A', '甲街道', null)),
      communities: collection(feature('A-1', '甲社区', null)),
      grids: collection(
        feature('A-1-1', '西', box(106, 30, 106.01, 30.02)),
        feature('A-1-2', '东', box(106.01, 30, 106.02, 30.02)),
      ),
    }),
  );
  if (isRefusal(done)) throw new Error(JSON.stringify(done));
});

let keys = 0;
const post = (url: string, payload: object, areaPath = D) => {
  keys += 1;
  const headers = { 'idempotency-key': `layers-${keys}`, 'accept-language': 'zh', authorization: areaPath };
  return app.inject({ method: 'POST', url: `/api/areas/layers${url}`, payload, headers });
};
const get = (url: string, areaPath = D) =>
  app.inject({
    url: `/api/areas/layers${url}`,
    headers: { 'accept-language': 'zh', authorization: areaPath },
  });

const police = (...areas: object[]) => ({
  districtId: D,
  code: 'police',
  name: '警务网格',
  nameEn: 'Police grids',
  isTiling: true,
  crs: 'WGS84',
  source: '公安分局 2026',
  areas: collection(...areas),
});
const NORTH = feature('P-1', '北所', box(106, 30.01, 106.02, 30.02));
const SOUTH = feature('P-2', '南所', box(106, 30, 106.02, 30.01));
const zones = (...areas: object[]) => ({
  ...police(...areas),
  code: 'no_entry',
  name: '禁行区',
  nameEn: undefined,
  isTiling: false,
});
const bring = async (body: object): Promise<string> => {
  const reply = await post('/import', body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json().versionId;
};
const publish = (versionId: string, why = '年度更新') => post(`/versions/${versionId}/publish`, { why });
const codesAt = async (lon: number, lat: number) =>
  (await store.database.read((tx) => layersAt(tx, { lon, lat }))).map(
    (hit) => `${hit.layerCode} ${hit.code}`,
  );

test('layers are published by themselves and lie over each other; a place knows them all', async () => {
  expect((await publish(await bring(police(NORTH, SOUTH)))).statusCode).toBe(200);
  const overlapping = zones(
    feature('Z-1', '学校', box(106.005, 30.005, 106.015, 30.015)),
    feature('Z-2', '河岸', box(106.01, 30.005, 106.03, 30.02)),
  );
  expect((await publish(await bring(overlapping))).statusCode).toBe(200);
  expect(await codesAt(106.012, 30.012)).toEqual(['no_entry Z-1', 'no_entry Z-2', 'police P-1']);
  expect(await codesAt(106.001, 30.001)).toEqual(['police P-2']);
  expect(await codesAt(106.001, 30.01)).toEqual(['police P-1', 'police P-2']);
  expect(await codesAt(10, 10)).toEqual([]);
  expect(await codesAt(400, 10)).toEqual([]);
  const at = await get('/at?lon=106.012&lat=30.012');
  expect(at.json()[2]).toEqual({
    layerCode: 'police',
    layerName: '警务网格',
    layerNameEn: 'Police grids',
    code: 'P-1',
    name: '北所',
    nameEn: null,
  });
});

test('a tiling with a gap, an overlap or a stray is named by its places and stays a draft', async () => {
  const versionId = await bring(police(feature('P-1', '北所', box(106, 30.009, 106.02, 30.019)), SOUTH));
  const refused = await publish(versionId);
  expect(refused.json()).toMatchObject({ status: 409, code: 'areas.layer_not_tiled' });
  const { findings } = refused.json().data;
  expect(findings.map((one: { kind: string }) => one.kind).sort()).toEqual(['gap', 'overlap']);
  expect(findings[0].words).toContain('平方米');
  expect((await get(`/versions/${versionId}/findings`)).json()).toHaveLength(2);
  expect(await codesAt(106.001, 30.0195)).toEqual(['police P-1']);
  const stray = await bring(police(NORTH, feature('P-2', '南所', box(106, 29.99, 106.02, 30.01))));
  expect((await get(`/versions/${stray}/findings`)).json()).toMatchObject([{ kind: 'stray' }]);
  const crossed: Position[] = [
    [106, 30],
    [106.01, 30.01],
    [106.01, 30],
    [106, 30.01],
    [106, 30],
  ];
  const bow = await bring(zones(feature('Z-1', '蝴蝶', crossed)));
  expect((await get(`/versions/${bow}/findings`)).json()).toMatchObject([{ kind: 'invalid_ring' }]);
});

test('a version in force is kept and never given up; a draft is given up with a reason', async () => {
  const layer = async () =>
    (await get(`?districtId=${D}`)).json().find((one: { code: string }) => one.code === 'police');
  const first = (await layer()).versions.at(-1).versionId;
  const second = await bring(police(feature('P-9', '合署', box(106, 30, 106.02, 30.02))));
  expect((await publish(second, '')).json().code).toBe('changes.reason_missing');
  expect((await publish(second)).statusCode).toBe(200);
  expect(await codesAt(106.001, 30.001)).toEqual(['police P-9']);
  expect((await publish(second)).json().code).toBe('areas.layer_in_force');
  expect((await post(`/versions/${second}/discard`, { why: '不要' })).json().code).toBe(
    'areas.layer_in_force',
  );
  expect((await post(`/versions/${first}/discard`, { why: '不要' })).json().code).toBe(
    'areas.layer_was_in_force',
  );
  expect((await publish(first, '合署推迟')).statusCode).toBe(200);
  expect(await codesAt(106.001, 30.001)).toEqual(['police P-2']);
  const third = await bring(police(NORTH, SOUTH));
  expect((await post(`/versions/${third}/discard`, {})).json().code).toBe('changes.reason_missing');
  expect((await post(`/versions/${third}/discard`, { why: '重复' })).statusCode).toBe(200);
  expect((await get(`/versions/${third}/areas`)).json().code).toBe('areas.layer_version_unknown');
  const { versions } = await layer();
  expect(versions.filter(({ state }: { state: string }) => state === 'published')).toHaveLength(1);
  const areas = (await get(`/versions/${first}/areas`)).json();
  expect(areas.features.map((one: { id: string }) => one.id)).toEqual(['P-1', 'P-2']);
});

test('a faulty file stores nothing, and a code that is taken is not another layer', async () => {
  const nameless = await post('/import', police(feature('P-1', '', box(106, 30, 106.02, 30.02))));
  expect(nameless.json()).toMatchObject({ status: 422, code: 'areas.import_invalid' });
  expect(nameless.json().data.faults[0].words).toContain('缺少名称');
  const empty = await post('/import', police(feature('P-1', '空', null)));
  expect(empty.json().data.faults[0].kind).toBe('no_boundary');
  const other = await post('/import', { ...police(NORTH, SOUTH), name: '消防网格' });
  expect(other.json()).toMatchObject({ status: 409, code: 'areas.layer_differs' });
});

test('layers are changed by an administrator of the district and read by all who work', async () => {
  const stranger = await post('/import', police(NORTH, SOUTH), '500152');
  expect(stranger.statusCode).toBe(403);
  const layers = (await get(`?districtId=${D}`, '500152')).json();
  const { versionId } = layers.find((one: { code: string }) => one.code === 'police').versions[0];
  expect((await post(`/versions/${versionId}/publish`, { why: '试试' }, '500152')).statusCode).toBe(403);
  expect((await post(`/versions/${versionId}/discard`, { why: '试试' }, '500152')).statusCode).toBe(403);
  expect((await get(`/versions/${versionId}/findings`, '500152')).statusCode).toBe(403);
  expect((await app.inject({ url: `/api/areas/layers?districtId=${D}` })).statusCode).toBe(401);
  expect((await get(`?districtId=${D}&strange=1`)).json().code).toBe('http.query_unknown');
});
