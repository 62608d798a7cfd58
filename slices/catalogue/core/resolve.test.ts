// Who is responsible: the order in which rules speak, and what is refused.
import { describe, expect, test } from 'vitest';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Rule } from './catalogue.ts';
import { resolve } from './resolve.ts';
import type { Question, Resolution } from './resolve.ts';
import {
  catalogueOf,
  COMMUNITY,
  directoryOf,
  DISTRICT,
  GRID,
  itemOf,
  ruleOf,
  STREET,
  unitOf,
} from './test-catalogue.ts';

const AT = fromIso('2026-08-05T12:08:00+08:00') ?? 0;
const ITEM = itemOf('E010101', 2, 'E0101');

/** One unit of the district for each rule, of the kind that carries the rule's name. */
function ask(
  rules: readonly Rule[],
  question: Partial<Question> = {},
  extra = [unitOf('own', 'own', DISTRICT)],
) {
  const units = rules.map((rule) => unitOf(`u-${rule.id}`, rule.id, DISTRICT));
  const compiled = catalogueOf([ITEM], rules);
  return resolve(compiled, directoryOf([...units, ...extra]), {
    itemCode: ITEM.code,
    areaPath: GRID,
    at: AT,
    ...question,
  });
}

function answered(result: ReturnType<typeof resolve>): Resolution {
  if (isRefusal(result)) throw new Error(`refused ${result.code}`);
  return result;
}

const RANKS = [
  ['item-grid', ITEM.code, GRID],
  ['item-community', ITEM.code, COMMUNITY],
  ['item-street', ITEM.code, STREET],
  ['item-district', ITEM.code, DISTRICT],
  ['subclass-grid', 'E0101', GRID],
  ['subclass-community', 'E0101', COMMUNITY],
  ['subclass-street', 'E0101', STREET],
  ['subclass-district', 'E0101', DISTRICT],
  ['class-grid', 'E01', GRID],
  ['class-community', 'E01', COMMUNITY],
  ['class-street', 'E01', STREET],
  ['class-district', 'E01', DISTRICT],
] as const;

describe('the most specific rule speaks', () => {
  test.each(RANKS.map(([id], index) => [id, index] as const))(
    '%s goes before all that are less specific',
    (id, index) => {
      const rules = RANKS.slice(index).map(([name, subject, area]) => ruleOf(name, subject, area));
      const resolution = answered(ask([...rules].reverse()));
      expect(resolution.unitId).toBe(`u-${id}`);
      expect(resolution.ruleId).toBe(id);
    },
  );

  test('a component with its own maintenance unit goes before every rule, on the rule’s terms', () => {
    const rules = [ruleOf('item-grid', ITEM.code, GRID, { terms: { verification: 'reporter' } })];
    const resolution = answered(ask(rules, { component: { classCode: '0101', maintenanceUnitId: 'own' } }));
    expect(resolution.unitId).toBe('own');
    expect(resolution.verification).toBe('reporter');
    expect(resolution.isCertain).toBe(true);
  });

  test('a maintenance unit that is gone leaves the decision to the rules, and the reasons say so', () => {
    const rules = [ruleOf('item-grid', ITEM.code, GRID)];
    const resolution = answered(ask(rules, { component: { classCode: '0101', maintenanceUnitId: 'gone' } }));
    expect(resolution.unitId).toBe('u-item-grid');
    expect(resolution.why[0]?.en).toContain('no longer in the directory');
  });

  test('a rule of a neighbouring grid does not speak here', () => {
    expect(ask([ruleOf('x', ITEM.code, '500151.001.001.002')])).toMatchObject({ code: 'catalogue.hole' });
  });
});

