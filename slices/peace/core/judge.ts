// The peace index of one area in one period by one scheme: what each series contributes, what could not be
// judged and why, and the colour. The index is the sum of its contributions, to the last digit. Pure.
import {
  add,
  compare,
  decimalText,
  type Exact,
  exact,
  least,
  minus,
  most,
  over,
  sharedOut,
  signOf,
  sumOf,
  times,
  whole,
  ZERO,
} from './exact.ts';
import { HUNDRED } from './change-over.ts';
import type { Figures } from './figures.ts';
import { DECIMALS, type SeriesIndicator } from './indicator.ts';
import {
  type Colour,
  type Deduction,
  type Part,
  PER_RESIDENTS,
  type ReferenceKind,
  RESIDENTS,
  type SchemeBody,
} from './scheme.ts';
import { type Span, spanBefore, yearsBefore } from './span.ts';

/** no_value: of this period · no_residents: told for no time near · no_reference: nothing to hold it against
 *  · is_the_mean: the district is not held against itself. */
export const UNJUDGED = ['no_value', 'no_residents', 'no_reference', 'is_the_mean'] as const;
export type Unjudged = (typeof UNJUDGED)[number];

export interface JudgedReference {
  readonly to: ReferenceKind;
  /** What it was held against, and by how many per cent it was worse (below zero: better); null from zero. */
  readonly was: string | null;
  readonly worseBy: string | null;
  readonly why: Unjudged | null;
}

export interface Contribution {
  readonly indicator: string;
  readonly kind: 'part' | 'deduction';
  /** As it is held: a number, or of 10,000 residents. */
  readonly value: string | null;
  /** Points, with two decimals; what is deducted is below zero. Null where it was not judged. */
  readonly points: string | null;
  /** Points that it could have had at most; of a deduction 0. */
  readonly of: string;
  readonly references: readonly JudgedReference[];
  readonly why: Unjudged | null;
}

export interface Judgement {
  /** Null where too little is known. */
  readonly index: string | null;
  readonly colour: Colour | null;
  readonly contributions: readonly Contribution[];
  /** Of the weight of all parts, in per cent. */
  readonly judged: string;
}

export interface Judging {
  readonly figures: Figures;
  readonly indicators: ReadonlyMap<string, SeriesIndicator>;
  readonly districtId: string;
}

type Held = Exact | Unjudged;
const isKnown = (held: Held): held is Exact => typeof held !== 'string';

const held = ({ figures, indicators }: Judging, path: string, part: Part, span: Span): Held => {
  const indicator = indicators.get(part.indicator);
  const known = indicator && figures.valueOf(path, indicator, span);
  if (!known) return 'no_value';
  if (!part.isPerResidents) return known.value;
  const residents = indicators.get(RESIDENTS);
  const people = residents && figures.valueOf(path, residents, span)?.value;
  if (!people || signOf(people) <= 0) return 'no_residents';
  return times(over(known.value, people), whole(PER_RESIDENTS));
};

function referenceOf(of: Judging, path: string, part: Part, to: ReferenceKind, span: Span): Held {
  if (to === 'district') {
    return path === of.districtId ? 'is_the_mean' : held(of, of.districtId, part, span);
  }
  if (to === 'before') return held(of, path, part, spanBefore(span));
  if (to === 'year_ago') return held(of, path, part, yearsBefore(span, 1));
  const past = [1, 2, 3].map((years) => held(of, path, part, yearsBefore(span, years)));
  const known = past.filter(isKnown);
  return known.length < past.length ? 'no_reference' : over(sumOf(known), whole(past.length));
}

interface Compared {
  readonly told: JudgedReference;
  /** Which part of the reference's points is lost, from 0 to 1; undefined where it was not judged. */
  readonly lost?: Exact;
}

const ONE = whole(1);
const shown = (value: Exact): string => decimalText(value, DECIMALS);
const percent = (value: number): Exact => over(whole(value), HUNDRED);

function compared(now: Exact, then: Held, to: ReferenceKind, rule: Part & SchemeRule): Compared {
  if (!isKnown(then)) {
    const why = then === 'is_the_mean' ? then : 'no_reference';
    return { told: { to, was: null, worseBy: null, why } };
  }
  if (signOf(then) <= 0) {
    const isWorse = signOf(now) > 0 && !rule.isHigherBetter;
    const told = { to, was: shown(then), worseBy: null, why: null };
    return { told, lost: isWorse ? percent(rule.lostFromZero) : ZERO };
  }
  const change = over(minus(now, then), then);
  const worse = rule.isHigherBetter ? minus(ZERO, change) : change;
  const lost = most(ZERO, least(ONE, times(worse, exact(String(rule.steepness)))));
  return { told: { to, was: shown(then), worseBy: shown(times(worse, HUNDRED)), why: null }, lost };
}

