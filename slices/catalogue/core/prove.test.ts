// The proof gives for every grid, item, problem and season the answer that `resolve` gives for a case, and
// names what has none.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { type ProofLine, Prover, proofText } from './prove.ts';
import { resolve } from './resolve.ts';
import {
  catalogueOf,
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

const UNITS = [
  unitOf('u-main', 'main', DISTRICT),
  unitOf('u-street', 'street', STREET),
  unitOf('u-twin-1', 'twin', DISTRICT),
  unitOf('u-twin-2', 'twin', DISTRICT),
];
const directory = directoryOf(UNITS);
const ITEMS = [itemOf('E0102', 3), itemOf('E010101', 1, 'E0101')];

const WHY = {
  'catalogue.hole': 'hole',
  'catalogue.clash': 'clash',
  'catalogue.unit_missing': 'unmanned',
  'catalogue.unit_ambiguous': 'ambiguous',
  'catalogue.centre_missing': 'no_centre',
} as const;

const rule = fc.record({
  subjectCode: fc.constantFrom('E01', 'E0101', 'E0102', 'E010101'),
  areaPath: fc.constantFrom(DISTRICT, STREET, COMMUNITY, GRID),
  unitKind: fc.constantFrom('main', 'main', 'street', 'twin', 'nobody'),
  problems: fc.constantFrom(undefined, undefined, [1], [2, 3]),
  season: fc.constantFrom(undefined, { from: '11-15', to: '03-15' }, { from: '06-01', to: '08-31' }),
});

function linesOf(
  rules: Parameters<typeof catalogueOf>[1],
): readonly [ReturnType<typeof catalogueOf>, ProofLine[]] {
  const compiled = catalogueOf(ITEMS, rules);
  const prover = new Prover(compiled, directory, GRIDS);
  return [compiled, compiled.items().flatMap((item) => [...prover.item(item)])];
}

test('every line of a proof says what resolve says of a case there, that day', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 8 }), (said) => {
      const rules = said.map(({ unitKind, problems, season, ...rest }, index) =>
        ruleOf(`r-${index}`, rest.subjectCode, rest.areaPath, {
          responsible: { unitKind, unitLevel: 'nearest' },
          condition: { ...(problems ? { problems } : {}), ...(season ? { season } : {}) },
        }),
      );
      const [compiled, lines] = linesOf(rules);
      for (const { itemCode, problem, monthDay, areaPath, answer } of lines) {
        const at = fromIso(`2028-${monthDay}T12:00:00+08:00`) ?? 0;
        const found = resolve(compiled, directory, { itemCode: `${itemCode}.${problem}`, areaPath, at });
        const told =
          typeof answer === 'string'
            ? answer
            : { ruleId: answer.rule.id, unitId: answer.unit.id, centreUnitId: answer.centre.id };
        seen.add(typeof told === 'string' ? told : 'unit');
        if (isRefusal(found)) expect(told).toBe(WHY[found.code as keyof typeof WHY]);
        else {
          const { ruleId, unitId, centreUnitId } = found;
          expect(told).toEqual({ ruleId, unitId, centreUnitId });
        }
      }
    }),
    { numRuns: 300, seed: 16 },
  );
  expect([...seen].sort()).toEqual(['ambiguous', 'clash', 'hole', 'unit', 'unmanned']);
});

test('each question is asked once: items by grids by what the rules tell apart', () => {
  const main = ruleOf('r-main', 'E01', DISTRICT, {
    responsible: { unitKind: 'main', unitLevel: 'nearest' },
  });
  const [, plain] = linesOf([main]);
  expect(plain).toHaveLength(ITEMS.length * GRIDS.length);
  const winter = {
    ...main,
    id: 'r-winter',
    condition: { problems: [2], season: { from: '11-15', to: '03-15' } },
  };
  const [, apart] = linesOf([main, winter]);
  // Two seasons for both items; three problems of the one, one of the other.
  expect(apart).toHaveLength((3 + 1) * 2 * GRIDS.length);
  expect(new Set(apart.map(proofText)).size).toBe(apart.length);
  expect(proofText(plain[0] as ProofLine)).toBe(`E0102.1,01-01,${GRID},r-main,u-main,c-district`);
});
