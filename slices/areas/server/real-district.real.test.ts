// A real district of 6 streets, 54 communities and 202 grids: published as it is, refused with every fault
// named when it is broken on purpose, and located alike in memory and in SQL at a million points.
// The data may not be shipped: see docs/TESTING.md on tests over real data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { REAL_DATA_FOLDER } from '../../../platform/server/db/real-data.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { squareMetresPerE7 } from '../core/exact-geometry.ts';
import type { TilingFinding } from '../core/tiling.ts';
import { areasSnapshot } from './areas-snapshot.ts';
import { checkTiling } from './check-tiling.ts';
import { importAreas } from './import-areas.ts';
import { areaTree, type DistrictImport, importDistrict, locateInSql } from './public.ts';

const folder = join(REAL_DATA_FOLDER, 'zh-grid');
interface Feature {
  properties: { name: string; code: string };
  geometry: { coordinates: [number, number][][] };
}
interface Collection {
  features: Feature[];
}

const read = (name: string) =>
  JSON.parse(readFileSync(join(folder, `${name}.geojson`), 'utf8')) as Collection;

const realDistrict = (grids: Collection, districtId = '330103'): DistrictImport => ({
  districtId,
  name: '下城区',
  nameEn: 'Xiacheng',
  crs: 'WGS84',
  source: 'survey of 2019',
  streets: { geojson: read('streets') },
  communities: { geojson: read('communities'), properties: { parent: 'street_code' } },
  grids: { geojson: grids },
});

function squareMetres(ring: [number, number][]): number {
  const twice = ring.slice(1).reduce((sum, [x, y], i) => {
    const [px, py] = ring[i] ?? [0, 0];
    return sum + (px * 1e7 - 1.2e9) * y * 1e7 - (x * 1e7 - 1.2e9) * py * 1e7;
  }, 0);
  return (Math.abs(twice) / 2) * squareMetresPerE7(30.29);
}

/** A small repeatable sequence of whole numbers below `below`. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Random places, corners, places exactly on edges where whole numbers allow, and their neighbours. */
function probes(grids: Collection, count: number) {
  const next = sequence(20_260_805);
  const rings = grids.features
    .flatMap((f) => f.geometry.coordinates)
    .map((ring) =>
      ring.map(([lon, lat]): [number, number] => [Math.round(lon * 1e7), Math.round(lat * 1e7)]),
    );
  const xs = rings.flat().map(([x]) => x);
  const ys = rings.flat().map(([, y]) => y);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return Array.from({ length: count }, (_, i) => {
    const ring = rings[next(rings.length)] ?? [];
    const at = next(ring.length - 1);
    const [ax, ay] = ring[at] ?? [0, 0];
    const [bx, by] = ring[at + 1] ?? [0, 0];
    const steps = [2, 3, 4, 5, 7].find((n) => (bx - ax) % n === 0 && (by - ay) % n === 0) ?? 1;
    const k = next(steps) + 1;
    const [t, u] = [next(1000) / 1000, next(1000) / 1000];
    const spots: [number, number][] = [
      [west + next(east - west), south + next(north - south)],
      [ax, ay],
      [ax + ((bx - ax) / steps) * k, ay + ((by - ay) / steps) * k],
      [ax + Math.round((bx - ax) * t) + next(3) - 1, ay + Math.round((by - ay) * t) + next(3) - 1],
      [ax + Math.round((bx - ax) * u), ay + Math.round((by - ay) * u)],
    ];
    const [x, y] = spots[i % 2 === 0 ? 0 : 1 + (((i - 1) / 2) % 4)] ?? [0, 0];
    return { lon: x / 1e7, lat: y / 1e7 };
  });
}

