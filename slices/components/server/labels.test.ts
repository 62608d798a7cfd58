// Labels to stick on things: a real PDF of what the filter holds, page after page; a printer that is asked
// too much says so.
import { beforeAll, expect, test } from 'vitest';
import type { Refused } from '../../../platform/server/http/refused.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { MOST_LABELS } from '../core/contract-register.ts';
import { importComponents } from './import-components.ts';
import { printLabels } from './print-labels.ts';

const store = testDatabase();
const DISTRICT = '500151';
const ALL = MOST_LABELS + 5;
const actor: Actor = {
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: '派遣员',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'dispatcher', areaPath: DISTRICT }],
};

beforeAll(async () => {
  const rows = Array.from({ length: ALL }, (_, n) => ({
    fields: { classCode: '0102', name: `路灯 ${n}`, lon: 106 + n * 1e-4, lat: 29.8 },
  }));
  await store.database.transaction((tx) =>
    importComponents(tx, { districtId: DISTRICT, rows, crs: 'WGS84', source: 'test', by: 'test' }),
  );
});

const print = (after?: string) =>
  store.database.read((tx) =>
    printLabels(tx, actor, { areaPath: DISTRICT, after }, { lang: 'zh', origin: 'https://city.example' }),
  );

/** Pages name their kind once each. */
const pagesIn = (bytes: Uint8Array): number =>
  Buffer.from(bytes).toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

test('a sheet holds what fits and says where the next begins', async () => {
  const first = await print();
  expect(Buffer.from(first.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  expect(pagesIn(first.bytes)).toBeGreaterThan(15);
  expect(first.next).toBe(`5001510102000${MOST_LABELS}`);
  const rest = await print(first.next ?? undefined);
  expect(rest.next).toBeNull();
  expect(pagesIn(rest.bytes)).toBe(1);
});

test('more sheets than the line holds are refused, the others come', async () => {
  const last = `5001510102000${MOST_LABELS}`;
  const ends = await Promise.allSettled(Array.from({ length: 80 }, () => print(last)));
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(80);
  for (const error of refused) {
    expect((error as Refused).refusal.code).toBe('component.too_many_sheets');
  }
});
