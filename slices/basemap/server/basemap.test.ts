// The ground of a district in the store, and the tiles drawn from it, on both stores.
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { areasRefusals } from '../../areas/core/refusals.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { importComponents } from '../../components/server/public.ts';
import { basemapPolicy } from '../core/policy.ts';
import { basemapRefusals } from '../core/refusals.ts';
import { boxOfTile, tileAt } from '../../../kernel/tile-address.ts';
import { readMvt } from '../../../platform/server/tiles/read-mvt.ts';
import { basemapRoutes } from './routes.ts';

const store = testDatabase();
const DISTRICT = '500151';
const post = { id: 'x', unitId: 'u', unitKind: 'centre' } as const;
const posted = (role: 'administrator' | 'inspector', areaPath: string): Actor => ({
  kind: 'person',
  personId: '019a0000-0000-7000-8000-000000000001',
  name: role,
  posts: [{ ...post, role, areaPath }],
});
const ACTORS: Readonly<Record<string, Actor>> = {
  here: posted('administrator', DISTRICT),
  street: posted('administrator', `${DISTRICT}.001`),
  elsewhere: posted('administrator', '500152'),
  inspector: posted('inspector', DISTRICT),
};

const ring = [
  [106.05, 29.83],
  [106.07, 29.83],
  [106.07, 29.85],
  [106.05, 29.85],
  [106.05, 29.83],
];
const collection = (code: string, parent: string, name: string) => ({
  geojson: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { code, name, parent },
        geometry: { type: 'Polygon', coordinates: [ring] },
      },
    ],
  },
});

const build = (hasRateLimits: boolean) =>
  buildApp({
    routes: basemapRoutes,
    policy: basemapPolicy,
    refusals: { ...httpRefusals, ...areasRefusals, ...basemapRefusals },
    database: store.database,
    authenticate: async ({ authorization }) => ACTORS[authorization ?? ''] ?? { kind: 'public' },
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 1_000_000,
    isBehindProxy: false,
    hasRateLimits,
  });
let app: FastifyInstance;
beforeAll(async () => {
  app = await build(false);
  await store.database.transaction(async (tx) => {
    const published = await importDistrict(tx, {
      districtId: DISTRICT,
      name: '铜梁区',
      crs: 'WGS84',
      source: 'made for the test',
      streets: collection('S', '', '巴川街道'),
      communities: collection('S-1', 'S', '明月社区'),
      grids: collection('S-1-1', 'S-1', '明月一网格'),
    });
    if (isRefusal(published)) throw new Error(JSON.stringify(published));
  });
});

const road = (name: string, lat: number) => ({
  type: 'Feature',
  properties: { class: 'road', rank: 1, name },
  geometry: {
    type: 'LineString',
    coordinates: [
      [106.04, lat],
      [106.08, lat],
    ],
  },
});
const house = {
  type: 'Feature',
  properties: { building: 'yes' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [106.06, 29.84],
        [106.0602, 29.84],
        [106.0602, 29.8402],
        [106.06, 29.84],
      ],
    ],
  },
};

let sendings = 0;
const send = (features: readonly unknown[], query = 'crs=WGS84&source=survey', who = 'here') => {
  sendings += 1;
  return app.inject({
    method: 'POST',
    url: `/api/basemap/${DISTRICT}/import?${query}`,
    payload: JSON.stringify({ type: 'FeatureCollection', features }),
    headers: {
      'content-type': 'application/geo+json',
      'idempotency-key': `basemap-${sendings}`,
      'accept-language': 'en',
      authorization: who,
    },
  });
};

const MIDDLE = { lon: 106.06, lat: 29.84 };
const tile = (z: number, headers: Record<string, string> = {}, at = MIDDLE) => {
  const { x, y } = tileAt(at.lon, at.lat, z);
  return app.inject({ method: 'GET', url: `/api/basemap/tiles/${DISTRICT}/${z}/${x}/${y}`, headers });
};

