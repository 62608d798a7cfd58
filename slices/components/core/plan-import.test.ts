// Rows of offices' files, right and wrong; each wrong one is told in words that say how to mend it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileSystem, systemOfEpsg } from '../../../kernel/formats/file-system.ts';
import { distanceMetres } from '../../../kernel/geo.ts';
import { fromWgs84 } from '../../../kernel/coordinates.ts';
import { CODE_SCHEMES, declaredOf } from './code-scheme.ts';
import type { Geometry } from './component.ts';
import { fieldsIn } from './columns.ts';
import { FilePlan, planImport } from './plan-import.ts';
import type { ImportTerms, SourceRow } from './read-row.ts';
import { pointOn } from './point-on.ts';
import { ROW_FAULTS, type RowFaultKind, tellFault } from './row-fault.ts';

const terms: ImportTerms = {
  districtId: '500151',
  scheme: CODE_SCHEMES.classic,
  crs: 'WGS84',
  samePlaceMetres: 0.5,
  unitIdOf: (text) => (text === '城管局' ? 'unit-1' : undefined),
};

const lamp = {
  编码: '5001510102000017',
  名称: '路灯 17 号',
  经度: '106.0561',
  纬度: '29.8446',
  状态: '破损',
  是否确权: '是',
  养护单位: '城管局',
};

const plan = (fields: Record<string, unknown>, geometry?: unknown, system?: FileSystem) => {
  const shape = geometry === undefined ? {} : { geometry };
  return planImport([{ fields, ...shape, ...(system ? { system } : {}) }], terms);
};

test('a row headed in Chinese and one headed in English say the same', () => {
  const english = {
    code: '5001510102000017',
    name: '路灯 17 号',
    lon: 106.0561,
    lat: 29.8446,
    condition: 'damaged',
    rights_confirmed: 'yes',
    'Maintenance Unit': '城管局',
    remark: 'ignored',
  };
  const expected = {
    row: 1,
    code: '5001510102000017',
    classCode: '0102',
    name: '路灯 17 号',
    condition: 'damaged',
    rightsConfirmed: true,
    maintenanceUnitId: 'unit-1',
    competentUnitId: null,
    ownerUnitId: null,
    externalCode: null,
    monitorPoint: null,
    geometry: { type: 'Point', coordinates: [106.0561, 29.8446] },
    point: { lon: 106.0561, lat: 29.8446 },
  };
  expect(plan(lamp)).toEqual({ drafts: [expected], faults: [] });
  expect(plan(english)).toEqual({ drafts: [expected], faults: [] });
});

test('a name may have a hundred letters, as on the phone, however many bytes they take', () => {
  expect(plan({ ...lamp, 名称: '𠮷'.repeat(100) }).drafts).toHaveLength(1);
  const [fault] = plan({ ...lamp, 名称: '𠮷'.repeat(101) }).faults;
  if (!fault) throw new Error('was taken');
  expect(tellFault(fault, 'zh')).toBe('名称有 101 个字，最多 100 个。请改短，其余说明可放在别的列。');
});

test('a row without a code needs its class, and is given a number later', () => {
  const { 编码: _, ...codeless } = lamp;
  expect(plan({ ...codeless, 类别代码: '0102' }).drafts).toMatchObject([{ code: null, classCode: '0102' }]);
});

test('a file that names classes in words and things by numbers is read by its list of words', () => {
  const rows = [{ fields: { 类别: '公共厕所', 编号: '公厕_001', 经度: '106.05', 纬度: '29.84' } }];
  const { drafts } = planImport(rows, { ...terms, classWords: { 公共厕所: '0201' } });
  const known = { classCode: '0201', code: null, name: '公共厕所 公厕_001', externalCode: '公厕_001' };
  expect(drafts).toMatchObject([known]);
  expect(planImport(rows, terms).faults).toMatchObject([{ kind: 'class_malformed' }]);
});

test('coordinates of a map vendor become WGS 84', () => {
  const gcj = fromWgs84({ lon: 106.0561, lat: 29.8446 }, 'GCJ02');
  const rows = [{ fields: { ...lamp, 经度: String(gcj.lon), 纬度: String(gcj.lat) } }];
  const point = planImport(rows, { ...terms, crs: 'GCJ02' }).drafts[0]?.point;
  expect(distanceMetres(point ?? { lon: 0, lat: 0 }, { lon: 106.0561, lat: 29.8446 })).toBeLessThan(0.01);
});

