// Base maps of others: only servers that the operator allows, nothing of whoever looks is told to them,
// what is no picture is not passed on, and on a shifted one the things of the street lie where its streets
// are.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { fromWgs84 } from '../../../kernel/coordinates.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { importComponents } from '../../components/server/public.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { basemapPolicy } from '../core/policy.ts';
import { basemapRefusals } from '../core/refusals.ts';
import { boxOfTile, tileAt } from '../../../kernel/tile-address.ts';
import type { TileSource } from '../core/tile-source.ts';
import { fetchTile } from './fetch-tile.ts';
import { readMvt } from '../../../platform/server/tiles/read-mvt.ts';
import { OuterTiles } from './outer-tiles.ts';
import { basemapRoutes } from './routes.ts';
import { tileSourceRoutes } from './routes-sources.ts';

const store = testDatabase('2026-08-05T08:00:00+08:00');
const DISTRICT = '500151';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const person = (role: 'administrator' | 'inspector', areaPath: string): Actor => ({
  kind: 'person',
  personId: '01890000-0000-7000-8000-000000000001',
  name: role,
  posts: [{ id: 'x', unitId: 'u', unitKind: 'centre', role, areaPath }],
});
const ACTORS: Readonly<Record<string, Actor>> = {
  here: person('administrator', DISTRICT),
  elsewhere: person('administrator', '500152'),
  inspector: person('inspector', DISTRICT),
};

