// A district's way into force: imported, checked, published; and what is refused on the way, with its place.
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { tellImportFault, type ImportFault } from '../core/import-fault.ts';
import { tellFinding, type TilingFinding } from '../core/tiling.ts';
import {
  areaName,
  areaTree,
  boundariesGeoJson,
  type DistrictImport,
  importDistrict,
  listDistricts,
  locate,
  locateInSql,
} from './public.ts';
import { publishAreas } from './publish-areas.ts';
import { listVersions } from './queries.ts';

const store = testDatabase();

type Position = [number, number];
const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const feature = (code: string, name: string, rings: Position[][] | null, more: object = {}) => ({
  type: 'Feature',
  properties: { code, name, ...more },
  geometry: rings === null ? null : { type: 'Polygon', coordinates: rings },
});
const collection = (features: object[]) => ({ geojson: { type: 'FeatureCollection', features } });

/** Two streets of one community each, 2 × 2 grids in all, 0.01 degrees wide. */
function smallDistrict(
  districtId: string,
  west: number,
  grids: Record<string, Position[]> = {},
): DistrictImport {
  const cells: Record<string, Position[]> = {
    'A-1-1': box(west, 30, west + 0.01, 30.01),
    'A-1-2': box(west, 30.01, west + 0.01, 30.02),
    'B-1-1': box(west + 0.01, 30, west + 0.02, 30.01),
    'B-1-2': box(west + 0.01, 30.01, west + 0.02, 30.02),
    ...grids,
  };
  return {
    districtId,
    name: `区${districtId}`,
    nameEn: `District ${districtId}`,
    crs: 'WGS84',
    source: 'drawn for a test',
    streets: collection([
      feature('A', '甲街道', [box(west, 30, west + 0.01, 30.02)]),
      feature('B', '乙街道', [box(west + 0.01, 30, west + 0.02, 30.02)]),
    ]),
    communities: collection([
      feature('A-1', '甲一社区', null),
      feature('B-1', '乙一社区', [box(west + 0.01, 30, west + 0.02, 30.02)]),
    ]),
    grids: collection(Object.entries(cells).map(([code, ring]) => feature(code, `${code} 网格`, [ring]))),
  };
}

const publish = (district: DistrictImport) =>
  store.database.transaction((tx) => importDistrict(tx, district));

