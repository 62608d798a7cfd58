// Brings together what is known of areas in a stretch of time: what was told, and what the cases count. What
// was counted begins with the month of the first case; before it nothing is known, and after it none is
// none.
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import type { CountName } from '../../evaluation/core/counts.ts';
import type { Term } from '../../evaluation/core/indicator.ts';
import { findFirstDay, listBuckets } from '../../evaluation/server/public.ts';
import { type AreaNode, areaTree } from '../../areas/server/public.ts';
import { HUNDRED } from '../core/change-over.ts';
import { decimalText, exact, over, times, whole } from '../core/exact.ts';
import { Figures, type KnownValue } from '../core/figures.ts';
import { DECIMALS, type SeriesIndicator } from '../core/indicator.ts';
import { monthStart, type Span, type SpanKind, spanAfter, spanOf } from '../core/span.ts';
import { listStanding, type StandingRow } from './queries.ts';

export const todayOf = (tx: Tx): string => localDate(tx.now);
export const isOver = (tx: Tx, span: Span): boolean => span.to < todayOf(tx);

/** A year ago held against three years before it, and a level told two years before that. */
const MONTHS_BACK = 6 * 12 + 2;

export interface Wanted {
  readonly areaPath: string;
  readonly indicators: readonly SeriesIndicator[];
  /** From the first period that is looked at to the last. */
  readonly first: Span;
  readonly last: Span;
}

export interface Loaded {
  readonly figures: Figures;
  /** The area, and those right below it. */
  readonly area: AreaNode;
  readonly standing: readonly StandingRow[];
}

const nodeAt = (tree: AreaNode, path: string): AreaNode | undefined =>
  tree.path === path
    ? tree
    : tree.children
        .map((child) => (path.startsWith(child.path) ? nodeAt(child, path) : undefined))
        .find(Boolean);

/** Throws Refused `peace.no_area` by way of `notThere`, `areas.district_not_found`. */
export async function mustArea(
  tx: Tx,
  areaPath: string,
  notThere: () => never,
): Promise<readonly [AreaNode, AreaNode]> {
  const tree = orRefuse(await areaTree(tx, areaPath.slice(0, 6)));
  return [tree, nodeAt(tree, areaPath) ?? notThere()];
}

interface Stretch {
  readonly from: string;
  readonly to: string;
}

type Buckets = ReadonlyMap<string, number>;
const bucketKey = (path: string, { count, measure }: Term, day: string): string =>
  `${path} ${count} ${measure} ${day}`;

async function loadBuckets(
  tx: Tx,
  paths: readonly string[],
  terms: readonly Term[],
  stretch: Stretch & { readonly isTenDays: boolean },
): Promise<Buckets> {
  const names = [...new Set(terms.map(({ count }) => count))] as CountName[];
  const rows = await listBuckets(tx, paths[0]?.slice(0, 6) ?? '', names, paths, stretch);
  return new Map(
    rows.flatMap(({ areaPath, name, day, cases, times: often }) => [
      [bucketKey(areaPath, { count: name, measure: 'cases' }, day), cases] as const,
      [bucketKey(areaPath, { count: name, measure: 'times' }, day), often] as const,
    ]),
  );
}

function spansIn(kind: SpanKind, { from, to }: Stretch): Span[] {
  const spans: Span[] = [];
  let span = spanOf(kind, from);
  // A period that began before is known in part alone: that is not known.
  if (span.from < from) span = spanAfter(span);
  for (; span.to <= to; span = spanAfter(span)) spans.push(span);
  return spans;
}

function countedOf(
  indicator: SeriesIndicator,
  paths: readonly string[],
  spans: readonly Span[],
  buckets: Buckets,
): KnownValue[] {
  const { counted } = indicator;
  if (!counted) return [];
  const sumIn = (path: string, term: Term, { kind, from, to }: Span): number => {
    if (kind === 'ten_days') return buckets.get(bucketKey(path, term, from)) ?? 0;
    let sum = 0;
    for (let day = from; day <= to; day = monthStart(day, 1))
      sum += buckets.get(bucketKey(path, term, day)) ?? 0;
    return sum;
  };
  return paths.flatMap((areaPath) =>
    spans.flatMap((span): KnownValue[] => {
      const head = { areaPath, indicator: indicator.id, span, way: 'counted' } as const;
      const top = sumIn(areaPath, counted.top, span);
      if (!counted.bottom) return [{ ...head, value: whole(top) }];
      const bottom = sumIn(areaPath, counted.bottom, span);
      if (bottom === 0) return [];
      // A rate is known as it is shown, as one that somebody told would be.
      const rate = decimalText(times(over(whole(top), whole(bottom)), HUNDRED), DECIMALS);
      return [{ ...head, value: exact(rate) }];
    }),
  );
}

async function loadCounted(
  tx: Tx,
  paths: readonly string[],
  wanted: Wanted,
  from: string,
): Promise<KnownValue[]> {
  const counted = wanted.indicators.filter((one) => one.counted);
  const terms = counted.flatMap(({ counted: by }) => (by ? [by.top, ...(by.bottom ? [by.bottom] : [])] : []));
  const first = terms.length > 0 ? await findFirstDay(tx, wanted.areaPath.slice(0, 6)) : undefined;
  if (!first) return [];
  const { kind } = wanted.last;
  const begun = monthStart(first);
  const yesterday = localDate(tx.now - 86_400_000);
  const stretch = {
    from: begun > from ? begun : from,
    to: yesterday < wanted.last.to ? yesterday : wanted.last.to,
  };
  const buckets = await loadBuckets(tx, paths, terms, { ...stretch, isTenDays: kind === 'ten_days' });
  const spans = spansIn(kind, stretch);
  return counted.flatMap((indicator) => countedOf(indicator, paths, spans, buckets));
}

/** What is known, as far back as anything that is looked at is held against. Throws Refused `peace.no_area`.
 * */
export async function loadFigures(tx: Tx, wanted: Wanted, notThere: () => never): Promise<Loaded> {
  const [district, area] = await mustArea(tx, wanted.areaPath, notThere);
  // Whoever is judged in this table and has a table below is judged alike in both: the same is known of them.
  const further = area.children.flatMap(({ children }) => children);
  const nodes = [district, ...district.children, area, ...area.children, ...further];
  const paths = [...new Set(nodes.map(({ path }) => path))];
  const from = monthStart(wanted.first.from, -MONTHS_BACK);
  const indicators = wanted.indicators.map(({ id }) => id);
  const standing = await listStanding(tx, {
    districtId: district.path,
    paths,
    indicators,
    from,
    to: wanted.last.to,
  });
  const told = standing.flatMap(({ areaPath, indicator, span, fromDay, value }): KnownValue[] =>
    value === null
      ? []
      : [{ areaPath, indicator, span: spanOf(span, fromDay), value: exact(value), way: 'told' }],
  );
  const counted = await loadCounted(tx, paths, wanted, from);
  const below = new Map(
    [district, area, ...area.children].map(({ path, children }) => [path, children.map((one) => one.path)]),
  );
  return { figures: new Figures([...told, ...counted], below), area, standing };
}
