// The values that are known of areas over time, and what follows from them: a longer period from its shorter
// ones, a level from when it was last told, the whole from its parts. What is not known stays unknown: a hole
// is never taken for nothing. Pure.
import { add, type Exact, ZERO } from './exact.ts';
import type { SeriesIndicator } from './indicator.ts';
import { partsOf, type Span } from './span.ts';

/** told: entered or imported · counted: from the cases · added: from shorter periods, or from areas below ·
 *  held: a level, from when it was last told. */
export const WAYS = ['told', 'counted', 'added', 'held'] as const;
export type Way = (typeof WAYS)[number];

export interface Known {
  readonly value: Exact;
  readonly way: Way;
}

export interface KnownValue extends Known {
  readonly areaPath: string;
  readonly indicator: string;
  readonly span: Span;
}

const keyOf = (areaPath: string, indicator: string, { kind, from }: Span): string =>
  `${areaPath} ${indicator} ${kind} ${from}`;

/** A level that nobody has told for so long is not known any more. */
export const LEVEL_HOLDS_MONTHS = 24;

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));

export class Figures {
  readonly #known = new Map<string, Known>();
  /** Of each area and indicator, by the last day of what it was told for. */
  readonly #levels = new Map<string, KnownValue[]>();
  readonly #below: ReadonlyMap<string, readonly string[]>;

  /** `below`: of an area those right below it, all of them. */
  constructor(values: readonly KnownValue[], below: ReadonlyMap<string, readonly string[]> = new Map()) {
    this.#below = below;
    for (const value of values) {
      this.#known.set(keyOf(value.areaPath, value.indicator, value.span), value);
      const key = `${value.areaPath} ${value.indicator}`;
      this.#levels.set(key, [...(this.#levels.get(key) ?? []), value]);
    }
    for (const list of this.#levels.values()) list.sort((a, b) => (a.span.to < b.span.to ? -1 : 1));
  }

  /** The area's own; else, of what adds up, that of all areas right below it. */
  valueOf(areaPath: string, indicator: SeriesIndicator, span: Span): Known | undefined {
    return this.#own(areaPath, indicator, span) ?? this.#fromBelow(areaPath, indicator, span);
  }

  #own(areaPath: string, indicator: SeriesIndicator, span: Span): Known | undefined {
    const known = this.#known.get(keyOf(areaPath, indicator.id, span));
    if (known || indicator.shape === 'rate') return known;
    return indicator.shape === 'level'
      ? this.#held(areaPath, indicator.id, span)
      : this.#fromParts(areaPath, indicator, span);
  }

  #fromParts(areaPath: string, indicator: SeriesIndicator, span: Span): Known | undefined {
    for (const parts of partsOf(span)) {
      const values = parts.map((part) => this.#own(areaPath, indicator, part)?.value);
      const total = allOf(values);
      if (total) return { value: total, way: 'added' };
    }
    return undefined;
  }

  /** What was last told of a time that was over by the end of the period. */
  #held(areaPath: string, indicator: string, span: Span): Known | undefined {
    const last = this.#levels
      .get(`${areaPath} ${indicator}`)
      ?.filter((one) => one.span.to <= span.to)
      .at(-1);
    const isFresh = last && monthsBetween(last.span.to, span.to) <= LEVEL_HOLDS_MONTHS;
    return isFresh ? { value: last.value, way: 'held' } : undefined;
  }

  #fromBelow(areaPath: string, indicator: SeriesIndicator, span: Span): Known | undefined {
    const below = this.#below.get(areaPath) ?? [];
    if (indicator.shape === 'rate' || below.length === 0) return undefined;
    const total = allOf(below.map((path) => this.#own(path, indicator, span)?.value));
    return total ? { value: total, way: 'added' } : undefined;
  }
}

/** Undefined as soon as one of them is not known. */
function allOf(values: readonly (Exact | undefined)[]): Exact | undefined {
  let total = ZERO;
  for (const value of values) {
    if (!value) return undefined;
    total = add(total, value);
  }
  return total;
}
