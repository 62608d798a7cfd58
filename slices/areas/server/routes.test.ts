// Areas over HTTP: an administrator imports, checks and publishes their own district; everyone may read it.
import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { changesRefusals } from '../../changes/core/refusals.ts';
import { areasPolicy } from '../core/policy.ts';
import { areasRefusals } from '../core/refusals.ts';
import { areasRoutes } from './routes.ts';

const store = testDatabase();
const administratorOf = (areaPath: string): Actor => ({
  kind: 'person',
  personId: `00000000-0000-7000-8000-000000${areaPath}`,
  name: '管理员',
  posts: [{ id: areaPath, unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath }],
});

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildApp({
    routes: areasRoutes,
    policy: areasPolicy,
    refusals: { ...httpRefusals, ...changesRefusals, ...areasRefusals },
    database: store.database,
    authenticate: async ({ authorization }) =>
      authorization ? administratorOf(authorization.replace('Bearer ', '')) : { kind: 'public' },
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 1_000_000,
    isBehindProxy: false,
    hasRateLimits: false,
  });
});

let keys = 0;
const post = (url: string, payload: object, areaPath?: string) => {
  keys += 1;
  const headers = {
    'idempotency-key': `areas-key-${keys}`,
    'accept-language': 'en',
    ...(areaPath ? { authorization: `Bearer ${areaPath}` } : {}),
  };
  return app.inject({ method: 'POST', url, payload, headers });
};
const get = (url: string, areaPath?: string) =>
  app.inject({ method: 'GET', url, headers: areaPath ? { authorization: `Bearer ${areaPath}` } : {} });

const box = (west: number, east: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 30],
      [east, 30],
      [east, 30.01],
      [west, 30.01],
      [west, 30],
    ],
  ],
});
const collection = (...features: [string, string, object | null][]) => ({
  geojson: {
    type: 'FeatureCollection',
    features: features.map(([code, name, geometry]) => ({
      type: 'Feature',
      properties: { code, name },
      geometry,
    })),
  },
});
const body = (east: number) => ({
  districtId: '500151',
  name: '试验区',
  crs: 'WGS84',
  source: 'drawn for a test',
  streets: collection(['A', '街道', box(106, 106.02)]),
  communities: collection(['A-1', '社区', box(106, 106.02)]),
  grids: collection(['A-1-1', '西网格', box(106, 106.01)], ['A-1-2', '东网格', box(106.01, east)]),
});

describe('areas over HTTP', () => {
  test('only the administrator of the district may import', async () => {
    expect((await post('/api/areas/import', body(106.02))).statusCode).toBe(401);
    const other = await post('/api/areas/import', body(106.02), '500152');
    expect([other.statusCode, other.json().code]).toEqual([403, 'auth.not_allowed']);
  });

  test('a draft with a gap shows its findings in words, and is not published', async () => {
    const made = await post('/api/areas/import', body(106.019), '500151');
    expect([made.statusCode, made.json()]).toMatchObject([201, { number: 1, areas: 5 }]);
    const { versionId } = made.json();
    const findings = await get(`/api/areas/versions/${versionId}/findings`, '500151');
    expect(findings.json()).toMatchObject([{ kind: 'gap', level: 'grid', parent: { name: '社区' } }]);
    expect(findings.json()[0].words).toMatch(/社区 .*106\.0195.*平方米/);
    expect((await get(`/api/areas/versions/${versionId}/findings`)).statusCode).toBe(401);
    expect((await get(`/api/areas/versions/${versionId}/findings`, '500152')).statusCode).toBe(403);
    const refused = await post(`/api/areas/versions/${versionId}/publish`, {}, '500151');
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'areas.not_tiled']);
    expect(refused.json().data.findings[0].words).toContain('lie in none of its areas');
    expect((await get('/api/areas/tree?districtId=500151')).json().code).toBe('areas.district_not_found');
  });

  test('a faulty file is refused with every fault in words', async () => {
    const broken = { ...body(106.02), streets: collection(['', '街道', box(106, 106.02)]) };
    const refused = await post('/api/areas/import', broken, '500151');
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'areas.import_invalid']);
    expect(refused.json().data.faults[0].words).toMatch(
      /^Street #1 街道: The code property "code" is missing/,
    );
  });

  test('a whole draft is published once, and then everyone reads and locates by it', async () => {
    const { versionId } = (await post('/api/areas/import', body(106.02), '500151')).json();
    expect((await post(`/api/areas/versions/${versionId}/publish`, {}, '500151')).json()).toMatchObject({
      versionId,
      districtId: '500151',
      number: 2,
    });
    const again = await post(`/api/areas/versions/${versionId}/publish`, {}, '500151');
    expect([again.statusCode, again.json().code]).toEqual([409, 'areas.not_draft']);
    expect((await get('/api/areas/districts')).json()).toEqual([
      { districtId: '500151', name: '试验区', nameEn: null },
    ]);
    const tree = (await get('/api/areas/tree?districtId=500151')).json();
    expect(tree.children[0].children[0].children.map((g: { name: string }) => g.name)).toEqual([
      '西网格',
      '东网格',
    ]);
    const drawn = (await get('/api/areas/boundaries?districtId=500151&level=grid')).json();
    expect(drawn.features[1]).toMatchObject({ id: '500151.001.001.002', properties: { name: '东网格' } });
    expect(drawn.features[1].geometry.coordinates[0][0]).toContainEqual([106.02, 30.01]);
    const within = async (path: string) =>
      (await get(`/api/areas/boundaries?districtId=500151&level=grid&within=${path}`)).json().features.length;
    expect(await within('500151.001.001')).toBe(drawn.features.length);
    expect(await within('500151.001.001.002')).toBe(1);
    expect(await within('500151.002')).toBe(0);
    expect((await get('/api/areas/locate?lon=106.015&lat=30.005')).json()).toEqual({
      districtId: '500151',
      areaPath: '500151.001.001.002',
      gridCode: '500151001001002',
      level: 'grid',
      names: ['试验区', '街道', '社区', '东网格'],
      areaVersionId: versionId,
    });
    const outside = await get('/api/areas/locate?lon=106.5&lat=30.005');
    expect([outside.statusCode, outside.json().data.nearestDistrict]).toEqual([422, '试验区']);
    expect(outside.json().detail).toContain('最近的是试验区');
    const versions = (await get('/api/areas/versions?districtId=500151', '500151')).json();
    expect(versions.map((v: { state: string }) => v.state)).toEqual(['published', 'draft']);
  });

  test('a version that does not exist and a district without areas are told as such', async () => {
    const none = '00000000-0000-7000-8000-000000000000';
    expect((await get(`/api/areas/versions/${none}/findings`, '500151')).statusCode).toBe(404);
    expect((await get('/api/areas/tree?districtId=999999')).statusCode).toBe(404);
    expect((await get('/api/areas/locate?lon=1000&lat=0')).statusCode).toBe(400);
  });
});
