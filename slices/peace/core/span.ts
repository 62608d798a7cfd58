// Periods of a series: ten days (旬), month, quarter, year; the one before, the same a year ago, and the
// shorter ones of which a longer one is made. Days are `YYYY-MM-DD` in the district's own time. Pure.

export const SPAN_KINDS = ['ten_days', 'month', 'quarter', 'year'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

export interface Span {
  readonly kind: SpanKind;
  /** The first day and the last. */
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
/** Nobody follows anything from before; a year below 100 would be taken for another. */
const [FIRST_YEAR, LAST_YEAR] = ['1950', '2999'];
const isYear = (year: string): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const dayBefore = (day: string): string => dayAt(Date.parse(`${day}T00:00:00Z`) - DAY_MS);
const dayAfter = (day: string): string => dayAt(Date.parse(`${day}T00:00:00Z`) + DAY_MS);

export const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  const isWritten = /^\d{4}-\d\d-\d\d$/.test(text) && isYear(text.slice(0, 4));
  return isWritten && !Number.isNaN(at) && dayAt(at) === text;
};

const MONTHS: Readonly<Record<Exclude<SpanKind, 'ten_days'>, number>> = { month: 1, quarter: 3, year: 12 };

/** The first day of the month that lies `months` from the day's own. */
export const monthStart = (day: string, months = 0): string =>
  dayAt(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));

const TENS = ['01', '11', '21'] as const;

/** The period of this kind in which the day lies. */
export function spanOf(kind: SpanKind, day: string): Span {
  if (kind === 'ten_days') {
    const at = Math.min(2, Math.floor((Number(day.slice(8)) - 1) / 10));
    const to = at === 2 ? dayBefore(monthStart(day, 1)) : `${day.slice(0, 8)}${at === 0 ? '10' : '20'}`;
    return { kind, from: `${day.slice(0, 8)}${TENS[at]}`, to };
  }
  const months = MONTHS[kind];
  const from = monthStart(day, -((Number(day.slice(5, 7)) - 1) % months));
  return { kind, from, to: dayBefore(monthStart(from, months)) };
}

export const spanBefore = ({ kind, from }: Span): Span => spanOf(kind, dayBefore(from));
export const spanAfter = ({ kind, to }: Span): Span => spanOf(kind, dayAfter(to));

/** The same period so many years ago. It begins on a first, an 11th or a 21st, which every year has. */
export const yearsBefore = ({ kind, from }: Span, years: number): Span =>
  spanOf(kind, `${String(Number(from.slice(0, 4)) - years).padStart(4, '0')}${from.slice(4)}`);

const SHORTER: Readonly<Record<SpanKind, readonly SpanKind[]>> = {
  ten_days: [],
  month: ['ten_days'],
  quarter: ['month'],
  year: ['quarter', 'month'],
};

/** The ways in which a period is made up of shorter ones, each whole. */
export const partsOf = (span: Span): readonly (readonly Span[])[] =>
  SHORTER[span.kind].map((kind) => {
    const parts: Span[] = [];
    for (let part = spanOf(kind, span.from); part.from <= span.to; part = spanAfter(part)) parts.push(part);
    return parts;
  });

/** The last so many, the oldest first, ending with this one. */
export function spansUpTo(last: Span, count: number): readonly Span[] {
  const spans: Span[] = [last];
  while (spans.length < count) spans.unshift(spanBefore(spans[0] ?? last));
  return spans;
}

const ZH_TENS = ['上旬', '中旬', '下旬'] as const;

export function spanWords({ kind, from }: Span, language: 'zh' | 'en'): string {
  const [year, month, day] = [from.slice(0, 4), Number(from.slice(5, 7)), Number(from.slice(8))];
  const tenth = Math.floor(day / 10);
  const quarter = Math.floor((month - 1) / 3) + 1;
  const zh = {
    ten_days: `${year}年${month}月${ZH_TENS[tenth]}`,
    month: `${year}年${month}月`,
    quarter: `${year}年第${quarter}季度`,
    year: `${year}年`,
  };
  const en = {
    ten_days: `${from.slice(0, 7)}, ${['days 1–10', 'days 11–20', 'days 21 on'][tenth]}`,
    month: from.slice(0, 7),
    quarter: `${year} Q${quarter}`,
    year,
  };
  return (language === 'zh' ? zh : en)[kind];
}

/** Undefined where there is no such month, or no year that anybody means. */
function within(kind: SpanKind, year: string, month: number, day = '01'): Span | undefined {
  if (month < 1 || month > 12 || !isYear(year)) return undefined;
  return spanOf(kind, `${year}-${String(month).padStart(2, '0')}-${day}`);
}

const quarterIn = (text: string): number => '一二三四'.indexOf(text) + 1 || Number(text);

type Found = readonly string[];
const READERS: readonly (readonly [RegExp, (found: Found) => Span | undefined])[] = [
  [/^(\d{4})年?$/, ([, year = '']) => within('year', year, 1)],
  [
    /^(\d{4})(?:年第?([1-4一二三四])季度?|[-/]?q([1-4]))$/,
    ([, year = '', zh, en = '']) => within('quarter', year, quarterIn(zh ?? en) * 3),
  ],
  [/^(\d{4})[-/.年](\d{1,2})月?$/, ([, year = '', month = '']) => within('month', year, Number(month))],
  [
    /^(\d{4})[-/.年](\d{1,2})月?[-/.]?([上中下])旬$/,
    ([, year = '', month = '', ten = '']) =>
      within('ten_days', year, Number(month), TENS['上中下'.indexOf(ten)]),
  ],
  // A workbook writes a month as its first day.
  [/^(\d{4})[-/.](\d{1,2})[-/.]0?1$/, ([, year = '', month = '']) => within('month', year, Number(month))],
];

/** `2026`, `2026年第2季度`, `2026Q2`, `2026-07`, `2026年7月`, `2026年7月上旬`; undefined for anything else. */
export function spanIn(text: string): Span | undefined {
  const said = text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(said);
    if (found) return read(found);
  }
  return undefined;
}
