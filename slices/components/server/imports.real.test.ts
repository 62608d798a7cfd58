// Two cities' real things as a census into areas made for them: street trees of Vancouver, addresses of San
// Francisco; then a copy with a fault of each kind, every one of which is found and named.
// The data may not be shipped: see docs/TESTING.md on tests over real data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { REAL_DATA_FOLDER } from '../../../platform/server/db/real-data.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { IMPORT_PIECE_BYTES, type ImportWords } from '../core/contract-imports.ts';
import type { RowFaultKind } from '../core/row-fault.ts';
import { noneDeclared } from './declared-classes.ts';
import { makeImportRunner } from './import-runner.ts';
import { listFaults } from './queries-imports.ts';
import { beginImport, putImportPiece, readImport, runImport } from './receive-import.ts';
import { cityAreas } from './test-city.ts';

const store = testDatabase();

const actorOf = (areaPath: string): Actor => ({
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: '管理员',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath }],
});

const read = (name: string): string[] =>
  gunzipSync(readFileSync(join(REAL_DATA_FOLDER, 'assets', name)))
    .toString('utf8')
    .trimEnd()
    .split('\n');

async function makeCity(districtId: string, box: Parameters<typeof cityAreas>[2]): Promise<void> {
  const made = await store.database.transaction((tx) =>
    importDistrict(tx, { ...cityAreas(districtId, '某市', box, 2) }),
  );
  if (isRefusal(made)) throw new Error(JSON.stringify(made));
}

async function bring(districtId: string, lines: readonly string[], terms: ImportWords) {
  const actor = actorOf(districtId);
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const { id } = await store.database.transaction((tx) =>
    beginImport(tx, actor, districtId, { fileName: 'census.csv', bytes: bytes.length }, 'en'),
  );
  for (let at = 0; at < bytes.length; at += IMPORT_PIECE_BYTES) {
    const piece = {
      importId: id,
      number: at / IMPORT_PIECE_BYTES,
      bytes: bytes.subarray(at, at + IMPORT_PIECE_BYTES),
    };
    await store.database.transaction((tx) => putImportPiece(tx, actor, piece));
  }
  await store.database.transaction((tx) => runImport(tx, actor, id, { isTrial: false, terms }, 'en'));
  const onError = (error: unknown) => {
    throw error;
  };
  const { database, clock } = store;
  await makeImportRunner({ database, clock, declared: noneDeclared, onError }).runDue();
  const view = await store.database.read((tx) => readImport(tx, actor, id, 'en'));
  return { view, faults: await store.database.read((tx) => listFaults(tx, id, 0, 10_000)) };
}

const common = { crs: 'WGS84', scheme: 'classic', source: 'open data', samePlaceMetres: 0.5 } as const;
const TREES: ImportWords = {
  ...common,
  columns: [
    { field: 'name', headings: ['common_name'] },
    { field: 'externalCode', headings: ['tree_id'] },
  ],
  constants: [{ field: 'classCode', value: '0401' }],
};

test('the trees of a city come in, nearly all of them; again, and nothing has changed', async () => {
  await makeCity('590001', { west: -123.25, south: 49.17, east: -122.98, north: 49.34 });
  const lines = read('vancouver_trees.csv.gz');
  const { view, faults } = await bring('590001', lines, TREES);
  expect(view).toMatchObject({ state: 'done', rowsTotal: 44_335, updated: 0, outside: 0 });
  expect(view.added + view.refused).toBe(44_335);
  expect(view.refused).toBeLessThan(2_000);
  const kinds = new Set(faults.map(({ kind }) => kind));
  expect([...kinds].filter((kind) => !['duplicate_place', 'name_missing'].includes(kind))).toEqual([]);
  const again = lines.slice(0, 10_001);
  const part = await bring('590001', again, TREES);
  const refused = faults.filter(({ row }) => row <= again.length).length;
  expect(part.view).toMatchObject({ added: 0, updated: 0, refused });
});

/** Line of the table → how it is broken; the rest of the file is as it was. */
const BROKEN: readonly (readonly [
  row: number,
  kind: RowFaultKind,
  spoil: (cells: string[]) => string[],
])[] = [
  [11, 'place_missing', ([id = '', , , ...rest]) => [id, '', '', ...rest]],
  [
    2_222,
    'place_swapped',
    ([id = '', lon = '', lat = '', ...rest]) =>
      [id, lat, '116.3', ...rest].map((cell, at) => (at === 1 && lon ? '39.9' : cell)),
  ],
  [3_333, 'place_not_on_earth', ([id = '', , , ...rest]) => [id, '491234.5', '5456789.1', ...rest]],
  [4_444, 'place_not_a_number', ([id = '', , lat = '', ...rest]) => [id, '49°15′N', lat, ...rest]],
  [5_555, 'name_missing', ([id = '', lon = '', lat = '', , ...rest]) => [id, lon, lat, '', ...rest]],
  [6_666, 'duplicate_place', ([, lon = '', lat = '', ...rest]) => ['0', lon, lat, ...rest]],
];

test('a broken copy: every fault is found, at its row, by its name', async () => {
  await makeCity('590002', { west: -123.25, south: 49.17, east: -122.98, north: 49.34 });
  const lines = read('vancouver_trees.csv.gz').slice(0, 8_001);
  const whole = await bring('590002', lines, TREES);
  await makeCity('590003', { west: -123.25, south: 49.17, east: -122.98, north: 49.34 });
  const before = new Set(whole.faults.map(({ row }) => row));
  const broken = [...lines];
  for (const [row, kind, spoil] of BROKEN) {
    expect(before.has(row), `row ${row} is right before it is broken`).toBe(false);
    // A tree that stands where the one before it stands.
    const from = kind === 'duplicate_place' ? row - 2 : row - 1;
    broken[row - 1] = spoil((lines[from] ?? '').split(',')).join(',');
  }
  const { view, faults } = await bring('590003', broken, TREES);
  const found = faults.filter(({ row }) => !before.has(row)).map(({ row, kind }) => [row, kind]);
  expect(found).toEqual(BROKEN.map(([row, kind]) => [row, kind]));
  expect(view).toMatchObject({ state: 'done', rowsTotal: 8_000 });
});
