// The audit finds every hole, clash and missing unit; what passes it resolves everywhere.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { audit, passes } from './audit.ts';
import type { Condition, Rule } from './catalogue.ts';
import { resolve } from './resolve.ts';
import {
  catalogueOf,
  CENTRES,
  COMMUNITY,
  directoryOf,
  DISTRICT,
  GRID,
  GRIDS,
  itemOf,
  ruleOf,
  STREET,
  unitOf,
} from './test-catalogue.ts';
import { indexUnits, UnitDirectory } from '../../people/core/unit-directory.ts';

const ITEMS = [itemOf('E0102', 2), itemOf('E0103'), itemOf('E010101', 1, 'E0101')];
const water = (id: string, subject: string, area: string, rest: Partial<Rule> = {}) =>
  ruleOf(id, subject, area, { responsible: { unitKind: 'water', unitLevel: 'nearest' }, ...rest });
const everywhere = water('all', 'E01', DISTRICT);
const units = directoryOf([unitOf('w', 'water', DISTRICT)]);

describe('what an audit finds', () => {
  test('a catalogue with one rule for its class has no findings, and every pair was walked', () => {
    const report = audit(catalogueOf(ITEMS, [everywhere]), units, GRIDS);
    expect(report).toMatchObject({
      items: 3,
      grids: 4,
      pairs: 12,
      questions: 12,
      brokenPairs: 0,
      findings: [],
    });
    expect(passes(report)).toBe(true);
  });

  test('a hole is told by the fewest areas: the community, not its grids', () => {
    const rules = [water('a', 'E01', COMMUNITY)];
    const report = audit(catalogueOf(ITEMS, rules), units, GRIDS);
    expect(report.brokenPairs).toBe(6);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ kind: 'hole', areas: ['500151.001.002'], pairs: 6 });
    expect(report.findings[0]?.items.map((item) => item.code)).toEqual(['E0102', 'E0103', 'E010101']);
  });

  test('a clash names both rules and hits only where both speak', () => {
    const rules = [
      everywhere,
      water('a', 'E0103', STREET),
      water('b', 'E0103', STREET),
      water('c', 'E0103', GRID),
    ];
    const report = audit(catalogueOf(ITEMS, rules), units, GRIDS);
    expect(report.findings).toMatchObject([{ kind: 'clash', about: 'a, b', pairs: 3 }]);
    expect(report.findings[0]?.areas).toEqual(['500151.001.001.002', '500151.001.002']);
  });

  test('a kind of unit that is nowhere, one that is there twice, a centre that is missing', () => {
    const gas = { responsible: { unitKind: 'gas', unitLevel: 'nearest' } } as const;
    const bus = { responsible: { unitKind: 'transport', unitLevel: 'nearest' } } as const;
    const rules = [ruleOf('g', 'E0102', DISTRICT, gas), ruleOf('b', 'E0103', DISTRICT, bus), everywhere];
    const twice = [unitOf('t1', 'transport', DISTRICT), unitOf('t2', 'transport', DISTRICT)];
    const noDistrictCentre = CENTRES.filter((unit) => unit.areaPath !== DISTRICT);
    const index = indexUnits([...noDistrictCentre, ...twice, unitOf('w', 'water', DISTRICT)], []);
    const report = audit(catalogueOf(ITEMS, rules), new UnitDirectory(index, '2026-08-05'), GRIDS);
    expect(report.findings.map(({ kind, about, areas }) => [kind, about, areas.join()]).sort()).toEqual([
      ['ambiguous', 'transport', DISTRICT],
      ['no_centre', 'district', DISTRICT],
      ['unmanned', 'gas', DISTRICT],
    ]);
    expect(report.brokenPairs).toBe(12);
  });

  test('a hole in one problem alone, or in summer alone, is still a hole', () => {
    const byProblem = [water('p', 'E0102', DISTRICT, { condition: { problems: [1] } })];
    expect(audit(catalogueOf([itemOf('E0102', 2)], byProblem), units, GRIDS)).toMatchObject({
      questions: 8,
      brokenPairs: 4,
      findings: [{ kind: 'hole' }],
    });
    const winter = [water('s', 'E0103', DISTRICT, { condition: { season: { from: '11-15', to: '03-15' } } })];
    expect(audit(catalogueOf([itemOf('E0103')], winter), units, GRIDS)).toMatchObject({
      questions: 8,
      brokenPairs: 4,
      findings: [{ kind: 'hole', areas: [DISTRICT] }],
    });
  });

  test('a missing co-unit is a warning and does not stop publication', () => {
    const rules = [water('a', 'E01', DISTRICT, { coUnits: [{ unitKind: 'gas', unitLevel: 'nearest' }] })];
    const report = audit(catalogueOf(ITEMS, rules), units, GRIDS);
    expect(passes(report)).toBe(true);
    expect(report.warnings).toMatchObject([{ kind: 'co_unit', about: 'gas', pairs: 12 }]);
  });

  test('no grids is no proof', () => {
    expect(passes(audit(catalogueOf(ITEMS, [everywhere]), units, []))).toBe(false);
  });
});