describe('a district comes into force', () => {
  test('codes, names and paths run from the district down to the grid', async () => {
    expect(await publish(smallDistrict('500151', 106))).toMatchObject({ districtId: '500151', number: 1 });
    await store.database.read(async (tx) => {
      const located = await locate(tx, { lon: 106.015, lat: 30.015 });
      expect(located).toMatchObject({
        districtId: '500151',
        areaPath: '500151.002.001.002',
        gridCode: '500151002001002',
        level: 'grid',
        names: ['区500151', '乙街道', '乙一社区', 'B-1-2 网格'],
      });
      expect(await areaName(tx, '500151.001')).toBe('甲街道');
      expect(await areaTree(tx, '500151')).toMatchObject({
        code: '500151',
        nameEn: 'District 500151',
        children: [
          { code: '500151001', externalCode: 'A', children: [{ children: [{ name: 'A-1-1 网格' }, {}] }] },
          { code: '500151002', children: [{ name: '乙一社区' }] },
        ],
      });
    });
  });

  test('a community without a boundary is its grids united, the district its streets united', async () => {
    await store.database.read(async (tx) => {
      const tree = await areaTree(tx, '500151');
      if (isRefusal(tree)) throw new Error(tree.code);
      const [street] = tree.children;
      // 0.01° × 0.02° at 30° north: 964.9 m × 2,217.0 m on the ellipsoid.
      expect(street?.areaM2).toBeGreaterThan(2_138_000);
      expect(street?.areaM2).toBeLessThan(2_141_000);
      expect(street?.children[0]?.areaM2).toBeCloseTo(street?.areaM2 ?? 0, 0);
      expect(tree.areaM2).toBeCloseTo((street?.areaM2 ?? 0) * 2, 0);
      const drawn = await boundariesGeoJson(tx, '500151', 'grid');
      expect(drawn.features.map((f) => f.id)).toContain('500151.002.001.001');
      expect(drawn.features[0]?.geometry.coordinates[0]?.[0]?.[0]).toHaveLength(2);
    });
  });

  test('a point on a shared boundary belongs to the lower code, in memory and in SQL', async () => {
    await store.database.read(async (tx) => {
      for (const [lon, lat, code] of [
        [106.01, 30.005, '500151001001001'],
        [106.01, 30.01, '500151001001001'],
        [106.015, 30.01, '500151002001001'],
        [106, 30.02, '500151001001002'],
      ] as const) {
        expect(await locate(tx, { lon, lat })).toMatchObject({ gridCode: code });
        expect(await locateInSql(tx, [{ lon, lat }])).toEqual([code]);
      }
    });
  });

  test('a place outside is refused with the nearest district and how far it is', async () => {
    await publish(smallDistrict('500152', 107));
    await store.database.read(async (tx) => {
      const near = await locate(tx, { lon: 107.03, lat: 30.01 });
      expect(near).toMatchObject({ code: 'areas.outside', data: { nearestDistrict: '区500152' } });
      const metres = isRefusal(near) ? Number(near.data.distanceMetres) : Number.NaN;
      expect(Math.abs(metres - 964)).toBeLessThan(10);
      expect((await listDistricts(tx)).map((d) => d.code)).toEqual(['500151', '500152']);
    });
  });

  test('a new version keeps the codes of the old, retires it, and tells the event', async () => {
    const moved = smallDistrict('500152', 107, {
      'A-1-1': box(107, 30, 107.01, 30.004),
      'A-1-0': box(107, 30.004, 107.01, 30.01),
    });
    store.clock.advance(3_600_000);
    expect(await publish(moved)).toMatchObject({ number: 2 });
    await store.database.read(async (tx) => {
      expect(await locate(tx, { lon: 107.005, lat: 30.002 })).toMatchObject({ gridCode: '500152001001001' });
      expect(await locate(tx, { lon: 107.005, lat: 30.008 })).toMatchObject({ gridCode: '500152001001003' });
      const versions = await listVersions(tx, '500152', 10);
      expect(versions.map((v) => [v.number, v.state])).toEqual([
        [2, 'published'],
        [1, 'retired'],
      ]);
      expect(versions[1]?.effectiveTo).toBe(versions[0]?.effectiveFrom);
      const events = await tx.db.selectFrom('event').select(['kind', 'district_id', 'data']).execute();
      expect(events.filter((e) => e.district_id === '500152')).toMatchObject([
        { kind: 'areas.published', data: { number: 1 } },
        { kind: 'areas.published', data: { number: 2, areas: 10 } },
      ]);
    });
  });

  test('a published version cannot be published again, nor one that does not exist', async () => {
    await store.database.transaction(async (tx) => {
      const [version] = await listVersions(tx, '500152', 1);
      expect(await publishAreas(tx, version?.id ?? '', 'test')).toMatchObject({ code: 'areas.not_draft' });
      const nobody = '00000000-0000-7000-8000-000000000000';
      expect(await publishAreas(tx, nobody, 'test')).toMatchObject({ code: 'areas.version_not_found' });
    });
  });

  test('coordinates of a map vendor are stored where the place really is', async () => {
    await publish({ ...smallDistrict('500153', 108), crs: 'GCJ02' });
    await store.database.read(async (tx) => {
      const drawn = await boundariesGeoJson(tx, '500153', 'grid');
      const [lon, lat] = drawn.features[0]?.geometry.coordinates[0]?.[0]?.[0] ?? [];
      expect(Math.abs((lon ?? 0) - 108) * 96_000).toBeGreaterThan(100);
      expect(lat).not.toBe(30);
    });
  });

  test.each(['WGS84', 'GCJ02', 'BD09'] as const)(
    'a border drawn straight through where the neighbour has corners stays one border in %s',
    async (crs) => {
      const id = { WGS84: '500171', GCJ02: '500172', BD09: '500173' }[crs];
      const west = Number(id.slice(-1)) + 112;
      // One grid beside a slanted line of some 3 km; nine on its other side, with corners on the line rounded
      // to six decimals; the street and the community know only the four outer corners.
      const on = (t: number): Position =>
        [west + 0.01 + 0.007 * t, 30 + 0.03 * t].map((x) => Math.round(x * 1e6) / 1e6) as Position;
      const outline: Position[] = [
        [west, 30],
        [west + 0.04, 30],
        [west + 0.04, 30.03],
        [west, 30.03],
        [west, 30],
      ];
      const slices = Array.from({ length: 9 }, (_, i): Position[] => {
        const [low, high] = [on(i / 9), on((i + 1) / 9)];
        return [low, [west + 0.04, low[1]], [west + 0.04, high[1]], high, low];
      });
      const wide: Position[] = [[west, 30], on(0), on(1), [west, 30.03], [west, 30]];
      const published = await publish({
        districtId: id,
        name: id,
        crs,
        source: 'drawn for a test',
        streets: collection([feature('A', '街道', [outline])]),
        communities: collection([feature('A-1', '社区', [outline])]),
        grids: collection(
          [wide, ...slices].map((ring, i) => feature(`A-1-${i + 1}`, `网格${i + 1}`, [ring])),
        ),
      });
      expect(isRefusal(published) ? published.data.findings : undefined).toBeUndefined();
    },
  );

  test('two parts of one grid that touch become one, and do not count as a fault', async () => {
    const district = smallDistrict('500154', 109, { 'A-1-1': box(109, 30, 109.01, 30.005) });
    const part = feature('A-1-1', 'A-1-1 网格', [box(109, 30.005, 109.01, 30.01)]);
    (district.grids.geojson as { features: object[] }).features.push(part);
    expect(await publish(district)).toMatchObject({ number: 1 });
    await store.database.read(async (tx) => {
      const drawn = await boundariesGeoJson(tx, '500154', 'grid');
      expect(drawn.features.find((f) => f.id === '500154.001.001.001')?.geometry.coordinates).toHaveLength(1);
    });
  });
});

