// Values, bands, scores and changes; the articles' own figures as tests of the arithmetic.
import { expect, test } from 'vitest';
import { COUNT_NAMES, COUNTS, type CountName } from './counts.ts';
import { DEFAULT_INDICATORS } from './default-indicators.ts';
import { DEFAULT_SCHEMES } from './default-schemes.ts';
import { bandOf, changeFrom, type Counted, percentText, ratioOf, scoreOf } from './evaluate.ts';
import { assessedWords, formulaWords } from './formula.ts';
import { GRAINS, type Indicator, inForce } from './indicator.ts';

const named = (id: string): Indicator => {
  const found = DEFAULT_INDICATORS.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is no indicator`);
  return found;
};
const counted = (all: Partial<Record<CountName, Partial<Counted> & { cases: number }>>) =>
  new Map(
    Object.entries(all).map(([name, own]) => [
      name as CountName,
      { times: own.cases, ms: 0, exemptCases: 0, exemptTimes: 0, exemptMs: 0, ...own },
    ]),
  );

test('Tongliang’s accidents: from 12 to 8 is −33.33 %', () => {
  expect(percentText(changeFrom(12, 8) ?? 0, true)).toBe('−33.33 %');
});

test('Tongliang’s petitions: from 2,693 to 2,166 is −19.57 %', () => {
  expect(percentText(changeFrom(2_693, 2_166) ?? 0, true)).toBe('−19.57 %');
});

test('97.97 % is 193 of 197, told with two decimals', () => {
  const value = ratioOf(
    named('closure_rate'),
    counted({ closed: { cases: 193 }, due: { cases: 197 } }),
  ).value;
  expect(percentText(value ?? 0)).toBe('97.97 %');
});

test('half a hundredth is rounded away from zero, on both sides, whatever a binary fraction says', () => {
  expect(percentText(0.10005)).toBe('10.01 %');
  expect(percentText(-0.10005)).toBe('−10.01 %');
  expect(percentText(1.00005)).toBe('100.01 %');
  expect(percentText(-0.00001, true)).toBe('0.00 %');
  expect(percentText(0.5, true)).toBe('+50.00 %');
});

test('from nothing to something is no percentage, and of no case there is no rate', () => {
  expect(changeFrom(0, 5)).toBeNull();
  expect(changeFrom(null, 5)).toBeNull();
  expect(changeFrom(5, 0)).toBe(-1);
  expect(ratioOf(named('closure_rate'), counted({})).value).toBeNull();
  expect(bandOf(named('closure_rate'), null)).toBeNull();
});

test('the variant leaves the postponed out of what was due', () => {
  const of = counted({ due: { cases: 10 }, postponed: { cases: 2 }, closed_in_time: { cases: 8 } });
  expect(ratioOf(named('on_time_closure_rate'), of).value).toBe(0.8);
  expect(ratioOf(named('on_time_without_postponed'), of).value).toBe(1);
});

test('rework counts times over cases, so that it may pass one hundred in a hundred', () => {
  const of = counted({ reworked: { cases: 1, times: 3 }, handled: { cases: 2 } });
  expect(percentText(ratioOf(named('rework_rate'), of).value ?? 0)).toBe('150.00 %');
});

test('a band is reached on its limit, upwards and downwards', () => {
  const bands = [0.98, 0.9799, 0.95, 0.9, 0.8, 0.79].map((value) => bandOf(named('closure_rate'), value));
  expect(bands).toEqual(['A', 'B', 'B', 'C', 'D', 'E']);
  const few = [0, 0.02, 0.05, 0.1, 0.2, 0.21].map((value) => bandOf(named('rework_rate'), value));
  expect(few).toEqual(['A', 'A', 'B', 'C', 'D', 'E']);
  expect(bandOf(named('handling_time'), 5)).toBeNull();
});

test('a score is Σ weight × band over what could be judged, and says how much that was', () => {
  const scheme = DEFAULT_SCHEMES.find(({ id }) => id === 'handler');
  if (!scheme) throw new Error('no scheme');
  const of = counted({
    to_handle: { cases: 100 },
    handled: { cases: 100 },
    handled_in_time: { cases: 90 },
    reworked: { cases: 4, times: 4 },
    sent: { cases: 100 },
  });
  // 20 × 100 + 25 × 88 + 15 × 88 + 5 × 100 over the 65 that could be judged: nothing was returned or closed.
  const score = scoreOf(scheme, DEFAULT_INDICATORS, of);
  expect(score?.points).toBeCloseTo((20 * 100 + 25 * 88 + 15 * 88 + 5 * 100) / 65, 10);
  expect(score).toMatchObject({ band: 'B', judged: 0.65 });
  expect(scoreOf(scheme, DEFAULT_INDICATORS, counted({}))).toBeNull();
});

test('an exempt case stays in the value and leaves the score', () => {
  const of = counted({
    to_handle: { cases: 10, exemptCases: 2 },
    handled: { cases: 10, exemptCases: 2 },
    handled_in_time: { cases: 8 },
  });
  expect(ratioOf(named('on_time_handling_rate'), of).value).toBe(0.8);
  expect(ratioOf(named('on_time_handling_rate'), of, true).value).toBe(1);
});

test('every indicator divides counts that are kept for whom it is, and says so in both languages', () => {
  for (const { id, grains, top, bottom, less, ...words } of DEFAULT_INDICATORS) {
    for (const term of [top, bottom, ...(less ? [less] : [])]) {
      const of: readonly string[] = COUNTS[term.count].of;
      for (const grain of grains)
        expect(of, `${id} ${term.count}`).toContain(grain === 'item' ? 'area' : grain);
      expect(COUNTS[term.count].by, id).toBe(COUNTS[bottom.count].by);
    }
    expect(grains.every((grain) => GRAINS.includes(grain))).toBe(true);
    const whole = named(id);
    for (const text of [words.zh, formulaWords(whole, 'zh'), assessedWords(whole, 'zh')])
      expect(text).toMatch(/\p{Script=Han}/u);
    for (const text of [words.en, formulaWords(whole, 'en'), assessedWords(whole, 'en')])
      expect(text).not.toMatch(/\p{Script=Han}/u);
  }
  const ids = DEFAULT_INDICATORS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const used = new Set(
    DEFAULT_INDICATORS.flatMap(({ top, bottom, less }) => [top.count, bottom.count, less?.count]),
  );
  expect(COUNT_NAMES.filter((name) => !used.has(name))).toEqual([
    'solved_on_spot',
    'forced',
    'responded',
    'verified',
  ]);
});

test('a formula is told as it is counted', () => {
  expect(formulaWords(named('on_time_without_postponed'), 'zh')).toBe(
    '按期结案件数 ÷ (应结案件数 − 缓办件数)',
  );
  expect(formulaWords(named('rework_rate'), 'en')).toBe('times reworks ÷ cases handled');
  expect(assessedWords(named('closure_rate'), 'zh')).toBe('总时限在本期内到期的案件');
});

test('weights of each scheme add up to 100 and weigh indicators of its grain that are judged', () => {
  for (const { weights, grain, id } of DEFAULT_SCHEMES) {
    expect(
      Object.values(weights).reduce((sum, one) => sum + one, 0),
      id,
    ).toBe(100);
    for (const name of Object.keys(weights)) {
      expect(named(name).grains, name).toContain(grain);
      expect(named(name).limits, name).toBeDefined();
    }
  }
});

test('an indicator holds from its first day to its last', () => {
  const dated = [
    { validFrom: '2026-01-01', validTo: '2026-06-30' },
    { validFrom: '2026-07-01', validTo: null },
  ];
  expect(inForce(dated, '2026-06-30')).toEqual([dated[0]]);
  expect(inForce(dated, '2026-07-01')).toEqual([dated[1]]);
});

test('a percentile is the time of one case, and of no case there is none', () => {
  const of = counted({
    handled: { cases: 3, p50: 20, p90: 90, judgedP50: 10, judgedP90: null, exemptCases: 1 },
  });
  expect(ratioOf(named('handling_time_p50'), of)).toEqual({ top: 20, bottom: 3, value: 20 });
  expect(ratioOf(named('handling_time_p50'), of, true)).toEqual({ top: 10, bottom: 2, value: 10 });
  expect(ratioOf(named('handling_time_p90'), of, true).value).toBeNull();
  expect(ratioOf(named('closing_time_p90'), counted({})).value).toBeNull();
  expect(formulaWords(named('handling_time_p90'), 'zh')).toBe(
    '已处置用时从短到长排列，取第 90% × 件数（进一取整）件的用时',
  );
});
