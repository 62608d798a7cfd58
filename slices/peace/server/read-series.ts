// A series of one area: value by value, by what it differs from the period before and from a year ago, and
// what was ever told of one of its periods.
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { changeOver } from '../core/change-over.ts';
import type { Entries, Point, Series, SpanView } from '../core/contract.ts';
import { plainDecimal } from '../core/exact.ts';
import { peacePolicy } from '../core/policy.ts';
import {
  isDay,
  type Span,
  spanBefore,
  type SpanKind,
  spanOf,
  spansUpTo,
  spanWords,
  yearsBefore,
} from '../core/span.ts';
import { isOver, loadFigures } from './load-figures.ts';
import { listEntries } from './queries.ts';
import { indicatorView, mustIndicator } from './series-list.ts';

const SPANS = 24;

/** Throws Refused `peace.no_day`. */
export const spanAsked = (kind: SpanKind, day: string): Span =>
  isDay(day) ? spanOf(kind, day) : throwRefusal('peace.no_day', { day });

export const spanView = (span: Span): SpanView => ({
  ...span,
  zh: spanWords(span, 'zh'),
  en: spanWords(span, 'en'),
});

export const noArea = (areaPath: string) => (): never => throwRefusal('peace.no_area', { areaPath });

export interface SeriesAsked {
  readonly areaPath: string;
  readonly indicator: string;
  readonly span: SpanKind;
  readonly day: string;
  readonly limit?: number | undefined;
}

export async function readSeries(tx: Tx, actor: Actor, asked: SeriesAsked): Promise<Series> {
  const { areaPath, limit = SPANS } = asked;
  requireRight(peacePolicy, actor, 'peace.read', { areaPath });
  const last = spanAsked(asked.span, asked.day);
  const indicator = await mustIndicator(tx, areaPath.slice(0, 6), asked.indicator);
  const spans = spansUpTo(last, limit);
  const first = spans[0] ?? last;
  const wanted = { areaPath, indicators: [indicator], first, last };
  const { figures, standing } = await loadFigures(tx, wanted, noArea(areaPath));
  const revisions = new Map(
    standing
      .filter((one) => one.areaPath === areaPath)
      .map(({ span, fromDay, revision }) => [`${span} ${fromDay}`, revision]),
  );
  const knownOf = (span: Span) => figures.valueOf(areaPath, indicator, span);
  const points = spans.map((span): Point => {
    const now = knownOf(span);
    const against = (then: Span) => changeOver(now?.value, knownOf(then)?.value, indicator.shape);
    return {
      span: spanView(span),
      value: now ? plainDecimal(now.value) : null,
      way: now?.way ?? null,
      revision: revisions.get(`${span.kind} ${span.from}`) ?? 0,
      before: against(spanBefore(span)),
      yearAgo: against(yearsBefore(span, 1)),
      isOver: isOver(tx, span),
    };
  });
  return { areaPath, indicator: indicatorView(indicator), points };
}

export type EntriesAsked = Omit<SeriesAsked, 'limit'>;

export async function readEntries(tx: Tx, actor: Actor, asked: EntriesAsked): Promise<Entries> {
  const { areaPath } = asked;
  requireRight(peacePolicy, actor, 'peace.read', { areaPath });
  const span = spanAsked(asked.span, asked.day);
  const { id } = await mustIndicator(tx, areaPath.slice(0, 6), asked.indicator);
  const entries = await listEntries(tx, areaPath, id, span);
  return { entries: entries.map(({ at, ...entry }) => ({ ...entry, at: toIso(at) })) };
}
