// A district's files become one tree with codes: the same files always the same tree, and every fault told.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignCodes, compareNaturally, knownCodeKey } from './assign-codes.ts';
import { codeOfPath, parentPath, pathOfCode, pathsDownTo } from './area.ts';
import { IMPORT_FAULTS, type ImportFaultKind, tellImportFault } from './import-fault.ts';
import { type DistrictSource, planImport } from './plan-import.ts';

type Position = number[];
const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const polygon = (...rings: Position[][]) => ({ type: 'Polygon', coordinates: rings });
const feature = (properties: object, geometry: object | null) => ({ type: 'Feature', properties, geometry });
const collection = (features: unknown[]) => ({ geojson: { type: 'FeatureCollection', features } });

const WEST = polygon(box(106, 30, 106.01, 30.01));
const EAST = polygon(box(106.01, 30, 106.02, 30.01));

function source(change: Partial<DistrictSource> = {}): DistrictSource {
  return {
    districtId: '500151',
    name: '试验区',
    crs: 'WGS84',
    streets: collection([feature({ code: 'TS', name: '天山街道' }, null)]),
    communities: collection([feature({ code: 'TS-3', name: '三社区', parent: 'TS' }, null)]),
    grids: collection([
      feature({ code: 'TS-3-10', name: '第十网格' }, EAST),
      feature({ code: 'TS-3-9', name: '第九网格' }, WEST),
    ]),
    ...change,
  };
}

const faultsOf = (change: Partial<DistrictSource>) =>
  planImport(source(change)).faults.map((f) => [f.kind, f.level, f.feature] as const);

describe('codes', () => {
  test('grids with codes of their own get 15 digits in natural order and keep their own beside it', () => {
    const { areas, faults } = planImport(source());
    expect(faults).toEqual([]);
    expect(areas.map((a) => [a.path, a.externalCode])).toEqual([
      ['500151', null],
      ['500151.001', 'TS'],
      ['500151.001.001', 'TS-3'],
      ['500151.001.001.001', 'TS-3-9'],
      ['500151.001.001.002', 'TS-3-10'],
    ]);
    expect(areas.map((a) => a.boundary === null)).toEqual([true, true, true, false, false]);
  });

  test('national codes are kept as they are, also beside foreign ones', () => {
    const codes = assignCodes('grid', '500151003012', ['G-2', '500151003012001', 'G-1'], new Map());
    expect([...(codes ?? [])]).toEqual([
      ['500151003012001', '500151003012001'],
      ['G-1', '500151003012002'],
      ['G-2', '500151003012003'],
    ]);
  });

  test('the order of the file does not matter, and no two grids share a code', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,2}-\d{1,3}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(names, fc.nat(), (list, turn) => {
        const turned = [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)].reverse();
        const codes = assignCodes('street', '500151', list, new Map());
        expect(new Map(assignCodes('street', '500151', turned, new Map()))).toEqual(new Map(codes));
        expect(new Set(codes?.values()).size).toBe(list.length);
      }),
    );
  });

  test('a code given before stays, and one that was given up is not given to another', () => {
    const known = new Map([
      [knownCodeKey('street', 'B'), '500151001'],
      [knownCodeKey('street', 'Z'), '500151002'],
    ]);
    const codes = assignCodes('street', '500151', ['A', 'B', 'C'], known);
    expect([...(codes ?? [])].sort()).toEqual([
      ['A', '500151003'],
      ['B', '500151001'],
      ['C', '500151004'],
    ]);
  });

  test('the thousandth area under one parent has no code left', () => {
    expect(
      assignCodes(
        'grid',
        '500151001001',
        Array.from({ length: 1000 }, (_, i) => `g${i}`),
        new Map(),
      ),
    ).toBeUndefined();
    expect(
      assignCodes(
        'grid',
        '500151001001',
        Array.from({ length: 999 }, (_, i) => `g${i}`),
        new Map(),
      )?.size,
    ).toBe(999);
  });

  test('paths and codes are the same thing, cut at the levels', () => {
    expect(pathOfCode('500151003012007')).toBe('500151.003.012.007');
    expect(codeOfPath('500151.003.012.007')).toBe('500151003012007');
    expect(parentPath('500151.003')).toBe('500151');
    expect(parentPath('500151')).toBeUndefined();
    expect(pathsDownTo('500151.003.012')).toEqual(['500151', '500151.003', '500151.003.012']);
    expect(['TS-3-10', 'TS-3-9', 'TS-10-1', 'TS-3'].sort(compareNaturally)).toEqual([
      'TS-3',
      'TS-3-9',
      'TS-3-10',
      'TS-10-1',
    ]);
  });
});

