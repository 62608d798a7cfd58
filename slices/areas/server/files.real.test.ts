// Real boundaries of a district, 202 grids with parts and Chinese names, go through a Shapefile and
// through a GeoPackage and come back to the last digit; a broken copy is told to be one. The data may not
// be shipped: see docs/TESTING.md on tests over real data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGeoPackage } from '../../../kernel/formats/geopackage.ts';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { REAL_DATA_FOLDER } from '../../../platform/server/db/real-data.ts';
import { askSqlite } from '../../../platform/server/sheets/test-sqlite.ts';
import { writeGeoPackage } from '../core/geopackage.ts';
import { readFeatures } from '../core/read-features.ts';
import { readShapefile, writeShapefile } from '../core/shapefile.ts';

const LEVELS = ['streets', 'communities', 'grids'] as const;
const realAreas = (name: string) => {
  const text = readFileSync(join(REAL_DATA_FOLDER, 'zh-grid', `${name}.geojson`), 'utf8');
  const { areas, faults } = readFeatures({ geojson: JSON.parse(text) as unknown }, 'grid', 'WGS84');
  expect(faults).toEqual([]);
  return areas;
};
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Whichever way a ring runs and wherever it begins. */
const shapeOf = (boundary: MultiPolygonRings): string[] =>
  boundary.map((part) => part.map((ring) => ring.map(String).slice(1).sort().join(' ')).join('|')).sort();

test.each(LEVELS)('the %s are the same, every corner and every name', (name) => {
  const areas = realAreas(name);
  const written = writeShapefile(
    ['CODE', 'NAME'],
    areas.map((area) => ({ cells: [area.externalCode, area.name], boundary: area.parts })),
    encode,
  );
  const read = readShapefile(written, decode);
  if (typeof read === 'string') throw new Error(read);
  expect(read).toHaveLength(areas.length);
  for (const [n, { properties, geometry }] of read.entries()) {
    expect(String(properties['CODE'])).toBe(areas[n]?.externalCode);
    expect(properties['NAME']).toBe(areas[n]?.name);
    expect(shapeOf(geometry?.coordinates ?? [])).toEqual(shapeOf(areas[n]?.parts ?? []));
  }
});

const packed = () =>
  writeGeoPackage(
    ['code', 'name'],
    LEVELS.map((name) => ({
      name,
      areas: realAreas(name).map((area) => ({ cells: [area.externalCode, area.name], boundary: area.parts })),
    })),
    '2026-08-05T01:00:00.000Z',
    encode,
  );
const open = (bytes: Uint8Array) =>
  openGeoPackage(
    { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) },
    () => decode,
  );

test('all levels go through one GeoPackage, which SQLite finds whole, and are the same', async () => {
  const bytes = packed();
  expect(await askSqlite(bytes, 'pragma integrity_check')).toEqual([['ok']]);
  const { layers } = await open(bytes);
  expect(layers?.map(({ name }) => name)).toEqual(LEVELS);
  for (const layer of layers ?? []) {
    const areas = realAreas(layer.name);
    let n = 0;
    for await (const { fields, geometry } of layer.rows()) {
      expect([fields['code'], fields['name']]).toEqual([areas[n]?.externalCode, areas[n]?.name]);
      expect(shapeOf(geometry?.coordinates as MultiPolygonRings)).toEqual(shapeOf(areas[n]?.parts ?? []));
      n += 1;
    }
    expect(n).toBe(areas.length);
  }
});

test('a copy that is cut, left open or spoilt in the middle of its pages is told to be so', async () => {
  const bytes = packed();
  const readAll = async (spoilt: Uint8Array) => {
    for (const layer of (await open(spoilt)).layers ?? []) for await (const row of layer.rows()) void row;
  };
  await expect(readAll(bytes.subarray(0, bytes.length / 2))).rejects.toMatchObject({ fault: 'damaged' });
  const inUse = bytes.slice();
  inUse.set([2, 2], 18);
  await expect(readAll(inUse)).rejects.toMatchObject({ fault: 'in_use' });
  const spoilt = bytes.slice();
  // Every page but the first: no kind of page is called that.
  for (let at = 8_192; at < spoilt.length; at += 8_192) spoilt[at] = 0xee;
  await expect(readAll(spoilt)).rejects.toMatchObject({ fault: 'damaged' });
  await expect(readAll(encode('x'.repeat(4_096)))).rejects.toMatchObject({ fault: 'no_database' });
});
