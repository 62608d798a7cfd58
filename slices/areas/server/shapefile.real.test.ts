// Real boundaries of a district, 202 grids with parts and Chinese names, go through a Shapefile and come
// back to the last digit. The data may not be shipped: see docs/TESTING.md on tests over real data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { REAL_DATA_FOLDER } from '../../../platform/server/db/real-data.ts';
import { readFeatures } from '../core/read-features.ts';
import { readShapefile, writeShapefile } from '../core/shapefile.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Whichever way a ring runs and wherever it begins. */
const shapeOf = (boundary: MultiPolygonRings): string[] =>
  boundary.map((part) => part.map((ring) => ring.map(String).slice(1).sort().join(' ')).join('|')).sort();

test.each(['streets', 'communities', 'grids'])('the %s are the same, every corner and every name', (name) => {
  const geojson: unknown = JSON.parse(
    readFileSync(join(REAL_DATA_FOLDER, 'zh-grid', `${name}.geojson`), 'utf8'),
  );
  const { areas, faults } = readFeatures({ geojson }, 'grid', 'WGS84');
  expect(faults).toEqual([]);
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