test('metres of a survey are read as the file says; those of a web map may be shifted', () => {
  const at = (x: number, y: number, system: FileSystem | undefined, crs: ImportTerms['crs']) => {
    const geometry = { type: 'Point', coordinates: [x, y] };
    const row = { fields: lamp, geometry, ...(system ? { system } : {}) };
    return planImport([row], { ...terms, crs }).drafts[0]?.point ?? { lon: 0, lat: 0 };
  };
  const there = { lon: 106.0561234, lat: 29.8446789 };
  for (const crs of ['WGS84', 'GCJ02'] as const) {
    const point = at(602_062.66826, 3_303_364.02707, systemOfEpsg(4544), crs);
    expect(distanceMetres(point, there)).toBeLessThan(0.001);
  }
  const web = [11_806_113.6524, 3_483_600.34749] as const;
  expect(distanceMetres(at(...web, systemOfEpsg(3857), 'WGS84'), there)).toBeLessThan(0.001);
  expect(distanceMetres(at(...web, systemOfEpsg(3857), 'GCJ02'), there)).toBeGreaterThan(100);
});

test('columns may be metres of a plane that is named; what does not fit it is told', () => {
  const read = (east: string, north: string, code: number) =>
    planImport([{ fields: { ...lamp, 经度: east, 纬度: north } }], { ...terms, plane: systemOfEpsg(code) });
  const there = { lon: 106.0561234, lat: 29.8446789 };
  for (const [east, code] of [['602062.66826', 4544], ['35602062.66826', 4523]] as const) {
    const [draft] = read(east, '3303364.02707', code).drafts;
    expect(distanceMetres(draft?.point ?? { lon: 0, lat: 0 }, there)).toBeLessThan(0.001);
  }
  expect(read('3303364.02707', '602062.66826', 4544).faults).toMatchObject([
    { kind: 'place_off_system', field: 'lon' },
  ]);
  expect(read('35602062.66826', '3303364.02707', 4544).faults).toMatchObject([{ kind: 'place_off_system' }]);
});

const square = (lon: number, lat: number, size: number) => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];

const WRONG: [RowFaultKind, Record<string, unknown>, unknown?, (FileSystem | undefined)?][] = [
  ['code_malformed', { ...lamp, 编码: '5.00151E+15' }],
  ['code_malformed', { ...lamp, 编码: '500151010200017' }],
  ['code_other_district', { ...lamp, 编码: '5001520102000017' }],
  ['code_class_differs', { ...lamp, 类别代码: '0103' }],
  ['class_missing', { ...lamp, 编码: '' }],
  ['class_malformed', { ...lamp, 类别代码: '102' }],
  ['name_missing', { ...lamp, 名称: '  ' }],
  ['name_too_long', { ...lamp, 名称: '灯'.repeat(101) }],
  ['place_missing', { ...lamp, 经度: '' }],
  ['place_unset', { ...lamp, 经度: '0', 纬度: '0.0' }],
  ['place_unset', lamp, { type: 'Point', coordinates: [0, 0] }],
  ['place_not_a_number', { ...lamp, 经度: '106°3′22″' }],
  ['place_not_a_number', { ...lamp, 经度: '1e2' }],
  ['place_swapped', { ...lamp, 经度: '29.8446', 纬度: '106.0561' }],
  ['place_not_on_earth', { ...lamp, 经度: '36408911.5', 纬度: '3303284.1' }],
  ['condition_unknown', { ...lamp, 状态: '坏了' }],
  ['yes_no_unknown', { ...lamp, 是否确权: '大概' }],
  ['unit_unknown', { ...lamp, 养护单位: '园林局' }],
  ['geometry_kind', lamp, { type: 'GeometryCollection', geometries: [] }],
  ['geometry_kind', lamp, { type: 'LineString', coordinates: [[106, 29]] }],
  ['geometry_kind', lamp, { type: 'Polygon', coordinates: [square(106, 29, 0.1).slice(0, 4)] }],
  ['geometry_kind', lamp, { type: 'Polygon', coordinates: [] }],
  ['place_not_a_number', lamp, { type: 'Point', coordinates: ['106', '29'] }],
  [
    'place_swapped',
    lamp,
    {
      type: 'LineString',
      coordinates: [
        [106, 29],
        [29, 106.01],
      ],
    },
  ],
  ['place_off_system', lamp, { type: 'Point', coordinates: [35_602_062, 3_303_364] }, systemOfEpsg(4544)],
];

