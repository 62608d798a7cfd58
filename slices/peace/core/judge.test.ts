// The peace index by the two published schemes: what is lost against what, what is deducted, what cannot be
// judged; and always that its contributions are the index.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SERIES } from './default-indicators.ts';
import { FIRST_SCHEME, SCHEME_TEMPLATES } from './default-schemes.ts';
import { exact, whole } from './exact.ts';
import { Figures, type KnownValue } from './figures.ts';
import { type Judging, judge, totalOf } from './judge.ts';
import { checkScheme, type SchemeBody, seriesOf } from './scheme.ts';
import { type Span, spanBefore, spanOf, yearsBefore } from './span.ts';

const DISTRICT = '500151';
const STREET = '500151.001';
const OTHER = '500151.002';
const indicators = new Map(DEFAULT_SERIES.map((one) => [one.id, one]));
const JULY = spanOf('month', '2026-07-15');

const tell = (areaPath: string, indicator: string, span: Span, value: string): KnownValue => ({
  areaPath,
  indicator,
  span,
  value: exact(value),
  way: 'told',
});
const judging = (values: readonly KnownValue[]): Judging => ({
  figures: new Figures(values, new Map([[DISTRICT, [STREET, OTHER]]])),
  indicators,
  districtId: DISTRICT,
});

/** The same in every period that July is held against. */
const steady = (indicator: string, value: string): KnownValue[] =>
  [JULY, spanBefore(JULY), ...[1, 2, 3].map((years) => yearsBefore(JULY, years))].map((span) =>
    tell(STREET, indicator, span, value),
  );
const MONTHLY = ['security_calls', 'traffic_calls', 'disputes', 'fire_calls'];
const changed = (values: KnownValue[], indicator: string, value: string): KnownValue[] =>
  values.map((one) =>
    one.indicator === indicator && one.span === JULY ? { ...one, value: exact(value) } : one,
  );
const all = MONTHLY.flatMap((id) => steady(id, '100'));
const july = (values: readonly KnownValue[], scheme: SchemeBody = SCHEME_TEMPLATES.month) =>
  judge(judging(values), scheme, STREET, JULY);

describe('monthly, against three pasts', () => {
  test('nothing worse than it was: a hundred points, green', () => {
    expect(july(all)).toMatchObject({ index: '100.00', colour: 'green', judged: '100.00' });
  });

  test('a tenth more of what weighs 40 costs 4 points, a quarter more 10: from there on yellow', () => {
    expect(july(changed(all, 'security_calls', '110'))).toMatchObject({ index: '96.00', colour: 'green' });
    expect(july(changed(all, 'security_calls', '125'))).toMatchObject({ index: '90.00', colour: 'green' });
    expect(july(changed(all, 'security_calls', '126'))).toMatchObject({ index: '89.60', colour: 'yellow' });
    expect(july(changed(all, 'security_calls', '160'))).toMatchObject({ index: '76.00', colour: 'orange' });
    expect(july(changed(all, 'security_calls', '900'))).toMatchObject({ index: '60.00', colour: 'red' });
  });

  test('less than before earns nothing beyond the points there are', () => {
    const judged = july(changed(all, 'disputes', '10'));
    expect(judged.index).toBe('100.00');
    const [, , disputes] = judged.contributions;
    expect(disputes).toMatchObject({ indicator: 'disputes', value: '10.00', points: '20.00', of: '20.00' });
    expect(disputes?.references[0]).toEqual({
      to: 'three_years',
      was: '100.00',
      worseBy: '-90.00',
      why: null,
    });
  });

  test('without the three years the other two stand for them, and it is said', () => {
    const short = changed(all, 'security_calls', '110').filter(({ span }) => span.from > '2025-01-01');
    const judged = july(short);
    expect(judged.index).toBe('96.00');
    expect(judged.contributions[0]?.references.map(({ to, why }) => [to, why])).toEqual([
      ['three_years', 'no_reference'],
      ['year_ago', null],
      ['before', null],
    ]);
  });

  test('what nobody told is not judged: the rest stands for the whole, as long as it is enough', () => {
    const without = (...ids: string[]) => all.filter(({ indicator }) => !ids.includes(indicator));
    const judged = july(without('fire_calls'));
    expect(judged).toMatchObject({ index: '100.00', judged: '80.00' });
    expect(judged.contributions.at(-1)).toMatchObject({
      points: null,
      value: null,
      why: 'no_value',
      of: '0.00',
    });
    expect(july(without('fire_calls', 'security_calls'))).toMatchObject({
      index: null,
      colour: null,
      judged: '40.00',
    });
    expect(july([])).toMatchObject({ index: null, judged: '0.00' });
  });

  test('from none to some there is no per cent: half the points of that reference go', () => {
    const none = MONTHLY.flatMap((id) => steady(id, '0'));
    expect(july(none).index).toBe('100.00');
    const one = july(changed(none, 'fire_calls', '1'));
    expect(one.index).toBe('90.00');
    expect(one.contributions.at(-1)?.references[0]).toMatchObject({ was: '0.00', worseBy: null, why: null });
  });
});