let outside: Server;
let origin = '';
let app: FastifyInstance;
const asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  outside = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  app = await buildApp({
    routes: [...basemapRoutes, ...tileSourceRoutes([origin, '*.tiles.example'])],
    policy: basemapPolicy,
    refusals: { ...httpRefusals, ...basemapRefusals },
    database: store.database,
    authenticate: async ({ authorization }) => ACTORS[authorization ?? ''] ?? { kind: 'public' },
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 1_000_000,
    isBehindProxy: false,
    hasRateLimits: false,
  });
});
afterAll(async () => {
  outside.closeAllConnections();
  await new Promise((resolve) => outside.close(resolve));
  await app.close();
});
beforeEach(() => {
  asked.length = 0;
  answer = (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
});

let sendings = 0;
const send = (method: 'GET' | 'POST' | 'DELETE', url: string, who?: string, payload?: object) => {
  sendings += 1;
  return app.inject({
    method,
    url,
    ...(payload ? { payload } : {}),
    headers: {
      'idempotency-key': `tile-sources-${sendings}`,
      'accept-language': 'en',
      cookie: 'gridloop=secret',
      ...(who ? { authorization: who } : {}),
    },
  });
};
const SOURCES = `/api/basemap/${DISTRICT}/tile-sources`;
const source = (changed: object = {}) => ({
  name: `底图 ${sendings}`,
  nameEn: 'Streets',
  kind: 'xyz',
  address: `${origin}/{z}/{x}/{y}.png?key=canary-key`,
  crs: 'GCJ02',
  attribution: '© a map maker',
  minZoom: 3,
  maxZoom: 18,
  ...changed,
});
const add = async (changed: object = {}): Promise<string> => {
  const reply = await send('POST', SOURCES, 'here', source(changed));
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json().id;
};
const codeOf = async (changed: object, who = 'here') =>
  (await send('POST', SOURCES, who, source(changed))).json().code;
const tile = (id: string, at = '15/1/2', who: string | undefined = 'inspector') =>
  send('GET', `/api/basemap/outer/${id}/${at}`, who);

test('an open address, or a server that nobody allowed, is told the way on', async () => {
  expect(await codeOf({ address: `${origin}/{z}/{x}.png` })).toBe('basemap.source_address');
  expect(await codeOf({ address: 'https://{s}.tiles.example/{z}/{x}/{y}' })).toBe('basemap.source_address');
  expect(await codeOf({ kind: 'wmts' })).toBe('basemap.source_address');
  expect(await codeOf({ minZoom: 9, maxZoom: 8 })).toBe('basemap.source_zooms');
  for (const address of [
    'http://127.0.0.1:1/{z}/{x}/{y}',
    'http://169.254.169.254/{z}/{x}/{y}',
    'http://a.tiles.example/{z}/{x}/{y}',
    'https://tiles.example.evil.test/{z}/{x}/{y}',
    `https://user:word@a.tiles.example/{z}/{x}/{y}`,
    `${origin}.evil.test/{z}/{x}/{y}`,
  ]) {
    const reply = await send('POST', SOURCES, 'here', source({ address }));
    expect(reply.json().code, address).toBe('basemap.source_host');
    expect(reply.json().detail).toContain('TILE_HOSTS');
  }
  expect(await codeOf({}, 'inspector')).toBe('auth.not_allowed');
  expect(await codeOf({}, 'elsewhere')).toBe('auth.not_allowed');
  expect(asked).toEqual([]);
});

test('readers learn what a base map is, never its address; administrators see all that was', async () => {
  const id = await add({ name: '街道图' });
  await add({
    name: '瓦片',
    kind: 'wmts',
    address: 'https://a.tiles.example/{TileMatrix}/{TileCol}/{TileRow}',
  });
  expect(await codeOf({ name: ' 街道图 ' })).toBe('basemap.source_known');
  const told = await send('GET', SOURCES, 'inspector');
  expect(told.json().sources.map(({ name }: { name: string }) => name)).toEqual(['瓦片', '街道图']);
  expect(told.body).not.toMatch(/canary-key|address|127\.0\.0\.1/);
  expect((await send('GET', SOURCES)).statusCode).toBe(401);
  expect((await send('GET', `${SOURCES}/all`, 'inspector')).json().code).toBe('auth.not_allowed');
  expect((await send('DELETE', `${SOURCES}/${id}`, 'elsewhere')).json().code).toBe('auth.not_allowed');
  expect((await send('DELETE', `${SOURCES}/${id}`, 'here')).statusCode).toBe(200);
  expect((await send('DELETE', `${SOURCES}/${id}`, 'here')).json().code).toBe('basemap.source_unknown');
  expect((await tile(id)).json().code).toBe('basemap.source_unknown');
  const all = (await send('GET', `${SOURCES}/all`, 'here')).json();
  expect(all.hosts).toContain(origin);
  const ended = all.sources.find((one: { id: string }) => one.id === id);
  expect(ended).toMatchObject({ endedAt: '2026-08-05T00:00:00.000Z', name: '街道图' });
  expect(ended.address).toContain('canary-key');
});

test('who added a base map and who took it away is on record, with its server, not its key', async () => {
  const id = await add({ name: '影像图', crs: 'WGS84' });
  expect((await send('DELETE', `${SOURCES}/${id}`, 'here')).statusCode).toBe(200);
  expect((await send('DELETE', `${SOURCES}/${id}`, 'here')).json().code).toBe('basemap.source_unknown');
  const { rows } = await store.database.read((tx) =>
    sql<{ zh: string; who: string; name: string; facts: string }>`
      select title ->> 'zh' as zh, by_name as who, subject_name as name, facts::text as facts
      from change where subject_id = ${id} order by id`.execute(tx.db),
  );
  expect(rows.map(({ zh, who, name }) => [zh, who, name])).toEqual([
    ['添加外部底图', 'administrator', '影像图'],
    ['移除外部底图', 'administrator', '影像图'],
  ]);
  for (const { facts } of rows) {
    expect(facts).toContain(new URL(origin).host);
    expect(facts).not.toContain('canary-key');
  }
});

test('a tile comes through us: without cookies, once for everybody, and again the next day', async () => {
  const id = await add();
  const [first, second] = await Promise.all([tile(id), tile(id)]);
  for (const reply of [first, second]) {
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('image/png');
    expect(reply.rawPayload.equals(PNG)).toBe(true);
  }
  expect(asked.length).toBe(1);
  expect(asked[0]?.url).toBe('/15/1/2.png?key=canary-key');
  expect(asked[0]?.headers.cookie).toBeUndefined();
  expect(asked[0]?.headers.referer).toBeUndefined();
  await tile(id);
  expect(asked.length).toBe(1);
  store.clock.advance(25 * HOUR);
  await tile(id);
  expect(asked.length).toBe(2);
  expect((await tile(id, '2/1/1')).statusCode).toBe(204);
  expect((await tile(id, '15/1/2', '')).statusCode).toBe(401);
  expect(asked.length).toBe(2);
});

test('what is no picture, too big, elsewhere or broken is not passed on; a hole stays a hole', async () => {
  const id = await add();
  const said: string[] = [];
  const cases: ((request: IncomingMessage, response: ServerResponse) => void)[] = [
    (_, response) =>
      void response.writeHead(200, { 'content-type': 'image/png' }).end('<script>alert(1)</script>'),
    (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    (_, response) => void response.writeHead(200).end(Buffer.concat([PNG, Buffer.alloc(1_100_000)])),
    (_, response) => void response.writeHead(500).end(),
    (request) => void request.socket.destroy(),
  ];
  for (const [index, one] of cases.entries()) {
    answer = one;
    const reply = await tile(id, `15/7/${index}`);
    expect(reply.statusCode).toBe(503);
    expect(reply.json().code).toBe('basemap.source_silent');
    expect(reply.body).not.toContain('canary-key');
    said.push(reply.json().detail);
  }
  expect(new Set(said).size).toBe(cases.length);
  const before = asked.length;
  await tile(id, '15/7/0');
  expect(asked.length).toBe(before);
  answer = (_, response) => void response.writeHead(404).end();
  expect((await tile(id, '15/8/8')).statusCode).toBe(204);
});

test('a base map whose server is dead takes no place from the others', async () => {
  const held: ServerResponse[] = [];
  answer = ({ url }, response) => {
    if (url?.startsWith('/dead/')) held.push(response);
    else response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
  };
  const tiles = new OuterTiles([origin]);
  const sourceAt = (id: string) =>
    ({ ...source(), id, districtId: DISTRICT, address: `${origin}/${id}/{z}/{x}/{y}` }) as TileSource;
  const kinds = await store.database.read(async (tx) => {
    const read = (x: number) => tiles.read(tx, sourceAt('dead'), { z: 12, x, y: 1 });
    const waiting = Array.from({ length: 70 }, (_, x) => read(x));
    const alive = await tiles.read(tx, sourceAt('alive'), { z: 12, x: 7, y: 7 });
    expect(alive.kind).toBe('picture');
    await expect.poll(() => held.length, { timeout: 5_000 }).toBe(32);
    for (const response of held) response.writeHead(404).end();
    return (await Promise.all(waiting)).map(({ kind }) => kind);
  });
  expect(kinds.filter((kind) => kind === 'failed')).toHaveLength(38);
});

test('a server that does not answer is not waited for', async () => {
  answer = () => undefined;
  const fetched = await fetchTile(`${origin}/1/1/1`, [origin], 60);
  expect(fetched).toMatchObject({ kind: 'failed', why: expect.stringContaining('Timeout') });
});

test('on a shifted map a component lies where the streets of that map are', async () => {
  const at = { lon: 106.06, lat: 29.84 };
  const ring = [
    [106.05, 29.83],
    [106.07, 29.83],
    [106.07, 29.85],
    [106.05, 29.85],
    [106.05, 29.83],
  ];
  const area = (code: string, parent: string, name: string) => ({
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
  await store.database.transaction(async (tx) => {
    const published = await importDistrict(tx, {
      districtId: DISTRICT,
      name: '铜梁区',
      crs: 'WGS84',
      source: 'made for the test',
      streets: area('S', '', '街道'),
      communities: area('S-1', 'S', '社区'),
      grids: area('S-1-1', 'S-1', '网格'),
    });
    if (isRefusal(published)) throw new Error(JSON.stringify(published));
    await importComponents(tx, {
      districtId: DISTRICT,
      crs: 'WGS84',
      source: 'a survey',
      by: 'test',
      rows: [
        { fields: { code: '5001510102000001', classCode: '0102', name: '路灯', ...at, condition: 'intact' } },
      ],
    });
  });
  const shifted = fromWgs84(at, 'GCJ02');
  const { x, y } = tileAt(shifted.lon, shifted.lat, 17);
  const url = `/api/basemap/tiles/${DISTRICT}/17/${x}/${y}`;
  const reply = await app.inject({ url: `${url}?crs=GCJ02` });
  const layers = readMvt(reply.rawPayload);
  expect([...layers.keys()]).toEqual(['component']);
  // Where in the tile, in its own units: half a metre at this zoom is seven of them.
  const [corner] = layers.get('component')?.[0]?.points ?? [];
  const box = boxOfTile({ z: 17, x, y });
  expect(corner?.[0]).toBeCloseTo(((shifted.lon - box.west) / (box.east - box.west)) * 4096, -1);
  expect((await app.inject({ url })).rawPayload.equals(reply.rawPayload)).toBe(false);
});
