// Lists through the doors, as a phone asks for them on a slow line: small, and sent again only when changed.
import { brotliDecompressSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { PROTOCOL_HEADER } from '../../platform/protocol.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { testTown } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

beforeAll(async () => {
  for (let count = 0; count < 5; count += 1) expect((await town.report('officer')).status).toBe(201);
}, 120_000);

test.each([
  '/api/cases?limit=50',
  '/api/areas/tree?districtId=500151',
])('a phone gets %s compressed and with its version, and not again while it is the same', async (url) => {
  const asked = { authorization: `Bearer ${await town.token('handler')}`, [PROTOCOL_HEADER]: '1' };
  const ask = (more: Record<string, string>) =>
    app.mounted.app.inject({ url, headers: { ...asked, ...more } });
  const plain = await ask({});
  expect(plain.statusCode, plain.body).toBe(200);
  const small = await ask({ 'accept-encoding': 'gzip, deflate, br' });
  expect(small.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe(plain.body);
  expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  const again = await ask({ 'if-none-match': String(small.headers.etag) });
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
});