test('before anything is brought in, a tile shows the areas; far away it is empty', async () => {
  const bare = await tile(13);
  expect(bare.statusCode).toBe(200);
  expect(bare.headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
  const layers = readMvt(bare.rawPayload);
  expect([...layers.keys()]).toEqual(['area']);
  expect(layers.get('area')?.map((one) => one.properties.level)).toEqual(['district', 'street', 'community']);
  const far = await tile(13, {}, { lon: 100, lat: 20 });
  expect([far.statusCode, far.body]).toEqual([204, '']);
  const beside = await app.inject({ method: 'GET', url: `/api/basemap/tiles/${DISTRICT}/10/1024/0` });
  expect(beside.statusCode).toBe(204);
  const shallow = await app.inject({ method: 'GET', url: `/api/basemap/tiles/${DISTRICT}/9/0/0` });
  expect(shallow.statusCode).toBe(400);
});

test('a source is brought in on record, told feature by feature, replaced by its next file', async () => {
  const first = await send([
    road('中兴路', 29.84),
    house,
    { type: 'Feature', properties: {}, geometry: null },
  ]);
  expect(first.json()).toMatchObject({
    hasChanged: true,
    accepted: 2,
    replaced: 0,
    refusedCount: 1,
    refused: [{ feature: 3, kind: 'class_missing', reason: expect.stringContaining('Fill in') }],
  });
  expect((await send([road('中兴路', 29.84), house])).json()).toMatchObject({
    hasChanged: false,
    accepted: 2,
  });
  await send([road('东街', 29.841)], 'crs=WGS84&source=other');
  const again = await send([road('中兴大道', 29.84), house]);
  expect(again.json()).toMatchObject({ hasChanged: true, accepted: 2, replaced: 2 });
  const roads = readMvt((await tile(13)).rawPayload).get('road');
  expect(roads?.map((one) => one.properties.name).sort()).toEqual(['东街', '中兴大道']);
  const { sources } = (
    await app.inject({ method: 'GET', url: `/api/basemap/${DISTRICT}/sources` })
  ).json() as { sources: { source: string; features: number }[] };
  expect(sources.map(({ source, features }) => [source, features])).toEqual([
    ['other', 1],
    ['survey', 2],
  ]);
  const recorded = await store.database.read((tx) =>
    sql<{ name: string; facts: { before: { en: string } | null; after: { en: string } }[] }>`
      select subject_name as name, facts from change
      where district_id = ${DISTRICT} and operation = 'basemap.import' order by id`.execute(tx.db),
  );
  const told = recorded.rows.map(({ name, facts: [first] }) => [name, first?.before?.en, first?.after.en]);
  expect(told).toEqual([
    ['survey', undefined, '2'],
    ['other', undefined, '1'],
    ['survey', '2', '2'],
  ]);
});

test('a file without one usable feature changes nothing and says why', async () => {
  const refused = await send([{ type: 'Feature', properties: {}, geometry: null }]);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({
    code: 'basemap.nothing_usable',
    data: { faults: [{ feature: 1, reason: expect.stringContaining('Fill in') }] },
  });
  expect(readMvt((await tile(13)).rawPayload).get('road')).toHaveLength(2);
  expect((await send([])).json()).toMatchObject({ code: 'basemap.file_unreadable' });
  const unlabelled = await send([house], 'source=survey');
  expect(unlabelled.statusCode).toBe(400);
});

test('only the district’s own administrator draws its ground', async () => {
  expect((await send([house], 'crs=WGS84&source=x', 'street')).statusCode).toBe(403);
  expect((await send([house], 'crs=WGS84&source=x', 'elsewhere')).statusCode).toBe(403);
  expect((await send([house], 'crs=WGS84&source=x', 'inspector')).statusCode).toBe(403);
  expect((await send([house], 'crs=WGS84&source=x', '')).statusCode).toBe(401);
});

test('houses come into view at zoom 14 and components at 15, with nothing personal on them', async () => {
  const load = (condition: string) =>
    store.database.transaction((tx) =>
      importComponents(tx, {
        districtId: DISTRICT,
        crs: 'WGS84',
        source: 'test',
        by: 'tester',
        rows: [
          {
            fields: {
              code: '5001510102000001',
              classCode: '0102',
              name: '路灯',
              lon: 106.0601,
              lat: 29.8401,
              condition,
            },
          },
        ],
      }),
    );
  await load('完好');
  const far = readMvt((await tile(14)).rawPayload);
  expect([far.has('component'), far.has('building')]).toEqual([false, true]);
  expect(readMvt((await tile(13)).rawPayload).has('building')).toBe(false);
  const near = readMvt((await tile(15)).rawPayload);
  expect(near.get('building')).toHaveLength(1);
  expect(near.get('component')?.map((one) => one.properties)).toEqual([
    { code: '5001510102000001', class: '0102', name: '路灯', condition: 'intact' },
  ]);
  const before = (await tile(15)).headers.etag;
  await load('破损');
  const after = await tile(15);
  expect(after.headers.etag).not.toBe(before);
  expect(readMvt(after.rawPayload).get('component')?.[0]?.properties.condition).toBe('damaged');
});

test('a tile that has not changed is not sent again; one that has, is', async () => {
  const first = await tile(14);
  const etag = String(first.headers.etag);
  const same = await tile(14, { 'if-none-match': etag });
  expect([same.statusCode, same.body]).toEqual([304, '']);
  await send([road('新路', 29.839)], 'crs=WGS84&source=third');
  const changed = await tile(14, { 'if-none-match': etag });
  expect(changed.statusCode).toBe(200);
});

test('a tile travels compressed to whoever can read that', async () => {
  const packed = await tile(13, { 'accept-encoding': 'gzip, br' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(packed.rawPayload).equals((await tile(13)).rawPayload)).toBe(true);
});

test('a road in the vendors’ coordinates is drawn where it is', async () => {
  const shifted = { ...road('偏移路', 29.84), properties: { class: 'rail', name: '偏移路' } };
  expect((await send([shifted], 'crs=GCJ02&source=vendor')).json()).toMatchObject({ accepted: 1 });
  const at = tileAt(MIDDLE.lon, MIDDLE.lat, 11);
  const rails = readMvt((await tile(11)).rawPayload).get('rail') ?? [];
  const { north, south } = boxOfTile(at);
  const y = rails[0]?.points[0]?.[1] ?? 0;
  const lat = north + ((south - north) * y) / 4096;
  expect(rails).toHaveLength(1);
  expect(Math.abs(lat - 29.84)).toBeGreaterThan(0.001);
});

test('whoever cuts a grid along a road gets it whole, its pieces joined; homes come as points', async () => {
  const piece = (name: string | null, from: number, to: number) => ({
    type: 'Feature',
    properties: { class: 'road', rank: 2, name },
    geometry: { type: 'LineString', coordinates: [[from, 29.9], [to, 29.9]] },
  });
  const pieces = [piece('环城路', 106.05, 106.06), piece('环城路', 106.06, 106.07), piece(null, 106.05, 106.06)];
  await send([...pieces, house], 'crs=WGS84&source=roads');
  const ask = async (kind: string, south: number) => {
    const box = `west=106.05&east=106.065&south=${south}&north=${south + 0.01}`;
    const url = `/api/basemap/features?districtId=${DISTRICT}&class=${kind}&${box}`;
    return (await app.inject({ method: 'GET', url })).json();
  };
  expect(await ask('road', 29.895)).toEqual({
    features: [
      { name: '环城路', rank: 2, line: [[106.05, 29.9], [106.06, 29.9], [106.07, 29.9]] },
      { name: null, rank: 2, line: [[106.05, 29.9], [106.06, 29.9]] },
    ],
    hasMore: false,
  });
  const within = (box: string) =>
    app.inject({
      method: 'GET',
      url: `/api/basemap/features?districtId=${DISTRICT}&class=building&${box}`,
    });
  const [home] = (await within('west=106&east=106.2&south=29.8&north=30')).json().features;
  expect(home.line).toHaveLength(1);
  expect(home.line[0][0]).toBeGreaterThan(106.06);
  expect(home.line[0][0]).toBeLessThan(106.0602);
  for (const box of ['west=106&east=107&south=29.8&north=30', 'west=106&east=106.2&south=30&north=29.8']) {
    const refused = await within(box);
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'basemap.box_too_wide']);
  }
});

test('whoever reads the ground of a whole city box by box waits for their next minute', async () => {
  const limited = await build(true);
  const url = '/api/basemap/features?districtId=500199&class=road&west=106&east=106.1&south=30&north=30.1';
  const codes: number[] = [];
  for (let i = 0; i < 61; i++) codes.push((await limited.inject({ method: 'GET', url })).statusCode);
  await limited.close();
  expect([codes.filter((code) => code === 200).length, codes.at(-1)]).toEqual([60, 429]);
});
