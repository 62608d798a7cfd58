// A question for features as OGC API Features Core writes it: a box, a moment or a span, how many. Pure; what
// can't be read is no question, and is told as such.
import { DAY } from '../../../kernel/duration.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import type { Box } from '../../../kernel/tile-address.ts';

/** One box, or the two halves of one that crosses the antimeridian. */
export type Boxes = readonly Box[];

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Four numbers, or six of which the heights are not looked at; undefined where it is none. */
export function readBox(text: string): Boxes | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every((part) => NUMBER.test(part))) return undefined;
  const all = parts.map(Number);
  const [west, south, east, north] = all.length === 6 ? [all[0], all[1], all[3], all[4]] : all;
  if ((all.length !== 4 && all.length !== 6) || west === undefined || south === undefined) return undefined;
  if (east === undefined || north === undefined) return undefined;
  const isOnEarth = [west, east].every((lon) => Math.abs(lon) <= 180) && south >= -90 && north <= 90;
  if (!isOnEarth || south > north) return undefined;
  if (west <= east) return [{ west, south, east, north }];
  return [
    { west, south, east: 180, north },
    { west: -180, south, east, north },
  ];
}

export interface Span {
  /** Null: open. */
  readonly from: Instant | null;
  /** The last moment of it; null: open. */
  readonly until: Instant | null;
}

const DAY_TEXT = /^\d{4}-\d{2}-\d{2}$/;

/** A moment, or a whole day of UTC, as RFC 3339 writes them. */
function readMoment(text: string): Span | undefined {
  const isDay = DAY_TEXT.test(text);
  const from = fromIso(isDay ? `${text}T00:00:00Z` : text);
  if (from === undefined) return undefined;
  return { from, until: isDay ? from + DAY - 1 : from };
}

const isOpenEnd = (text: string): boolean => text === '' || text === '..';

/** A moment, or two with a slash between of which one may be open (`..` or nothing). */
export function readSpan(text: string): Span | undefined {
  const parts = text.split('/');
  const [first = '', last = ''] = parts;
  if (parts.length === 1) return readMoment(first);
  if (parts.length !== 2 || (isOpenEnd(first) && isOpenEnd(last))) return undefined;
  const begin = isOpenEnd(first) ? { from: null } : readMoment(first);
  const end = isOpenEnd(last) ? { until: null } : readMoment(last);
  if (!begin || !end) return undefined;
  const [from, until] = [begin.from, end.until];
  return from !== null && until !== null && from > until ? undefined : { from, until };
}