test.each(WRONG)('%s is told with what was found and how to mend it', (kind, fields, geometry, system) => {
  const { drafts, faults } = plan(fields, geometry, system);
  expect(drafts).toEqual([]);
  expect(faults.map((fault) => fault.kind)).toEqual([kind]);
  for (const fault of faults) {
    for (const lang of ['zh', 'en'] as const) expect(tellFault(fault, lang)).not.toMatch(/[{}–]/);
  }
});

test('a class that the lists of its edition do not name is told; other lists say nothing of it', () => {
  const judge = (...classes: readonly string[]) => {
    const listedClasses = declaredOf(terms.scheme, classes);
    return planImport([{ fields: lamp }], { ...terms, listedClasses }).faults;
  };
  expect(judge('0101', '0102')).toEqual([]);
  expect(judge()).toEqual([]);
  expect(judge('01002')).toEqual([]);
  const [fault, ...more] = judge('0101', '0199');
  expect(more).toEqual([]);
  expect(fault).toMatchObject({ kind: 'class_unknown', field: 'code', data: { found: '0102' } });
  for (const lang of ['zh', 'en'] as const) expect(fault && tellFault(fault, lang)).not.toMatch(/[{}–]/);
});

test('every fault but those that need the store comes from a row above or a duplicate', () => {
  const shown = new Set<string>([
    ...WRONG.map(([kind]) => kind),
    'duplicate_code',
    'duplicate_place',
    'class_full',
    'class_unknown',
    'is_gone',
  ]);
  expect(Object.keys(ROW_FAULTS).filter((kind) => !shown.has(kind))).toEqual([]);
});

describe('duplicates in one file', () => {
  const at = (code: string, lon: string): SourceRow => ({ fields: { ...lamp, 编码: code, 经度: lon } });

  test('a code given twice is refused the second time, with the first row’s number', () => {
    const { drafts, faults } = planImport(
      [at('5001510102000001', '106.1'), at('5001510102000001', '106.2')],
      terms,
    );
    expect(drafts.map((draft) => draft.row)).toEqual([1]);
    expect(faults).toMatchObject([{ row: 2, kind: 'duplicate_code', data: { other: 1 } }]);
  });

  test('two of one class within half a metre are one thing; of two classes they are two', () => {
    const rows = [
      at('5001510102000001', '106.1'),
      at('5001510102000002', '106.100004'),
      at('5001510103000001', '106.1'),
    ];
    const { drafts, faults } = planImport(rows, terms);
    expect(drafts.map((draft) => draft.row)).toEqual([1, 3]);
    expect(faults.map((fault) => tellFault(fault, 'zh'))).toEqual([
      '与第 1 行同类且相距不足 0.5 米，可能是同一部件。请删去其一，或改正位置。',
    ]);
  });

  test('no two accepted rows of one class are closer than the limit, and no refused row is alone', () => {
    const offset = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
    let refused = 0;
    fc.assert(
      fc.property(fc.array(offset, { minLength: 2, maxLength: 60 }), (offsets) => {
        const rows = offsets.map(([x, y]) => ({
          fields: { classCode: '0102', name: '井盖', lon: 106.056 + x * 1e-6, lat: 29.844 + y * 1e-6 },
        }));
        const { drafts, faults } = planImport(rows, terms);
        for (const [index, draft] of drafts.entries()) {
          for (const other of drafts.slice(0, index)) {
            expect(distanceMetres(draft.point, other.point)).toBeGreaterThanOrEqual(0.5);
          }
        }
        for (const fault of faults) {
          const { lon = 0, lat = 0 } = rows[fault.row - 1]?.fields ?? {};
          expect(drafts.some((draft) => distanceMetres(draft.point, { lon, lat }) < 0.5)).toBe(true);
        }
        refused += faults.length;
        expect(drafts.length + faults.length).toBe(rows.length);
      }),
    );
    expect(refused).toBeGreaterThan(0);
  });
});