describe('500,000 pairs', () => {
  test('each is walked once', () => {
    const items = Array.from({ length: 170 }, (_, i) =>
      itemOf(`E01${String(i % 100).padStart(2, '0')}${i > 99 ? '01' : ''}`),
    );
    const grids = Array.from({ length: 2_950 }, (_, i) => {
      const two = (n: number) => String(n).padStart(3, '0');
      const [street, community, grid] = [Math.floor(i / 200), Math.floor(i / 10) % 20, i % 10];
      return ['500151', two(1 + street), two(1 + community), two(1 + grid)].join('.');
    });
    const report = audit(catalogueOf(items, [everywhere]), units, grids);
    expect(report.pairs).toBe(501_500);
    expect(report.brokenPairs).toBe(0);
    const onlyOneStreet = audit(catalogueOf(items, [water('s', 'E01', STREET)]), units, grids);
    expect(onlyOneStreet.brokenPairs).toBe(501_500 - 200 * 170);
    expect(onlyOneStreet.findings).toHaveLength(1);
    expect(onlyOneStreet.findings[0]?.areas).toHaveLength(14);
  });
});

describe('random catalogues', () => {
  const areas = [DISTRICT, STREET, COMMUNITY, ...GRIDS];
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.constant({}),
    fc.record({ problems: fc.subarray([1, 2], { minLength: 1 }) }),
    fc.constantFrom({ season: { from: '11-15', to: '03-15' } }, { season: { from: '06-01', to: '09-30' } }),
  );
  const rule = fc.record({
    subjectCode: fc.constantFrom('E01', 'E0101', ...ITEMS.map((item) => item.code)),
    areaPath: fc.constantFrom(...areas),
    condition,
    unitKind: fc.constantFrom('water', 'sanitation', 'gas'),
  });
  const catalogue = fc
    .tuple(fc.boolean(), fc.array(rule, { maxLength: 8 }))
    .map(([hasBase, rules]) =>
      catalogueOf(ITEMS, [
        ...(hasBase ? [everywhere] : []),
        ...rules.map(({ unitKind, subjectCode, areaPath, ...rest }, index) =>
          ruleOf(`r${index}`, subjectCode, areaPath, {
            ...rest,
            responsible: { unitKind, unitLevel: 'nearest' },
          }),
        ),
      ]),
    );
  const here = directoryOf([unitOf('w', 'water', DISTRICT), unitOf('s1', 'sanitation', STREET)]);
  const days = ['01-01', '03-15', '03-16', '05-31', '06-01', '09-30', '10-01', '11-14', '11-15'];
  const codes = ITEMS.flatMap((item) => item.problems.map((problem) => `${item.code}.${problem.number}`));
  const outcomes = (compiled: ReturnType<typeof catalogueOf>) =>
    codes.flatMap((itemCode) =>
      GRIDS.flatMap((areaPath) =>
        days.map((day) =>
          resolve(compiled, here, { itemCode, areaPath, at: fromIso(`2026-${day}T12:00:00+08:00`) ?? 0 }),
        ),
      ),
    );

  test('one that passes resolves to exactly one unit everywhere, all year; one that fails does not', () => {
    let passed = 0;
    fc.assert(
      fc.property(catalogue, (compiled) => {
        const isSound = passes(audit(compiled, here, GRIDS));
        passed += isSound ? 1 : 0;
        const refused = outcomes(compiled).some((outcome) => isRefusal(outcome));
        expect(refused).toBe(!isSound);
      }),
      { numRuns: 150, seed: 2026 },
    );
    expect(passed).toBeGreaterThan(15);
    expect(passed).toBeLessThan(135);
  });
});