interface SchemeRule {
  readonly lostFromZero: number;
  readonly isHigherBetter: boolean;
}

interface Weighed {
  readonly told: Omit<Contribution, 'points' | 'of'>;
  /** Which part of its points it has earned, from 0 to 1. */
  readonly earned?: Exact;
}

function weigh(of: Judging, path: string, span: Span, part: Part, lostFromZero: number): Weighed {
  const now = held(of, path, part, span);
  const head = { indicator: part.indicator, kind: 'part' } as const;
  if (!isKnown(now)) return { told: { ...head, value: null, references: [], why: now } };
  const isHigherBetter = of.indicators.get(part.indicator)?.isHigherBetter ?? false;
  const rule = { ...part, lostFromZero, isHigherBetter };
  const all = part.references.map(({ to, share }) => ({
    share: whole(share),
    ...compared(now, referenceOf(of, path, part, to, span), to, rule),
  }));
  const told = { ...head, value: shown(now), references: all.map((one) => one.told) };
  const counting = all.filter(({ share, lost }) => lost !== undefined && signOf(share) > 0);
  if (counting.length === 0) return { told: { ...told, why: 'no_reference' } };
  const lost = sumOf(counting.map((one) => times(one.share, one.lost ?? ZERO)));
  const shares = sumOf(counting.map(({ share }) => share));
  return { told: { ...told, why: null }, earned: minus(ONE, over(lost, shares)) };
}

/** Never more than is left: an index is not below zero. */
function deducted(
  of: Judging,
  path: string,
  span: Span,
  { indicator, each, most: cap }: Deduction,
  left: Exact,
) {
  const known = of.indicators.get(indicator);
  const count = known && of.figures.valueOf(path, known, span)?.value;
  const head = { indicator, kind: 'deduction', references: [] } as const;
  if (!count) return { told: { ...head, value: null, why: 'no_value' } as const };
  const due = most(ZERO, least(times(count, exact(String(each))), exact(String(cap))));
  return { told: { ...head, value: shown(count), why: null } as const, points: least(due, left) };
}

const colourOf = (scheme: SchemeBody, index: string): Colour | null =>
  scheme.bands.find(({ least: from }) => compare(exact(index), exact(String(from))) >= 0)?.colour ?? null;

export function judge(of: Judging, scheme: SchemeBody, areaPath: string, span: Span): Judgement {
  const weighed = scheme.parts.map((part) => ({
    weight: exact(String(part.weight)),
    ...weigh(of, areaPath, span, part, scheme.lostFromZero),
  }));
  const weights = sumOf(weighed.map(({ weight, earned }) => (earned ? weight : ZERO)));
  /** What was not judged is left out, and the rest stands for the whole. */
  const grown = (weight: Exact): Exact => times(over(weight, weights), HUNDRED);
  const earned = weighed.map(({ weight, earned: part }) => (part ? times(part, grown(weight)) : undefined));
  let left = sumOf(earned.map((points) => points ?? ZERO));
  const deductions = scheme.deductions.map((deduction) => {
    const one = deducted(of, areaPath, span, deduction, left);
    if (one.points) left = minus(left, one.points);
    return one;
  });
  const minuses = deductions.map(({ points }) => (points ? minus(ZERO, points) : undefined));
  const points = [...earned, ...minuses];
  const { total, parts } = sharedOut(
    points.map((one) => one ?? ZERO),
    DECIMALS,
  );
  const told = [...weighed, ...deductions].map((one) => one.told);
  const ofs = [
    ...weighed.map(({ weight, earned: part }) => (part ? shown(grown(weight)) : shown(ZERO))),
    ...deductions.map(() => shown(ZERO)),
  ];
  const isEnough = signOf(weights) > 0 && compare(weights, exact(String(scheme.leastJudged))) >= 0;
  return {
    index: isEnough ? total : null,
    colour: isEnough ? colourOf(scheme, total) : null,
    judged: shown(weights),
    contributions: told.map((one, at) => ({
      ...one,
      points: points[at] ? (parts[at] ?? null) : null,
      of: ofs[at] ?? shown(ZERO),
    })),
  };
}

/** For whoever adds contributions up again. */
export const totalOf = (contributions: readonly Contribution[]): string =>
  decimalText(
    contributions.reduce((sum, { points }) => (points === null ? sum : add(sum, exact(points))), ZERO),
    DECIMALS,
  );