describe('the point on a thing', () => {
  const hole = {
    type: 'Polygon',
    coordinates: [square(106, 29, 1), square(106.2, 29.2, 0.7)],
  } as unknown as Geometry;

  test('a line’s is half-way along it, a park’s with a lake is on land', () => {
    expect(
      pointOn({
        type: 'LineString',
        coordinates: [
          [0, 0],
          [0, 2],
          [2, 2],
        ],
      }),
    ).toEqual({ lon: 0, lat: 2 });
    const point = pointOn(hole);
    const isInLake = point.lon > 106.2 && point.lon < 106.9 && point.lat > 29.2 && point.lat < 29.9;
    expect(isInLake).toBe(false);
    expect(point.lon > 106 && point.lon < 107 && point.lat > 29 && point.lat < 30).toBe(true);
  });

  test('of several parts the largest counts', () => {
    const parts = [[square(0, 0, 1)], [square(10, 10, 3)]] as unknown as Geometry['coordinates'];
    const point = pointOn({ type: 'MultiPolygon', coordinates: parts } as Geometry);
    expect(point.lon).toBe(11.5);
    expect(
      pointOn({
        type: 'MultiLineString',
        coordinates: [
          [
            [0, 0],
            [1, 0],
          ],
          [
            [5, 5],
            [9, 5],
          ],
        ],
      }),
    ).toEqual({ lon: 7, lat: 5 });
    expect(
      pointOn({
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toEqual({ lon: 1, lat: 2 });
  });
});

test('eighteen digits are a thing and the point that watches it; the first point is 01', () => {
  const [drafts] = [plan({ ...lamp, 编码: '500151010200001703' }).drafts];
  expect(drafts).toMatchObject([{ code: '5001510102000017', monitorPoint: '03' }]);
  expect(plan({ ...lamp, 是否监测: '是' }).drafts).toMatchObject([{ monitorPoint: '01' }]);
  expect(plan({ ...lamp, 是否监测: '否' }).drafts).toMatchObject([{ monitorPoint: null }]);
  expect(plan({ ...lamp, 是否监测: '也许' }).faults).toMatchObject([
    { kind: 'yes_no_unknown', field: 'monitored' },
  ]);
  expect(plan({ ...lamp, 编码: '5001510102000017AB' }).faults).toMatchObject([{ kind: 'code_malformed' }]);
});

test('a file with words of its own is read by its mapping and its constants', () => {
  const mapping = {
    columns: { name: ['number', 'street'], externalCode: ['tree_id'] },
    constants: { classCode: '0102', condition: '完好' },
  };
  const fields = {
    lon: -122.39,
    lat: 37.77,
    number: '1550',
    street: '04th Street',
    tree_id: 24,
    name: 'no',
  };
  expect(planImport([{ fields }], { ...terms, mapping })).toMatchObject({
    drafts: [
      { name: '1550 04th Street', externalCode: '24', classCode: '0102', condition: 'intact', code: null },
    ],
  });
  expect([...fieldsIn(Object.keys(fields), mapping)].sort()).toEqual([
    'classCode',
    'condition',
    'externalCode',
    'lat',
    'lon',
    'name',
  ]);
});

test('duplicates are found across the stretches of a file, whatever their size', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (places, size) => {
      const rows = places.map((place, index) => ({
        fields: { classCode: '0102', name: `灯 ${index}`, lon: 106.05 + place * 3e-6, lat: 29.84 },
      }));
      const whole = planImport(rows, terms);
      const file = new FilePlan(terms);
      for (const row of rows) file.note(row);
      const parts = [];
      for (let from = 0; from < rows.length; from += size)
        parts.push(file.plan(rows.slice(from, from + size)));
      expect(parts.flatMap((part) => part.drafts)).toEqual(whole.drafts);
      expect(parts.flatMap((part) => part.faults)).toEqual(whole.faults);
    }),
  );
});
