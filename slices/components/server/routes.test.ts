// The doors of components as a map, a scanner and an office knock on them.
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { filesRefusals } from '../../../platform/server/files/refusals.ts';
import { areasRefusals } from '../../areas/core/refusals.ts';
import { componentsPolicy } from '../core/policy.ts';
import { componentsRefusals } from '../core/refusals.ts';
import { noneDeclared } from './declared-classes.ts';
import { componentsRoutes } from './routes.ts';

const store = testDatabase();
const administrator: Actor = {
  kind: 'person',
  personId: 'p1',
  name: '管理员',
  posts: [{ id: 'x', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath: '500151' }],
};

let app: FastifyInstance;
beforeAll(async () => {
  app = await buildApp({
    routes: componentsRoutes(noneDeclared),
    policy: componentsPolicy,
    refusals: { ...httpRefusals, ...filesRefusals, ...areasRefusals, ...componentsRefusals },
    database: store.database,
    authenticate: async ({ authorization }) => (authorization ? administrator : { kind: 'public' }),
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 1_000_000,
    isBehindProxy: false,
    hasRateLimits: false,
  });
});

const TABLE =
  'code,name,lon,lat,condition\n5001510102000001,路灯,106.06,29.84,\n5001510102000002,路灯,106.07,29.84,坏\n';

const send = (query: string, headers: Record<string, string> = { authorization: 'Bearer x' }) =>
  app.inject({
    method: 'POST',
    url: `/api/districts/500151/components/import?${query}`,
    payload: TABLE,
    headers: {
      'content-type': 'text/csv',
      'idempotency-key': 'import-0001',
      'accept-language': 'en',
      ...headers,
    },
  });

test('an office sends a table, and the map, the scanner and the card know the lamp', async () => {
  const sent = await send('crs=WGS84&source=survey');
  expect(sent.statusCode, sent.body).toBe(200);
  expect(sent.json()).toMatchObject({
    accepted: 1,
    refused: [{ row: 3, kind: 'condition_unknown', reason: expect.stringContaining('Use one') }],
    outside: [{ row: 2, code: '5001510102000001' }],
  });
  const again = await send('crs=WGS84&source=survey');
  expect(again.headers['idempotent-replayed']).toBe('true');
  const near = await app.inject(
    '/api/components/nearest?districtId=500151&lon=106.0601&lat=29.84&classCode=0102',
  );
  expect(near.json()).toMatchObject([{ code: '5001510102000001', distanceMetres: expect.closeTo(9.7, 0) }]);
  const box = await app.inject(
    '/api/components/in-box?districtId=500151&west=106&south=29&east=107&north=30',
  );
  expect(box.json()).toHaveLength(1);
  const grid = await app.inject('/api/components/in-grid?gridPath=500151.001.001.001');
  expect(grid.json()).toEqual({ components: [], isAll: true });
  const scanned = await app.inject('/api/components/by-code?districtId=500151&code=5001510102000001');
  const card = await app.inject(`/api/components/${scanned.json().id}`);
  expect(card.json()).toMatchObject({
    codeWords: '500151 01 02 000001',
    areaPath: null,
    areaNames: [],
    geometry: { type: 'Point', coordinates: [106.06, 29.84] },
    changes: [{ kind: 'imported', source: 'survey', data: { name: '路灯' } }],
  });
});

test('a file whose coordinate system is not named, and a stranger’s file, are refused', async () => {
  expect((await send('source=survey')).statusCode).toBe(400);
  expect((await send('crs=WGS84&source=survey', {})).statusCode).toBe(401);
});

test('what is not registered is not found', async () => {
  const card = await app.inject(`/api/components/${store.ids.next()}`);
  expect(card.json()).toMatchObject({ status: 404, code: 'component.not_found' });
  const scanned = await app.inject('/api/components/by-code?districtId=500151&code=5001510102009999');
  expect(scanned.statusCode).toBe(404);
});