describe('conditions', () => {
  const general = ruleOf('general', ITEM.code, DISTRICT);
  const second = ruleOf('second', ITEM.code, DISTRICT, { condition: { problems: [2] } });
  const winter = ruleOf('winter', ITEM.code, DISTRICT, {
    condition: { season: { from: '11-15', to: '03-15' } },
  });

  test.each([
    ['E010101', 'u-general'],
    ['E010101.1', 'u-general'],
    ['E010101.2', 'u-second'],
  ])('%s goes to %s', (itemCode, unitId) => {
    expect(answered(ask([general, second], { itemCode })).unitId).toBe(unitId);
  });

  test.each([
    ['2026-11-14T23:59:59+08:00', 'u-general'],
    ['2026-11-15T00:00:00+08:00', 'u-winter'],
    ['2027-01-01T08:00:00+08:00', 'u-winter'],
    ['2027-03-15T23:59:00+08:00', 'u-winter'],
    ['2027-03-16T00:00:00+08:00', 'u-general'],
  ])('at %s the city’s own day decides the season: %s', (at, unitId) => {
    expect(answered(ask([general, winter], { at: fromIso(at) ?? 0 })).unitId).toBe(unitId);
  });

  test('a condition does not lift a rule over a more specific one', () => {
    const street = ruleOf('street', ITEM.code, STREET);
    expect(answered(ask([street, second], { itemCode: 'E010101.2' })).unitId).toBe('u-street');
  });
});

describe('what is refused', () => {
  test('two rules of one rank are a clash', () => {
    const rules = [ruleOf('a', ITEM.code, STREET), ruleOf('b', ITEM.code, STREET)];
    expect(ask(rules)).toMatchObject({ code: 'catalogue.clash', data: { rules: 'a, b' } });
  });

  test('two conditions that hold at once are a clash', () => {
    const condition = { problems: [1] };
    const rules = [
      ruleOf('a', ITEM.code, STREET, { condition }),
      ruleOf('b', ITEM.code, STREET, { condition }),
    ];
    expect(ask(rules)).toMatchObject({ code: 'catalogue.clash' });
  });

  test.each([['E010102'], ['E010101.3'], ['nonsense']])('%s is not in the list', (itemCode) => {
    expect(ask([ruleOf('a', ITEM.code, DISTRICT)], { itemCode })).toMatchObject({
      code: 'catalogue.item_unknown',
    });
  });

  test('a rule whose unit is nowhere', () => {
    const rule = ruleOf('a', ITEM.code, DISTRICT, { responsible: { unitKind: 'gas', unitLevel: 'nearest' } });
    expect(ask([rule])).toMatchObject({ code: 'catalogue.unit_missing' });
  });

  test('a unit of another level than the rule wants', () => {
    const rule = ruleOf('a', ITEM.code, DISTRICT, { responsible: { unitKind: 'a', unitLevel: 'street' } });
    expect(ask([rule])).toMatchObject({ code: 'catalogue.unit_missing' });
  });

  test('two companies that serve the place equally', () => {
    const rule = ruleOf('a', ITEM.code, DISTRICT);
    const more = [unitOf('u2', 'a', DISTRICT)];
    expect(ask([rule], {}, more)).toMatchObject({ code: 'catalogue.unit_ambiguous' });
  });

  test('the company that serves the community goes before the one that serves the district', () => {
    const more = [unitOf('near', 'a', COMMUNITY)];
    expect(answered(ask([ruleOf('a', ITEM.code, DISTRICT)], {}, more)).unitId).toBe('near');
  });

  test('a place without a centre of the unit’s level', () => {
    const rule = ruleOf('a', ITEM.code, DISTRICT, { centreLevel: 'street' });
    expect(ask([rule], { areaPath: '500151.009.001.001' })).toMatchObject({
      code: 'catalogue.centre_missing',
    });
  });
});

