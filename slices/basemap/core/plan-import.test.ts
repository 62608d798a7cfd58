// A file of ground, judged: what is taken, as what, and what is told of the rest.
import { expect, test } from 'vitest';
import { shownFrom } from './base-feature.ts';
import { FEATURE_FAULTS, tellFeatureFault } from './feature-fault.ts';
import { type BaseTerms, planBaseImport } from './plan-import.ts';

const terms: BaseTerms = { crs: 'WGS84', box: { west: 106, south: 29.8, east: 106.1, north: 29.9 } };
const line = {
  type: 'LineString',
  coordinates: [
    [106.01, 29.81],
    [106.02, 29.82],
  ],
};
const square = {
  type: 'Polygon',
  coordinates: [
    [
      [106.01, 29.81],
      [106.02, 29.81],
      [106.02, 29.82],
      [106.01, 29.81],
    ],
  ],
};
const feature = (properties: Record<string, unknown>, geometry: unknown = line) => ({
  type: 'Feature',
  properties,
  geometry,
});
const only = (raw: unknown, of: Partial<BaseTerms> = {}) => planBaseImport([raw], { ...terms, ...of });

test.each([
  [feature({ class: 'road', rank: 1, name: '中兴路', name_en: 'Zhongxing Road' }), 'road', 1],
  [feature({ highway: 'primary_link' }), 'road', 1],
  [feature({ highway: 'footway' }), 'road', 3],
  [feature({ highway: 'tertiary' }), 'road', 2],
  [feature({ waterway: 'river' }), 'water', 1],
  [feature({ natural: 'water' }, square), 'water', 1],
  [feature({ railway: 'rail' }), 'rail', 1],
  [feature({ building: 'yes' }, square), 'building', 1],
  [feature({ leisure: 'park' }, square), 'green', 1],
  [feature({ landuse: 'grass' }, square), 'green', 1],
  [feature({ 类别: '绿地' }, square), 'green', 1],
])('%j is known for what it is', (raw, kind, rank) => {
  const plan = only(raw);
  expect(plan.faults).toEqual([]);
  expect(plan.drafts[0]).toMatchObject({ class: kind, rank, feature: 1 });
});

test('a file of one kind needs no class on each feature; a road that says nothing is a side road', () => {
  expect(only(feature({ mc: '二环' }), { class: 'road' }).drafts[0]).toMatchObject({
    class: 'road',
    rank: 2,
    name: '二环',
    nameEn: null,
  });
});

test.each([
  [feature({}), 'class_missing'],
  [feature({ building: 'no' }, square), 'class_missing'],
  [feature({ class: 'sky' }), 'class_unknown'],
  [feature({ class: 'road' }, { type: 'Circle' }), 'geometry_kind'],
  [feature({ class: 'road' }, null), 'geometry_kind'],
  [feature({ class: 'road' }, square), 'geometry_unfit'],
  [feature({ class: 'building' }, line), 'geometry_unfit'],
  [feature({ class: 'road' }, { type: 'Point', coordinates: [106, 29.8] }), 'geometry_unfit'],
  [
    feature(
      { class: 'road' },
      {
        type: 'LineString',
        coordinates: [
          [1e6, 2],
          [3, 4],
        ],
      },
    ),
    'place_not_on_earth',
  ],
  [
    feature(
      { class: 'road' },
      {
        type: 'LineString',
        coordinates: [
          [29.8, 106],
          [29.9, 106],
        ],
      },
    ),
    'place_swapped',
  ],
  [
    feature(
      { class: 'road' },
      {
        type: 'LineString',
        coordinates: [
          ['a', 2],
          [3, 4],
        ],
      },
    ),
    'place_not_a_number',
  ],
  [
    feature(
      { class: 'road' },
      {
        type: 'LineString',
        coordinates: [
          [107, 29],
          [107, 28],
        ],
      },
    ),
    'elsewhere',
  ],
  ['no feature at all', 'class_missing'],
])('%j comes back as %s, in words of both languages', (raw, kind) => {
  const plan = planBaseImport([feature({ class: 'road' }), raw], terms);
  expect(plan.drafts).toHaveLength(1);
  expect(plan.faults).toMatchObject([{ feature: 2, kind }]);
  const [fault] = plan.faults;
  expect(fault && tellFeatureFault(fault, 'zh')).toMatch(/请.+。$/);
  expect(fault && tellFeatureFault(fault, 'en')).not.toContain('{');
});

test('every fault that can be told does occur above', () => {
  expect(Object.keys(FEATURE_FAULTS).sort()).toEqual(
    [
      'class_missing',
      'class_unknown',
      'geometry_kind',
      'geometry_unfit',
      'place_not_a_number',
      'place_swapped',
      'place_not_on_earth',
      'elsewhere',
    ].sort(),
  );
});

test('a file in the vendors’ coordinates is moved to where things are', () => {
  const [draft] = only(feature({ class: 'road' }), { crs: 'GCJ02' }).drafts;
  const [lon = 0] = draft?.geometry.type === 'LineString' ? (draft.geometry.coordinates[0] ?? []) : [];
  expect(lon).toBeLessThan(106.01);
  expect(lon).toBeGreaterThan(106);
});

test('what nobody could tell apart is drawn only further in', () => {
  expect(shownFrom({ class: 'road', rank: 1 })).toBe(10);
  expect(shownFrom({ class: 'road', rank: 3 })).toBe(14);
  expect(shownFrom({ class: 'building', rank: 1 })).toBe(14);
});