describe('a real district', () => {
  const store = testDatabase();
  const grids = read('grids');

  beforeAll(async () => {
    const started = performance.now();
    const published = await store.database.transaction((tx) => importDistrict(tx, realDistrict(grids)));
    console.info(`imported, checked and published in ${Math.round(performance.now() - started)} ms`);
    expect(isRefusal(published) ? published.data : undefined).toBeUndefined();
  });

  test('is published as it is, with all its streets, communities and grids', async () => {
    const tree = await store.database.read((tx) => areaTree(tx, '330103'));
    if (isRefusal(tree)) throw new Error(tree.code);
    const communities = tree.children.flatMap((street) => street.children);
    expect([tree.children.length, communities.length, communities.flatMap((c) => c.children).length]).toEqual(
      [6, 54, 202],
    );
    // The grids' own areas, by the trapezoid rule on a local plane, add up to the district's.
    const plane = grids.features.flatMap((f) =>
      f.geometry.coordinates.map((ring, i) => (i === 0 ? 1 : -1) * squareMetres(ring)),
    );
    expect(plane.reduce((sum, part) => sum + part, 0) / tree.areaM2).toBeCloseTo(1, 3);
  });

  test('memory and SQL locate alike at a million points (embedded: a quarter), on edges too', async () => {
    // The embedded store answers from one WebAssembly thread: a quarter of the points there.
    const points = probes(grids, store.database.engine === 'postgres' ? 1_000_000 : 250_000);
    const started = performance.now();
    const index = await store.database.read((tx) => tx.snapshots.get(areasSnapshot));
    let [found, differences] = [0, 0];
    const compare = async (batch: typeof points) => {
      const codes = await store.database.read((tx) => locateInSql(tx, batch));
      for (const [i, point] of batch.entries()) {
        const code = index.covering(point)?.gridCode ?? null;
        if (code !== codes[i]) differences++;
        if (code !== null) found++;
      }
    };
    for (let from = 0; from < points.length; from += 100_000) {
      const middle = from + 50_000;
      await Promise.all([
        compare(points.slice(from, middle)),
        compare(points.slice(middle, middle + 50_000)),
      ]);
    }
    console.info(
      `${points.length} points compared in ${Math.round(performance.now() - started)} ms, ${found} in a grid`,
    );
    expect(differences).toBe(0);
    expect(found).toBeGreaterThan(points.length * 0.6);
  });

  test('broken on purpose, each fault is found and named with its place and size', async () => {
    const broken = structuredClone(grids);
    const grid = (code: string) => broken.features.find((f) => f.properties.code === code) as Feature;
    // A gap: one grid is missing. A stray and an overlap: one grid is drawn 0.0005° too far east. A crossing:
    // two corners change places. A wrong parent: a grid is filed under another street's community.
    const [missing, shifted, knotted, misfiled] = ['TS-3-3', 'WL-4-4', 'CM-8-2', 'DX-4-1'].map(
      (c) => grid(c).properties.name,
    );
    const community = new Map(
      read('communities').features.map(({ properties }) => [properties.code, properties.name]),
    );
    broken.features.splice(broken.features.indexOf(grid('TS-3-3')), 1);
    const moved = grid('WL-4-4');
    moved.geometry.coordinates = moved.geometry.coordinates.map((r) =>
      r.map(([lon, lat]) => [lon + 0.0005, lat]),
    );
    const crossed = grid('CM-8-2').geometry.coordinates[0] as [number, number][];
    [crossed[1], crossed[5]] = [crossed[5] as [number, number], crossed[1] as [number, number]];
    grid('DX-4-1').properties.code = 'CQ-1-99';
    const findings = await store.database.transaction(async (tx) => {
      const draft = await importAreas(tx, { ...realDistrict(broken), by: 'test' });
      if (isRefusal(draft)) throw new Error(JSON.stringify(draft.data));
      const started = performance.now();
      const list = await checkTiling(tx, draft.versionId);
      console.info(
        `checked 263 areas in ${Math.round(performance.now() - started)} ms: ${list.length} findings`,
      );
      return list;
    });
    const some = (kind: TilingFinding['kind'], area: string | undefined, parent?: string) =>
      findings.find(
        (f) =>
          f.kind === kind &&
          (!area || f.areas.some((a) => a.name === area)) &&
          (!parent || f.parent?.name === community.get(parent)),
      )?.squareMetres ?? Number.NaN;
    expect(missing).toBeDefined();
    expect(some('gap', undefined, 'TS-3')).toBeGreaterThan(10_000);
    expect(some('overlap', shifted)).toBeGreaterThan(1_000);
    expect(some('stray', shifted, 'WL-4')).toBeGreaterThan(1_000);
    expect(some('gap', shifted, 'WL-4')).toBeGreaterThan(1_000);
    expect(some('invalid_ring', knotted)).toBe(0);
    expect(some('stray', misfiled, 'CQ-1')).toBeGreaterThan(10_000);
    expect(some('gap', undefined, 'DX-4')).toBeCloseTo(some('stray', misfiled, 'CQ-1'), 0);
    expect(
      findings.every((f) => f.at.lon > 120.1 && f.at.lon < 120.3 && f.at.lat > 30.2 && f.at.lat < 30.4),
    ).toBe(true);
  });
});
