// From sums to what a table shows: values, bands, scores, the period before and the year before. It counts
// nothing and asks nothing.
import { toIso } from '../../../kernel/instant.ts';
import type { Cell, IndicatorView, Row } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { bandOf, type Counted, type CountedBy, ratioOf, scoreOf, type SumRow } from '../core/evaluate.ts';
import { assessedWords, formulaWords } from '../core/formula.ts';
import type { Indicator, Scheme } from '../core/indicator.ts';
import { type Period, periodWords } from '../core/period.ts';
import { isProtected } from '../core/protection.ts';

export type ByKey = ReadonlyMap<string, CountedBy>;

export function byKey(sums: readonly SumRow[]): ByKey {
  const keys = new Map<string, Map<CountName, Counted>>();
  for (const { key, name, ...counted } of sums) {
    const own = keys.get(key) ?? new Map<CountName, Counted>();
    keys.set(key, own.set(name, counted));
  }
  return keys;
}

const NONE: CountedBy = new Map();

/** Now, before, and a year ago. */
export type Times = readonly [now: ByKey, before: ByKey, yearAgo: ByKey];

export function cellsOf(
  indicators: readonly Indicator[],
  key: string,
  [now, before, yearAgo]: Times,
): Cell[] {
  const counted = now.get(key) ?? NONE;
  return indicators.map((indicator) => {
    const { top, bottom, value } = ratioOf(indicator, counted);
    return {
      indicator: indicator.id,
      top,
      bottom,
      value,
      band: bandOf(indicator, ratioOf(indicator, counted, true).value),
      before: ratioOf(indicator, before.get(key) ?? NONE).value,
      yearAgo: ratioOf(indicator, yearAgo.get(key) ?? NONE).value,
    };
  });
}

/** What can be opened: ratings are told in sums alone. */
export const countsOf = (key: string, [now]: Times): Row['counts'] =>
  [...(now.get(key) ?? NONE)]
    .filter(([count]) => !isProtected(count))
    .map(([count, { cases, times, exemptCases }]) => ({ count, cases, times, exempt: exemptCases }));

export function scoreFor(
  scheme: Scheme | undefined,
  indicators: readonly Indicator[],
  key: string,
  [now]: Times,
): Row['score'] {
  const score = scheme && scoreOf(scheme, indicators, now.get(key) ?? NONE);
  return score ? { ...score, scheme: scheme.id } : null;
}

export const indicatorView = (indicator: Indicator): IndicatorView => ({
  id: indicator.id,
  zh: indicator.zh,
  en: indicator.en,
  source: indicator.source,
  shownAs: indicator.shownAs,
  isHigherBetter: indicator.isHigherBetter,
  limits: [...(indicator.limits ?? [])],
  top: indicator.top,
  bottom: indicator.bottom,
  ...(indicator.less ? { less: indicator.less } : {}),
  grains: [...indicator.grains],
  formulaZh: formulaWords(indicator, 'zh'),
  formulaEn: formulaWords(indicator, 'en'),
  assessedZh: assessedWords(indicator, 'zh'),
  assessedEn: assessedWords(indicator, 'en'),
});

export const periodView = (period: Period) => ({
  ...period,
  zh: periodWords(period, 'zh'),
  en: periodWords(period, 'en'),
});

export const lookView = ({ at, byName, why }: { at: number; byName: string; why: string }) => ({
  at: toIso(at),
  byName,
  why,
});
