// A census through the doors of the whole server: the district's own lists say which classes there are.
import { expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown } from './test-town.ts';

const store = testDatabase('2026-08-06T09:30:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

test('a class that no list of the district names is a fault of its row, in words that lead on', async () => {
  const { lon, lat } = town.city.inGridA;
  const rows = ['0101,上水井盖', '0199,爱心驿站', '9999,怪物'].map((row, n) => `${row},${lon + n * 1e-4},${lat}`);
  const { status, body } = await app.send(
    'POST', `/api/districts/${DISTRICT}/components/import?crs=WGS84&source=census`,
    {
      token: (await town.token('admin')) ?? '',
      body: Buffer.from(`类别,名称,经度,纬度\n${rows.join('\n')}\n`),
      headers: { 'content-type': 'text/csv', 'accept-language': 'zh-CN' },
    },
  );
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({
    added: 2,
    refused: [
      { row: 4, field: 'classCode', kind: 'class_unknown', reason: expect.stringContaining('清单工坊') },
    ],
  });
});
