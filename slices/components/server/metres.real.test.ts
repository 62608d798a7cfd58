// Real things of a district as surveyors keep them, a Shapefile or GeoPackage in metres of CGCS2000: they
// stand where they stood, to the centimetre; in a broken copy each fault is found at its row, by its name.
// The data may not be shipped: see docs/TESTING.md on tests over real data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gaussMetres, gaussPrj } from '../../../kernel/formats/test-gauss.ts';
import { distanceMetres } from '../../../kernel/geo.ts';
import { REAL_DATA_FOLDER } from '../../../platform/server/db/real-data.ts';
import { sqliteOf } from '../../../platform/server/sheets/test-sqlite.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { CODE_SCHEMES } from '../core/code-scheme.ts';
import { planImport } from '../core/plan-import.ts';
import type { ImportTerms, SourceRow } from '../core/read-row.ts';
import { bytesSource } from './files/byte-source.ts';
import { readRows } from './files/read-rows.ts';
import { PACKAGE_TABLES, packageLayer, packedPoint } from './files/test-geopackage.ts';
import { dbfOf, shpOf, zipped } from './files/test-shapefile.ts';
import { importComponents } from './import-components.ts';

const store = testDatabase();
const MERIDIAN = 120;
const ZONE_40 = 40_500_000;

interface Thing {
  readonly properties: { readonly 类别: string };
  readonly geometry: { readonly coordinates: [number, number] };
}
const text = readFileSync(join(REAL_DATA_FOLDER, 'zh-grid', 'facilities.geojson'), 'utf8');
const { features } = JSON.parse(text) as { features: Thing[] };

const KINDS = [...new Set(features.map(({ properties }) => properties.类别))];
const terms: ImportTerms = {
  districtId: '330103',
  scheme: CODE_SCHEMES.classic,
  crs: 'WGS84',
  samePlaceMetres: 0,
  unitIdOf: () => undefined,
};
/** Their classes as digits: the table of the test writes few Chinese letters. */
const cells = features.map(({ properties }, n) => [
  `02${String(KINDS.indexOf(properties.类别) + 1).padStart(2, '0')}`,
  `thing ${n}`,
]);
const metres = features.map(({ geometry }) => gaussMetres(geometry.coordinates, MERIDIAN, ZONE_40));

async function rowsOf(points: readonly (readonly number[])[], prj: string): Promise<SourceRow[]> {
  const shp = shpOf(points.map((point) => ({ kind: 1, parts: [[[...point]]] })));
  const dbf = dbfOf(['CLASS', 'NAME'], cells, 'utf-8');
  const rows: SourceRow[] = [];
  const file = await zipped({ 'a.shp': shp, 'a.dbf': dbf, 'a.prj': prj });
  for await (const row of readRows(bytesSource(file))) rows.push(row);
  return rows;
}

test('all of them stand where they stood', async () => {
  const rows = await rowsOf(metres, gaussPrj(MERIDIAN, ZONE_40));
  const { drafts, faults } = planImport(rows, terms);
  expect(faults).toEqual([]);
  expect(drafts).toHaveLength(504);
  for (const [n, { point }] of drafts.entries()) {
    const [lon = 0, lat = 0] = features[n]?.geometry.coordinates ?? [];
    expect(distanceMetres(point, { lon, lat })).toBeLessThan(0.01);
  }
  const load = { ...terms, scheme: 'classic', rows, source: 'survey', by: 'test' } as const;
  const written = await store.database.transaction((tx) => importComponents(tx, load));
  expect(written.added).toBe(504);
});

test('in a broken copy each row out of its zone, swapped or without a number is named', async () => {
  const broken = metres.map(([x, y], row): number[] => {
    if (row === 10) return [x - ZONE_40 + 500_000, y];
    if (row === 20) return [y, x];
    if (row === 30) return [Number.NaN, y];
    return [x, y];
  });
  const { drafts, faults } = planImport(await rowsOf(broken, gaussPrj(MERIDIAN, ZONE_40)), terms);
  expect(faults.map(({ row, kind }) => [row, kind])).toEqual([
    [11, 'place_off_system'],
    [21, 'place_off_system'],
    [31, 'place_not_a_number'],
  ]);
  expect(drafts).toHaveLength(501);
});

test('one that names no system, or that of 1980, is refused as a whole', async () => {
  const code = { refusal: { code: 'component.file_projected' } };
  await expect(rowsOf(metres, '')).rejects.toMatchObject(code);
  const xian = gaussPrj(MERIDIAN).replace('D_China_2000', 'D_Xian_1980').replace('"CGCS2000"', '"IAG"');
  await expect(rowsOf(metres, xian)).rejects.toMatchObject(code);
});

test('in a GeoPackage they stand where they stood; a shape that is none is named', async () => {
  const shapes: Buffer[] = features.map(({ geometry: { coordinates } }) =>
    packedPoint(...gaussMetres(coordinates, 120)),
  );
  shapes[7] = Buffer.from('no shape');
  const system = { sql: 'insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?)' };
  const bytes = await sqliteOf([
    ...PACKAGE_TABLES,
    { ...system, rows: [['GK 120', 4549, 'EPSG', 4549, gaussPrj(120)]] },
    ...packageLayer('设施', 4549, shapes),
  ]);
  const rows: SourceRow[] = [];
  for await (const row of readRows(bytesSource(bytes))) {
    rows.push({ ...row, fields: { class: '0201', name: String(row.fields['名称']) } });
  }
  const { drafts, faults } = planImport(rows, terms);
  expect(faults).toMatchObject([{ row: 8, kind: 'geometry_kind' }]);
  expect(drafts).toHaveLength(503);
  for (const { row, point } of drafts) {
    const [lon = 0, lat = 0] = features[row - 1]?.geometry.coordinates ?? [];
    expect(distanceMetres(point, { lon, lat })).toBeLessThan(0.01);
  }
});