describe('terms', () => {
  test('an inspector’s report of a two-day matter has every stage, and the total is their sum', () => {
    const { limits } = answered(ask([ruleOf('a', ITEM.code, DISTRICT)], { itemCode: 'E010101.2' }));
    expect(limits.accept).toEqual({ kind: 'urgent_hours', amount: 0.25 });
    expect(limits.check).toEqual({ kind: 'urgent_hours', amount: 0.5 });
    expect(limits.handle).toEqual({ kind: 'working_days', amount: 2 });
    expect(limits.total).toEqual({ kind: 'working_hours', amount: 16 + 0.25 + 0.25 + 1 + 2 + 1 });
  });

  test('an urgent matter does not wait for office hours to be claimed', () => {
    const terms = { limits: { handle: { kind: 'urgent_hours', amount: 2 } } } as const;
    const { limits } = answered(ask([ruleOf('a', ITEM.code, DISTRICT, { terms })]));
    expect(limits.claim.kind).toBe('urgent_hours');
    expect(limits.total).toEqual({ kind: 'urgent_hours', amount: 2 + 0.25 + 0.25 + 0.25 + 1 + 0.5 });
  });

  test.each([
    [1, 'item-grid', true],
    [0.85, 'item-grid', true],
    [0.84, 'item-grid', false],
    [1, 'class-district', false],
  ] as const)(
    'with confidence %d and rule %s, dispatch without a dispatcher: %s',
    (confidence, rank, isCertain) => {
      const [id, subject, area] = RANKS.find(([name]) => name === rank) ?? RANKS[0];
      expect(answered(ask([ruleOf(id, subject, area)], { confidence })).isCertain).toBe(isCertain);
    },
  );

  test('the centre is that of the unit’s own level, and co-units are found', () => {
    const rule = ruleOf('a', ITEM.code, DISTRICT, {
      responsible: { unitId: 'team' },
      coUnits: [{ unitKind: 'own', unitLevel: 'nearest' }],
    });
    const extra = [unitOf('own', 'own', DISTRICT), unitOf('team', 'x', GRID)];
    const resolution = answered(ask([rule], {}, extra));
    expect([resolution.unitId, resolution.centreUnitId]).toEqual(['team', 'c-community-1']);
    expect(resolution.coUnitIds).toEqual(['own']);
  });

  test('a rule that names a unit that is no more means whoever took over from it, in the end', () => {
    const rule = ruleOf('a', ITEM.code, DISTRICT, {
      responsible: { unitId: 'first' },
      coUnits: [{ unitId: 'first' }],
    });
    const closed = (id: string, successorId?: string) => ({
      ...unitOf(id, 'x', STREET),
      isClosed: true as const,
      ...(successorId === undefined ? {} : { successorId }),
    });
    const last = unitOf('last', 'y', STREET);
    const asked = (second: ReturnType<typeof closed>) =>
      ask([rule], {}, [closed('first', 'second'), second, last]);
    expect(answered(asked(closed('second', 'last')))).toMatchObject({ unitId: 'last', coUnitIds: [] });
    expect(asked(closed('second'))).toMatchObject({ code: 'catalogue.unit_missing' });
    expect(asked(closed('second', 'first'))).toMatchObject({ code: 'catalogue.unit_missing' });
    const component = { classCode: '0101', maintenanceUnitId: 'first' };
    const own = [closed('first', 'last'), last];
    expect(answered(ask([ruleOf('b', ITEM.code, DISTRICT)], { component }, own)).unitId).toBe('last');
  });

  test('the reasons name every rank tried, in both languages', () => {
    const { why } = answered(ask([ruleOf('item-district', ITEM.code, DISTRICT)]));
    expect(why.map((reason) => reason.en)).toEqual([
      'No rule for item “Thing E010101” at grid level (500151.001.001.001).',
      'No rule for item “Thing E010101” at community level (500151.001.001).',
      'No rule for item “Thing E010101” at street level (500151.001).',
      '1 rule for item “Thing E010101” at district level (500151).',
      'The rule names the nearest unit for item-district: Unit u-item-district.',
      'Unit c-district accepts and dispatches.',
    ]);
    expect(why.every((reason) => /[\u4e00-\u9fff]/.test(reason.zh))).toBe(true);
  });
});
