// Several districts side by side: who a point belongs to, and what is said when it belongs to nobody.
import { describe, expect, test } from 'vitest';
import { isRefusal, tellRefusal } from '../../../kernel/refusal.ts';
import { pathOfCode, type AreaLevel } from './area.ts';
import { AreasIndex, type PublishedArea } from './areas-index.ts';
import { areasRefusals } from './refusals.ts';

function area(code: string, level: AreaLevel, west: number, east: number, south = 30): PublishedArea {
  const ring = [
    [west, south],
    [east, south],
    [east, 30.01],
    [west, 30.01],
    [west, south],
  ] as [number, number][];
  return {
    code,
    level,
    path: pathOfCode(code),
    name: `名${code}`,
    nameEn: null,
    externalCode: null,
    versionId: `version of ${code.slice(0, 6)}`,
    areaM2: 1,
    boundary: [[ring]],
  };
}

/** Between the two grids of the first district lies a sliver of one e-7 degree. */
const index = new AreasIndex([
  area('500151', 'district', 106, 106.02),
  area('500151001', 'street', 106, 106.02),
  area('500151001001', 'community', 106, 106.02),
  area('500151001001001', 'grid', 106, 106.01),
  area('500151001001002', 'grid', 106.0100002, 106.02),
  area('500152', 'district', 106.02, 106.03),
  area('500152001', 'street', 106.02, 106.03),
  area('500152001001', 'community', 106.02, 106.03),
  area('500152001001001', 'grid', 106.02, 106.03),
]);

describe('several districts', () => {
  test('a point on the border of two districts belongs to the lower code', () => {
    expect(index.locate({ lon: 106.02, lat: 30.005 })).toMatchObject({ gridCode: '500151001001002' });
    expect(index.locate({ lon: 106.0200001, lat: 30.005 })).toMatchObject({
      districtId: '500152',
      areaVersionId: 'version of 500152',
      names: ['名500152', '名500152001', '名500152001001', '名500152001001001'],
    });
  });

  test('a point in a tolerated sliver belongs to the nearest grid, for its district does serve it', () => {
    const sliver = { lon: 106.0100001, lat: 30.005 };
    expect(index.covering(sliver)).toBeUndefined();
    expect(index.locate(sliver)).toMatchObject({ districtId: '500151', level: 'grid' });
  });

  test('outside, the nearest district is named with its distance', () => {
    const refusal = index.locate({ lon: 106.04, lat: 30.005 });
    if (!isRefusal(refusal)) throw new Error('it was located');
    expect(refusal.data).toEqual({ nearestDistrict: '名500152', distanceMetres: 963, distanceKm: 1 });
    expect(tellRefusal(areasRefusals['areas.outside'], refusal.data, 'en')).toContain('名500152, 1 km away');
  });

  test('before any district is published every place is outside, and nothing is named', () => {
    const refusal = new AreasIndex([]).locate({ lon: 106, lat: 30 });
    expect(refusal).toMatchObject({
      code: 'areas.outside',
      data: { nearestDistrict: null, distanceMetres: null },
    });
  });

  test('the tree and the districts are read by path', () => {
    expect(index.districts().map((d) => d.code)).toEqual(['500151', '500152']);
    expect(index.find('500151.001.001')?.children.map((grid) => grid.path)).toEqual([
      '500151.001.001.001',
      '500151.001.001.002',
    ]);
    expect(index.tree('500153')).toBeUndefined();
  });
});
