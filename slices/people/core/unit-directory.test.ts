// The directory against a plain walk over all units: whatever the maps answer, the walk must answer too.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { type HeadTerm, indexUnits, UnitDirectory } from './unit-directory.ts';
import { checkUnit, cutPath, pathUpwards, type Unit } from './unit.ts';

const unit = (code: string, over: Partial<Unit> = {}): Unit => ({
  id: `unit-${code}`,
  districtId: '500151',
  code,
  name: code,
  nameEn: code,
  kind: 'company',
  specialty: 'sanitation',
  areaPath: '500151',
  serves: ['500151'],
  ...over,
});
const centre = (areaPath: string) =>
  unit(`C${areaPath}`, { kind: 'centre', specialty: 'centre', areaPath, serves: [areaPath] });

const directory = (units: readonly Unit[], heads: readonly HeadTerm[] = [], today = '2026-08-05') =>
  new UnitDirectory(indexUnits(units, heads), today);
const codes = (units: readonly Unit[]) => units.map((one) => one.code);

describe('centres', () => {
  const all = [centre('500151'), centre('500151.003'), centre('500151.003.012'), centre('500151.004.001')];
  const known = directory(all);
  test('each level of a grid has its own centre', () => {
    expect(known.centreOf('500151.003.012.007', 'community')?.code).toBe('C500151.003.012');
    expect(known.centreOf('500151.003.012.007', 'street')?.code).toBe('C500151.003');
    expect(known.centreOf('500151.003.012.007', 'district')?.code).toBe('C500151');
  });
  test('a street has no community centre, and another district none at all', () => {
    expect(known.centreOf('500151.003', 'community')).toBeUndefined();
    expect(known.centreOf('500152.003', 'district')).toBeUndefined();
  });
  test('above a community whose street has no centre stands the district', () => {
    expect(known.centreAbove('unit-C500151.004.001')?.code).toBe('C500151');
    expect(known.centreAbove('unit-C500151')).toBeUndefined();
    expect(codes(known.centresBelow('unit-C500151'))).toEqual(['C500151.003', 'C500151.004.001']);
    expect(codes(known.centresBelow('unit-C500151.003.012'))).toEqual([]);
  });
});

test('below a unit stand all that belong to it, however deep, without those that are no more', () => {
  const known = directory([
    unit('bureau', { parentId: 'unit-crew' }),
    unit('branch', { parentId: 'unit-bureau' }),
    unit('crew', { parentId: 'unit-branch' }),
    unit('old-crew', { parentId: 'unit-branch', isClosed: true }),
    unit('beside'),
  ]);
  // Two units that stand under each other, as an import may bring them, end the walk.
  expect(codes(known.unitsBelow('unit-bureau'))).toEqual(['branch', 'crew']);
  expect(codes(known.unitsBelow('unit-beside'))).toEqual([]);
});

describe('units of a kind', () => {
  test('the most specific service area comes first, ties go by code', () => {
    const known = directory([
      unit('whole-district'),
      unit('b-street', { serves: ['500151.003'] }),
      unit('a-street', { serves: ['500151.003', '500151.004'] }),
      unit('one-grid', { serves: ['500151.003.012.007'] }),
      unit('elsewhere', { serves: ['500151.005'] }),
      unit('trees', { specialty: 'greening' }),
    ]);
    expect(codes(known.unitsOfKind('sanitation', '500151.003.012.007'))).toEqual([
      'one-grid',
      'a-street',
      'b-street',
      'whole-district',
    ]);
    expect(known.unitsOfKind('water', '500151.003')).toEqual([]);
  });

  const part = fc.constantFrom('001', '002', '003');
  const path = fc.array(part, { maxLength: 3 }).map((parts) => ['500151', ...parts].join('.'));
  const anyUnit = fc.record({
    code: fc.string({ minLength: 1, maxLength: 4 }),
    specialty: fc.constantFrom('sanitation', 'greening'),
    serves: fc.array(path, { minLength: 1, maxLength: 4 }),
  });
  test('for any organisation and any place the maps answer what a walk over all units answers', () => {
    let hits = 0;
    const property = fc.property(fc.uniqueArray(anyUnit, { selector: (u) => u.code }), path, (rows, at) => {
      const units = rows.map((row) => unit(row.code, { specialty: row.specialty, serves: row.serves }));
      const reach = (u: Unit) => Math.max(...u.serves.filter((p) => isWithin(at, p)).map((p) => p.length), 0);
      const walked = units
        .filter((u) => u.specialty === 'sanitation' && reach(u) > 0)
        .sort((a, b) => reach(b) - reach(a) || (a.code < b.code ? -1 : 1));
      const answered = directory(units).unitsOfKind('sanitation', at);
      hits += answered.length;
      expect(codes(answered)).toEqual(codes(walked));
    });
    fc.assert(property, { numRuns: 300 });
    expect(hits).toBeGreaterThan(100);
  });
});

describe('grid heads', () => {
  const grid = '500151.003.012.007';
  const heads: HeadTerm[] = [
    { areaPath: grid, personId: 'wang', name: '王敏', fromDate: '2025-01-01', toDate: '2026-08-05' },
    { areaPath: grid, personId: 'li', name: '李强', fromDate: '2026-08-05', toDate: null },
  ];
  test('the head of a grid changes on the day of the handover', () => {
    expect(directory([], heads, '2026-08-04').gridHead(grid)?.name).toBe('王敏');
    expect(directory([], heads, '2026-08-05').gridHead(grid)?.name).toBe('李强');
    expect(directory([], heads, '2024-12-31').gridHead(grid)).toBeUndefined();
    expect(directory([], heads).gridHead('500151.003.012.008')).toBeUndefined();
  });
});

describe('paths and new units', () => {
  test('a path is cut at a level and walked upwards', () => {
    expect(cutPath('500151.003.012', 'street')).toBe('500151.003');
    expect(cutPath('500151', 'street')).toBeUndefined();
    expect(pathUpwards('500151.003.012')).toEqual(['500151.003.012', '500151.003', '500151']);
  });
  test('a unit must serve a well-written area of its own district, and not be its own parent', () => {
    const refusal = (over: Partial<Unit>) => {
      const checked = checkUnit(unit('U', over));
      return isRefusal(checked) ? checked.code : 'taken';
    };
    expect(refusal({})).toBe('taken');
    expect(refusal({ serves: [] })).toBe('people.unit_serves_nothing');
    expect(refusal({ serves: ['500152.001'] })).toBe('people.area_path');
    expect(refusal({ areaPath: '500151.1' })).toBe('people.area_path');
    expect(refusal({ parentId: 'unit-U' })).toBe('people.unit_own_parent');
  });
});
