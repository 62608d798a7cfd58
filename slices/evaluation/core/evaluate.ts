// From counts to a value, a band and a score. Cases that are exempt stay in the value, which tells what
// happened, and are left out of band and score, which judge. Pure.
import type { CountName } from './counts.ts';
import {
  type Band,
  BANDS,
  type Indicator,
  type Limits,
  type Measure,
  type Scheme,
  type Term,
} from './indicator.ts';

/** Of one subject over a period, of each count: how many cases, how often, how long; of those the exempt. */
export interface Counted {
  readonly cases: number;
  readonly times: number;
  readonly ms: number;
  readonly exemptCases: number;
  readonly exemptTimes: number;
  readonly exemptMs: number;
  /** Of what took time: the times at half and at nine tenths of the cases, of all and without the exempt. */
  readonly p50?: number | null;
  readonly p90?: number | null;
  readonly judgedP50?: number | null;
  readonly judgedP90?: number | null;
}
/** A sum as it is read: of which subject, of which count. */
export interface SumRow extends Counted {
  readonly key: string;
  readonly name: CountName;
}
export type CountedBy = ReadonlyMap<CountName, Counted>;

const EXEMPT = { cases: 'exemptCases', times: 'exemptTimes', ms: 'exemptMs' } as const satisfies Record<
  Measure,
  keyof Counted
>;

function amountOf(counted: CountedBy, { count, measure }: Term, withoutExempt: boolean): number {
  const found = counted.get(count);
  if (!found) return 0;
  return found[measure] - (withoutExempt ? found[EXEMPT[measure]] : 0);
}

export interface Ratio {
  readonly top: number;
  readonly bottom: number;
  /** Null where there is nothing to divide by: no case, no rate. */
  readonly value: number | null;
}

const JUDGED = { p50: 'judgedP50', p90: 'judgedP90' } as const;

/** Percentiles cannot be added up: they are counted from the cases of the very period. */
function percentileOf(
  counted: CountedBy,
  { count }: Term,
  which: 'p50' | 'p90',
  withoutExempt: boolean,
): Ratio {
  const value = counted.get(count)?.[withoutExempt ? JUDGED[which] : which] ?? null;
  const bottom = amountOf(counted, { count, measure: 'cases' }, withoutExempt);
  return { top: value ?? 0, bottom, value };
}

export function ratioOf(indicator: Indicator, counted: CountedBy, withoutExempt = false): Ratio {
  if (indicator.shownAs === 'p50' || indicator.shownAs === 'p90')
    return percentileOf(counted, indicator.top, indicator.shownAs, withoutExempt);
  const { top: above, bottom: below, less } = indicator;
  const top = amountOf(counted, above, withoutExempt);
  const bottom =
    amountOf(counted, below, withoutExempt) - (less ? amountOf(counted, less, withoutExempt) : 0);
  return { top, bottom, value: bottom > 0 ? top / bottom : null };
}

const bandBy = (limits: Limits, isReached: (limit: number) => boolean): Band =>
  BANDS[limits.findIndex(isReached)] ?? 'E';

/** Null: not judged, or nothing to judge. */
export function bandOf({ limits, isHigherBetter }: Indicator, value: number | null): Band | null {
  if (!limits || value === null) return null;
  return bandBy(limits, (limit) => (isHigherBetter ? value >= limit : value <= limit));
}

export interface Score {
  /** Σ weight × points of the band, over the weights of what could be judged. */
  readonly points: number;
  readonly band: Band;
  /** The share of all weight that could be judged: below 1 something had no case. */
  readonly judged: number;
}

/** Null where nothing could be judged. */
export function scoreOf(scheme: Scheme, indicators: readonly Indicator[], counted: CountedBy): Score | null {
  let [sum, weight, all] = [0, 0, 0];
  for (const [id, own] of Object.entries(scheme.weights)) {
    all += own;
    const indicator = indicators.find((one) => one.id === id);
    const band = indicator && bandOf(indicator, ratioOf(indicator, counted, true).value);
    if (!band) continue;
    sum += own * scheme.points[band];
    weight += own;
  }
  if (weight === 0) return null;
  const points = sum / weight;
  return { points, band: bandBy(scheme.limits, (limit) => points >= limit), judged: weight / all };
}

/** From one period to another, as a part of the one before: 0.5 is half as much again. Null where there was
 *  nothing before: from nothing to something is no percentage. */
export const changeFrom = (before: number | null, now: number | null): number | null =>
  before === null || now === null || before === 0 ? null : (now - before) / Math.abs(before);

/** `97.97 %`, `−33.33 %`: two decimals, a half away from zero, with the true minus sign. */
export function percentText(share: number, isSigned = false): string {
  const hundredths = Math.round(Number((Math.abs(share) * 10_000).toPrecision(12)));
  const sign = hundredths === 0 ? '' : share < 0 ? '−' : isSigned ? '+' : '';
  return `${sign}${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')} %`;
}
