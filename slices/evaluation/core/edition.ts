// An area's own rules of judging, as data over the defaults: an edition replaces the bands of one indicator,
// or the weights of one scheme, from one day on. It never changes what came before it: the rules of a period
// are those of its last day, and an edition begins today at the earliest. Pure.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Grain, Indicator, Limits, Scheme } from './indicator.ts';
import { isDay } from './period.ts';

interface Common {
  /** The indicator or the scheme. */
  readonly name: string;
  readonly source: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}
export interface IndicatorEdition extends Common {
  readonly kind: 'indicator';
  readonly limits: Limits;
}
export interface SchemeEdition extends Common {
  readonly kind: 'scheme';
  readonly weights: Readonly<Record<string, number>>;
}
export type Edition = IndicatorEdition | SchemeEdition;

/** By what is judged on a day. */
export interface Rules {
  readonly indicators: readonly Indicator[];
  readonly schemes: readonly Scheme[];
}

/** The rules with this edition in the place of what it changes. */
export function withEdition({ indicators, schemes }: Rules, edition: Edition): Rules {
  const { name, source, validFrom, validTo } = edition;
  const dated = { source, validFrom, validTo };
  return edition.kind === 'indicator'
    ? {
        schemes,
        indicators: indicators.map((one) =>
          one.id === name ? { ...one, ...dated, limits: edition.limits } : one,
        ),
      }
    : {
        indicators,
        schemes: schemes.map((one) =>
          one.id === name ? { ...one, ...dated, weights: edition.weights } : one,
        ),
      };
}

/** Of editions that hold on the day the one of the nearest area takes its place; `editions` with wider areas
 *  first. */
export const withEditions = (rules: Rules, editions: readonly Edition[]): Rules =>
  editions.reduce(withEdition, rules);

export const indicatorsOf = ({ indicators }: Rules, grain: Grain): readonly Indicator[] =>
  indicators.filter(({ grains }) => grains.includes(grain));

const ALL = 100;

function checkLimits(indicator: Indicator, limits: Limits): Refusal | undefined {
  const { isHigherBetter, shownAs } = indicator;
  const isOrdered = limits.every((limit, index) => {
    const next = limits[index + 1];
    return next === undefined || (isHigherBetter ? limit > next : limit < next);
  });
  const most = { rate: 1, points: 5 }[shownAs as string] ?? Number.POSITIVE_INFINITY;
  const isInside = limits.every((limit) => limit >= 0 && limit <= most);
  return isOrdered && isInside ? undefined : refuse('evaluation.bands_unordered');
}

function checkWeights(
  { indicators }: Rules,
  scheme: Scheme,
  weights: SchemeEdition['weights'],
): Refusal | undefined {
  const unjudged = Object.keys(weights).find((id) => {
    const found = indicators.find((one) => one.id === id);
    return !found?.limits || !found.grains.includes(scheme.grain);
  });
  if (unjudged !== undefined) return refuse('evaluation.weight_unjudged', { name: unjudged });
  const sum = Object.values(weights).reduce((all, one) => all + one, 0);
  return sum === ALL ? undefined : refuse('evaluation.weights_not_100', { sum });
}

/** Whether it may come into force, as far as the rules of today and the calendar say. */
export function checkEdition(rules: Rules, edition: Edition, today: string): Refusal | undefined {
  const { validFrom, validTo, name } = edition;
  for (const day of [validFrom, ...(validTo === null ? [] : [validTo])]) {
    if (!isDay(day)) return refuse('evaluation.no_day', { day });
  }
  if (validFrom < today) return refuse('evaluation.edition_past', { today });
  if (validTo !== null && validTo < validFrom) return refuse('evaluation.dates_swapped');
  if (edition.kind === 'indicator') {
    const indicator = rules.indicators.find(({ id }) => id === name);
    return indicator ? checkLimits(indicator, edition.limits) : refuse('evaluation.rule_unknown');
  }
  const scheme = rules.schemes.find(({ id }) => id === name);
  return scheme ? checkWeights(rules, scheme, edition.weights) : refuse('evaluation.rule_unknown');
}