describe('reading the files', () => {
  test('several features of one code are parts of one area; heights are dropped', () => {
    const high = polygon(box(106.05, 30, 106.06, 30.01).map((p) => [...p, 312.5]));
    const { areas } = planImport(
      source({
        grids: collection([
          feature({ code: 'TS-3-1', name: '一' }, WEST),
          feature({ code: 'TS-3-1', name: '一' }, high),
        ]),
      }),
    );
    expect(areas.at(-1)?.boundary).toHaveLength(2);
    expect(areas.at(-1)?.boundary?.[1]?.[0]?.[0]).toEqual([106.05, 30]);
  });

  test('name, code and parent may stand in any property', () => {
    const { areas, faults } = planImport(
      source({
        grids: {
          ...collection([feature({ 所属组织: '一网格', 编号: 7, 社区: 'TS-3' }, WEST)]),
          properties: { name: '所属组织', code: '编号', parent: '社区' },
        },
      }),
    );
    expect(faults).toEqual([]);
    expect(areas.at(-1)).toMatchObject({ name: '一网格', externalCode: '7', path: '500151.001.001.001' });
  });

  test('a grid whose code says nothing of its parent is filed by its place', () => {
    const { areas, faults } = planImport(
      source({
        communities: collection([
          feature({ code: 'TS-1', name: '西社区' }, WEST),
          feature({ code: 'TS-2', name: '东社区' }, EAST),
        ]),
        grids: collection([
          feature({ code: 'x', name: '东' }, EAST),
          feature({ code: 'y', name: '西' }, WEST),
        ]),
      }),
    );
    expect(faults).toEqual([]);
    expect(areas.slice(-2).map((a) => [a.path, a.name])).toEqual([
      ['500151.001.001.001', '西'],
      ['500151.001.002.001', '东'],
    ]);
  });

  test('an unlabelled coordinate system is never guessed', () => {
    expect(faultsOf({ crs: 'EPSG:4326' })).toContainEqual(['crs_missing', 'grid', -1]);
    expect(planImport(source({ crs: undefined })).areas).toEqual([]);
  });

  test.each<[ImportFaultKind, unknown]>([
    ['not_a_polygon', feature({ code: 'TS-3-1', name: '一' }, { type: 'Point', coordinates: [106, 30] })],
    ['code_missing', feature({ name: '一' }, WEST)],
    ['name_missing', feature({ code: 'TS-3-1' }, WEST)],
    [
      'ring_unclosed',
      feature({ code: 'TS-3-1', name: '一' }, polygon(box(106, 30, 106.01, 30.01).slice(0, 4))),
    ],
    [
      'ring_too_short',
      feature(
        { code: 'TS-3-1', name: '一' },
        polygon([
          [106, 30],
          [106.01, 30],
          [106, 30],
        ]),
      ),
    ],
    [
      'bad_position',
      feature({ code: 'TS-3-1', name: '一' }, polygon(box(36_500_000, 3_300_000, 36_500_100, 3_300_100))),
    ],
    ['edge_too_long', feature({ code: 'TS-3-1', name: '一' }, polygon(box(90, 30, 106, 31)))],
    ['parent_unknown', feature({ code: 'TS-3-1', name: '一', parent: 'TS-4' }, WEST)],
    ['no_boundary', feature({ code: 'TS-3-1', name: '一' }, null)],
  ])('a grid with the fault %s is named with its place in the file', (kind, broken) => {
    const good = feature({ code: 'TS-3-2', name: '二' }, EAST);
    const { faults } = planImport(source({ grids: collection([good, broken]) }));
    expect(faults.map((f) => [f.kind, f.level, f.feature])).toEqual([[kind, 'grid', 1]]);
    for (const lang of ['zh', 'en'] as const) {
      const words = faults.map((fault) => tellImportFault(fault, lang)).join();
      expect(words).toContain('#2');
      expect(words).not.toMatch(/[{}–]/);
    }
  });

  test('two names under one code, too many siblings and a file of another kind are told', () => {
    const clash = [
      feature({ code: 'TS-3-1', name: '一' }, WEST),
      feature({ code: 'TS-3-1', name: '壹' }, EAST),
    ];
    expect(faultsOf({ grids: collection(clash) })).toEqual([['name_clash', 'grid', 1]]);
    const many = Array.from({ length: 1000 }, (_, i) => feature({ code: `TS-3-${i}`, name: `${i}` }, WEST));
    expect(faultsOf({ grids: collection(many) })).toContainEqual(['too_many', 'community', 0]);
    expect(faultsOf({ grids: { geojson: { type: 'Topology' } } })).toContainEqual([
      'not_a_collection',
      'grid',
      -1,
    ]);
  });

  test('every kind of fault says in both languages what is wrong', () => {
    for (const words of Object.values(IMPORT_FAULTS)) {
      expect(words.zh.length).toBeGreaterThan(8);
      expect(words.en.length).toBeGreaterThan(20);
    }
  });
});