async function findingsOf(district: DistrictImport): Promise<TilingFinding[]> {
  const refusal = await publish(district);
  if (!isRefusal(refusal)) throw new Error('it was published in spite of its faults');
  expect(refusal.code).toBe('areas.not_tiled');
  return refusal.data.findings as TilingFinding[];
}

describe('a tiling with faults is not published', () => {
  test('a gap is named with its place, its size and the grids beside it', async () => {
    const [gap, ...rest] = await findingsOf(
      smallDistrict('500160', 106, { 'B-1-1': box(106.01, 30.001, 106.02, 30.01) }),
    );
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({
      kind: 'gap',
      level: 'grid',
      parent: { path: '500160.002.001', name: '乙一社区' },
    });
    expect(gap?.areas.map((a) => a.name)).toEqual(['B-1-1 网格']);
    expect(gap?.at.lat).toBeCloseTo(30.0005, 3);
    expect(gap?.squareMetres).toBeGreaterThan(106_500);
    expect(gap?.squareMetres).toBeLessThan(107_500);
    expect(tellFinding(gap as TilingFinding, 'zh')).toContain('不属于任何下级区域');
  });

  test('an overlap is named once with both grids; across communities the stray is named too', async () => {
    const findings = await findingsOf(
      smallDistrict('500161', 106, { 'B-1-1': box(106.0099, 30, 106.02, 30.01) }),
    );
    expect(findings.map((f) => f.kind).sort()).toEqual(['overlap', 'stray']);
    const overlap = findings.find((f) => f.kind === 'overlap');
    expect(overlap?.areas.map((a) => a.name)).toEqual(['A-1-1 网格', 'B-1-1 网格']);
    expect(overlap?.squareMetres).toBeGreaterThan(10_600);
    expect(findings.find((f) => f.kind === 'stray')?.parent?.name).toBe('乙一社区');
  });

  test('a boundary that crosses itself is named with the crossing', async () => {
    const bowtie: Position[] = [
      [106.01, 30],
      [106.02, 30],
      [106.01, 30.01],
      [106.02, 30.01],
      [106.01, 30],
    ];
    const findings = await findingsOf(smallDistrict('500162', 106, { 'B-1-1': bowtie }));
    expect(findings[0]).toMatchObject({
      kind: 'invalid_ring',
      areas: [{ name: 'B-1-1 网格' }],
      level: 'grid',
    });
    expect(findings[0]?.at.lon).toBeCloseTo(106.015, 4);
    expect(findings[0]?.at.lat).toBeCloseTo(30.005, 4);
    expect(findings.filter((f) => f.kind === 'gap')).toHaveLength(2);
  });

  test('a sliver under 1 m² is tolerated, and its points belong to the nearest grid', async () => {
    // A notch of 5e-6 × 1e-6 degrees: about 0.5 m × 0.1 m.
    const notch: Position[] = [
      [111.01, 30],
      [111.014, 30],
      [111.014, 30.000001],
      [111.014005, 30.000001],
      [111.014005, 30],
      [111.02, 30],
      [111.02, 30.01],
      [111.01, 30.01],
      [111.01, 30],
    ];
    expect(await publish(smallDistrict('500163', 111, { 'B-1-1': notch }))).toMatchObject({ number: 1 });
    await store.database.read(async (tx) => {
      const inNotch = { lon: 111.0140025, lat: 30.0000005 };
      expect(await locateInSql(tx, [inNotch])).toEqual([null]);
      expect(await locate(tx, inNotch)).toMatchObject({
        names: ['区500163', '乙街道', '乙一社区', 'B-1-1 网格'],
      });
    });
  });

  test('a hole in the middle of a district made of its streets is a gap of the district', async () => {
    const district = smallDistrict('500164', 106);
    const nine = [0, 1, 2]
      .flatMap((r) => [0, 1, 2].map((c) => ({ r, c })))
      .filter(({ r, c }) => r !== 1 || c !== 1);
    const cell = ({ r, c }: { r: number; c: number }) =>
      box(106 + c / 100, 30 + r / 100, 106 + (c + 1) / 100, 30 + (r + 1) / 100);
    const [gap, ...rest] = await findingsOf({
      ...district,
      streets: collection(nine.map((at, i) => feature(`S${i}`, `街道${i}`, [cell(at)]))),
      communities: collection(nine.map((at, i) => feature(`S${i}-1`, `社区${i}`, [cell(at)]))),
      grids: collection(nine.map((at, i) => feature(`S${i}-1-1`, `网格${i}`, [cell(at)]))),
    });
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({ kind: 'gap', level: 'street', parent: { path: '500164' } });
    expect(gap?.areas).toHaveLength(8);
  });

  test('faults of the file itself are told one by one, and nothing is stored', async () => {
    const district = smallDistrict('500165', 106, { 'B-1-2': box(106.01, 30.01, 106.02, 30.02).slice(0, 4) });
    (district.grids.geojson as { features: object[] }).features.push(
      feature('Z-9-1', '无主网格', [box(110, 30, 110.01, 30.01)]),
      feature('A-1-9', '两点', [
        [
          [106, 30],
          [106.01, 30],
          [106, 30],
        ],
      ]),
    );
    const refusal = await publish(district);
    if (!isRefusal(refusal)) throw new Error('it was stored');
    const faults = refusal.data.faults as ImportFault[];
    expect(faults.map((f) => [f.kind, f.code])).toEqual([
      ['ring_unclosed', 'B-1-2'],
      ['ring_too_short', 'A-1-9'],
      ['parent_unknown', 'Z-9-1'],
    ]);
    expect(tellImportFault(faults[0] as ImportFault, 'zh')).toMatch(/网格 #4 B-1-2 网格 B-1-2 .*未闭合/);
    await store.database.read(async (tx) => expect(await listVersions(tx, '500165', 9)).toEqual([]));
  });
});