describe('every ten days, per 10,000 residents', () => {
  const TENTH = spanOf('ten_days', '2026-07-05');
  const ago = yearsBefore(TENTH, 1);
  const CALLS = ['security_calls', 'fire_calls', 'traffic_calls'];
  const people = [STREET, OTHER].map((path) =>
    tell(path, 'residents', spanOf('year', '2024-01-01'), '50000'),
  );
  const calls = (path: string, span: Span, value: string) => CALLS.map((id) => tell(path, id, span, value));
  const known = [
    ...people,
    ...calls(STREET, TENTH, '30'),
    ...calls(OTHER, TENTH, '10'),
    ...calls(STREET, ago, '30'),
    ...calls(OTHER, ago, '10'),
  ];
  const judged = (values: readonly KnownValue[], path = STREET) =>
    judge(judging(values), SCHEME_TEMPLATES.ten_days, path, TENTH);

  test('half of the points go by the district’s mean, which is made of all its streets', () => {
    const { contributions, index, colour } = judged(known);
    expect(contributions[0]).toMatchObject({ value: '6.00', points: '45.00', of: '60.00' });
    expect(contributions[0]?.references).toEqual([
      { to: 'district', was: '4.00', worseBy: '50.00', why: null },
      { to: 'year_ago', was: '6.00', worseBy: '0.00', why: null },
    ]);
    expect([index, colour]).toEqual(['75.00', 'yellow']);
    expect(judged(known, OTHER)).toMatchObject({ index: '100.00', colour: 'green' });
  });

  test('the district is held against its own past alone', () => {
    const whole_ = judged(known, DISTRICT);
    expect(whole_.index).toBe('100.00');
    expect(whole_.contributions[0]?.references[0]?.why).toBe('is_the_mean');
  });

  test('a death is deducted outright, and never more than there is', () => {
    const deaths = (value: string) => [...known, tell(STREET, 'security_deaths', TENTH, value)];
    expect(judged(deaths('1'))).toMatchObject({ index: '70.00', colour: 'yellow' });
    const many = judged(deaths('40'));
    expect(many.index).toBe('45.00');
    expect(many.contributions[3]).toMatchObject({ kind: 'deduction', points: '-30.00', value: '40.00' });
    const nothing = {
      ...SCHEME_TEMPLATES.ten_days,
      deductions: [{ indicator: 'security_deaths', each: 100, most: 100 }],
    };
    expect(judge(judging(deaths('9')), nothing, STREET, TENTH)).toMatchObject({
      index: '0.00',
      colour: 'red',
    });
  });

  test('without residents nothing is held per resident; what was told long ago holds no more', () => {
    const { index, contributions } = judged(known.filter(({ indicator }) => indicator !== 'residents'));
    expect(index).toBeNull();
    expect(contributions[0]?.why).toBe('no_residents');
    const old = [tell(STREET, 'residents', spanOf('year', '2020-01-01'), '1'), ...known.slice(2)];
    expect(judged(old).contributions[0]?.why).toBe('no_residents');
  });
});

const value = fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined, freq: 4 });
const spans = [JULY, spanBefore(JULY), yearsBefore(JULY, 1), yearsBefore(JULY, 2), yearsBefore(JULY, 3)];

test('the index is the sum of its contributions, whatever is known and whatever the scheme', () => {
  const ids = [...new Set(Object.values(SCHEME_TEMPLATES).flatMap((scheme) => seriesOf(scheme)))];
  const cells = [STREET, OTHER].flatMap((path) =>
    ids.flatMap((id) => spans.map((span) => ({ path, id, span }))),
  );
  let judgedOnes = 0;
  fc.assert(
    fc.property(
      fc.array(value, { minLength: cells.length, maxLength: cells.length }),
      fc.constantFrom(...Object.values(SCHEME_TEMPLATES)),
      fc.integer({ min: 0, max: 40 }),
      (values, template, steepness) => {
        const known = cells.flatMap(({ path, id, span }, at) => {
          const number = values[at];
          return number === undefined ? [] : [{ ...tell(path, id, span, '0'), value: whole(number) }];
        });
        const parts = template.parts.map((part) => ({ ...part, steepness: steepness / 4 }));
        const { index, contributions, colour } = judge(judging(known), { ...template, parts }, STREET, JULY);
        if (index === null) {
          expect(colour).toBeNull();
          return;
        }
        judgedOnes += 1;
        expect(totalOf(contributions)).toBe(index);
        expect(Number(index)).toBeGreaterThanOrEqual(0);
        expect(Number(index)).toBeLessThanOrEqual(100);
        expect(colour).not.toBeNull();
        for (const { points, why } of contributions) expect(points === null).toBe(why !== null);
      },
    ),
    { numRuns: 300 },
  );
  expect(judgedOnes).toBeGreaterThan(30);
});

describe('a scheme is data that fits together', () => {
  const known = new Set(indicators.keys());
  const { parts, bands } = FIRST_SCHEME;
  const [first, ...others] = parts;
  const refused: [string, Partial<SchemeBody>][] = [
    ['an unknown series', { deductions: [{ indicator: 'nothing', each: 1, most: 1 }] }],
    ['a series that stands in it twice', { deductions: [{ indicator: 'disputes', each: 1, most: 1 }] }],
    ['weights that are not 100', { parts: others }],
    [
      'shares that are not 100',
      { parts: parts.map((part) => ({ ...part, references: [{ to: 'before', share: 99 }] })) },
    ],
    [
      'a reference that stands in it twice',
      {
        parts: parts.map((part) => ({
          ...part,
          references: [
            { to: 'before', share: 50 },
            { to: 'before', share: 50 },
          ],
        })),
      },
    ],
    [
      'a number held against the whole district',
      { parts: parts.map((part) => ({ ...part, references: [{ to: 'district', share: 100 }] })) },
    ],
    ['bands that do not fall', { bands: [...bands].reverse() }],
    ['bands that end above none', { bands: bands.slice(0, 2) }],
  ];

  test('both published schemes fit', () => {
    for (const scheme of Object.values(SCHEME_TEMPLATES)) expect(checkScheme(scheme, known)).toBe(scheme);
    expect(first?.weight).toBe(40);
  });

  test.each(refused)('%s is refused', (_, other) => {
    expect(checkScheme({ ...FIRST_SCHEME, ...other }, known)).toMatchObject({ code: 'peace.scheme_unfit' });
  });
});
