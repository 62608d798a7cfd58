// An area’s own rules over the defaults: what replaces what, and what may not come into force.
import { expect, test } from 'vitest';
import { DEFAULT_INDICATORS } from './default-indicators.ts';
import { DEFAULT_SCHEMES } from './default-schemes.ts';
import {
  checkEdition,
  type Edition,
  type IndicatorEdition,
  indicatorsOf,
  type Rules,
  withEditions,
} from './edition.ts';

const rules: Rules = { indicators: DEFAULT_INDICATORS, schemes: DEFAULT_SCHEMES };
const TODAY = '2026-08-20';
const dated = { source: '区里发文', validFrom: '2026-09-01', validTo: null };
const bands = (more: Partial<IndicatorEdition> = {}): IndicatorEdition => ({
  ...dated,
  kind: 'indicator',
  name: 'closure_rate',
  limits: [0.9, 0.8, 0.7, 0.6],
  ...more,
});
const weights = (all: Record<string, number>, name = 'area'): Edition => ({
  ...dated,
  kind: 'scheme',
  name,
  weights: all,
});
const codeOf = (edition: Edition) => checkEdition(rules, edition, TODAY)?.code;

test('an edition takes the place of bands or weights, and of nothing else', () => {
  const own = withEditions(rules, [bands(), weights({ closure_rate: 100 })]);
  expect(own.indicators.find(({ id }) => id === 'closure_rate')).toMatchObject({
    limits: [0.9, 0.8, 0.7, 0.6],
    source: '区里发文',
    validFrom: '2026-09-01',
  });
  expect(own.indicators.filter(({ id }) => id !== 'closure_rate')).toEqual(
    rules.indicators.filter(({ id }) => id !== 'closure_rate'),
  );
  expect(own.schemes.find(({ id }) => id === 'area')?.weights).toEqual({ closure_rate: 100 });
  expect(indicatorsOf(own, 'person').length).toBe(indicatorsOf(rules, 'person').length);
});

test('the nearest area’s is the last to take its place', () => {
  const own = withEditions(rules, [bands(), bands({ limits: [0.5, 0.4, 0.3, 0.2] })]);
  expect(own.indicators.find(({ id }) => id === 'closure_rate')?.limits?.[0]).toBe(0.5);
});

test('bands go from good to bad, whichever way is good; times may be more than one', () => {
  expect(codeOf(bands())).toBeUndefined();
  expect(codeOf(bands({ limits: [0.9, 0.9, 0.7, 0.6] }))).toBe('evaluation.bands_unordered');
  expect(codeOf(bands({ name: 'rework_rate' }))).toBe('evaluation.bands_unordered');
  expect(codeOf(bands({ name: 'rework_rate', limits: [0.1, 0.2, 0.3, 0.4] }))).toBeUndefined();
  expect(codeOf(bands({ name: 'handling_time_p90', limits: [1, 2, 3_600_000, 7_200_000] }))).toBeUndefined();
  expect(codeOf(bands({ limits: [0.9, 0.8, 0.7, -0.1] }))).toBe('evaluation.bands_unordered');
});

test('weights are of what is judged and add up to one hundred', () => {
  expect(codeOf(weights({ closure_rate: 60, filing_rate: 40 }))).toBeUndefined();
  expect(codeOf(weights({ closure_rate: 60 }))).toBe('evaluation.weights_not_100');
  expect(codeOf(weights({ rework_rate: 100 }))).toBe('evaluation.weight_unjudged');
  expect(codeOf(weights({ closing_time: 100 }))).toBe('evaluation.weight_unjudged');
});

test('it begins today at the earliest, and ends after it began', () => {
  expect(codeOf(bands({ validFrom: TODAY }))).toBeUndefined();
  expect(codeOf(bands({ validFrom: '2026-08-19' }))).toBe('evaluation.edition_past');
  expect(codeOf(bands({ validTo: '2026-08-31' }))).toBe('evaluation.dates_swapped');
  expect(codeOf(bands({ validTo: '2026-13-01' }))).toBe('evaluation.no_day');
});
