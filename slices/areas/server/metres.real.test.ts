// A real district as surveyors keep it, in metres of CGCS2000 along a meridian: it comes back to the
// centimetre and tiles as before; a copy broken on purpose is refused with its faults named.
// The data may not be shipped: see docs/TESTING.md on tests over real data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coordinatesInDegrees, isSystemFault, systemOfWkt } from '../../../kernel/formats/file-system.ts';
import { gaussMetres, gaussPrj } from '../../../kernel/formats/test-gauss.ts';
import { distanceMetres, type MultiPolygonRings } from '../../../kernel/geo.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { REAL_DATA_FOLDER } from '../../../platform/server/db/real-data.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { readFeatures } from '../core/read-features.ts';
import { readShapefile, writeShapefile } from '../core/shapefile.ts';
import { importAreas } from './import-areas.ts';
import { importDistrict } from './public.ts';

const store = testDatabase();
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const MERIDIAN = 120;
const ZONE_40 = 40_500_000;
const TEN_MILLIONTHS = 1e7;

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(REAL_DATA_FOLDER, 'zh-grid', `${name}.geojson`), 'utf8'));

type Turn = (at: readonly [number, number]) => [number, number];
const turned = (boundary: MultiPolygonRings, turn: Turn): MultiPolygonRings =>
  boundary.map((part) => part.map((ring) => ring.map(turn)));
const toMetres: Turn = (at) => gaussMetres(at, MERIDIAN, ZONE_40);

function throughMetres(name: string, prj = gaussPrj(MERIDIAN, ZONE_40)) {
  const geojson = read(name) as { features: { properties: Record<string, string> }[] };
  const { areas } = readFeatures({ geojson }, 'grid', 'WGS84');
  const parents = new Map(geojson.features.map(({ properties: p }) => [p['code'], p['street_code'] ?? '']));
  const rows = areas.map(({ externalCode, name: called, parts }) => ({
    cells: [externalCode, called, parents.get(externalCode) ?? ''],
    boundary: turned(parts, toMetres),
  }));
  const file = readShapefile(writeShapefile(['CODE', 'NAME', 'PARENT'], rows, encode), decode);
  const system = systemOfWkt(prj);
  if (typeof file === 'string' || isSystemFault(system)) throw new Error('not read');
  const features = file.map(({ properties, geometry }) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'MultiPolygon', coordinates: coordinatesInDegrees(geometry?.coordinates, system) },
  }));
  return { areas, features };
}

/** A ring may begin elsewhere and run the other way; each corner has its own within a centimetre. */
function farthest(a: MultiPolygonRings, b: MultiPolygonRings): number {
  const corners = (boundary: MultiPolygonRings) => boundary.flat(2);
  const others = corners(b).map(([lon, lat]) => ({ lon, lat }));
  return Math.max(
    ...corners(a)
      .map(([lon, lat]) => ({ lon, lat }))
      .map((at) => Math.min(...others.map((other) => distanceMetres(at, other)))),
  );
}

test.each(['streets', 'communities', 'grids'])('the %s come back to the centimetre', (name) => {
  const { areas, features } = throughMetres(name);
  expect(features).toHaveLength(areas.length);
  for (const [n, { geometry }] of features.entries()) {
    const there = turned(geometry.coordinates as MultiPolygonRings, ([lon, lat]) => [
      Math.round(lon * TEN_MILLIONTHS) / TEN_MILLIONTHS,
      Math.round(lat * TEN_MILLIONTHS) / TEN_MILLIONTHS,
    ]);
    expect(farthest(there, areas[n]?.parts ?? [])).toBeLessThan(0.01);
  }
});

const district = (districtId: string, grids: readonly unknown[]) => {
  const properties = { code: 'CODE', name: 'NAME', parent: 'NONE' };
  const collection = (features: readonly unknown[], more = {}) => ({
    geojson: { type: 'FeatureCollection', features },
    properties: { ...properties, ...more },
  });
  return {
    districtId,
    name: '下城区',
    crs: 'WGS84' as const,
    source: 'in metres',
    streets: collection(throughMetres('streets').features),
    communities: collection(throughMetres('communities').features, { parent: 'PARENT' }),
    grids: collection(grids),
  };
};

test('it tiles as it did in degrees', async () => {
  const { features } = throughMetres('grids');
  const made = await store.database.transaction((tx) => importDistrict(tx, district('330103', features)));
  expect(isRefusal(made) ? made.data : undefined).toBeUndefined();
});

test('a copy of another zone does not fit; a corner that is no number names its grid', async () => {
  const system = systemOfWkt(gaussPrj(MERIDIAN));
  if (isSystemFault(system)) throw new Error(system.fault);
  const first = readFeatures({ geojson: read('grids') }, 'grid', 'WGS84').areas[0]?.parts ?? [];
  expect(coordinatesInDegrees(turned(first, toMetres), system)).toBeUndefined();
  const { features } = throughMetres('grids');
  const broken = features.map((feature, n) =>
    n === 7 ? { ...feature, geometry: { type: 'Polygon', coordinates: [[[null, 3]]] } } : feature,
  );
  const made = await store.database.transaction((tx) =>
    importAreas(tx, { ...district('330104', broken), by: 'test' } as Parameters<typeof importAreas>[1]),
  );
  if (!isRefusal(made)) throw new Error('taken');
  expect(made.data.faults).toMatchObject([{ kind: 'bad_position', feature: 7 }]);
});
