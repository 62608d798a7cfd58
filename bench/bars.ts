// The bars of speed as data: what must hold, what is aimed at, and whether a measurement holds it. Pure.
import type { Summary } from './stats.ts';

export interface Bar {
  /** Requests (or pairs, or points) per second at least. */
  readonly perSecond?: number;
  /** Share of the named limit of the same run at least. */
  readonly ofLimit?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  /** Milliseconds at most, for what happens once. */
  readonly atMostMs?: number;
  readonly atMostMb?: number;
}

export interface Measure {
  readonly name: string;
  readonly words: string;
  readonly limit?: 'intake1' | 'get' | 'list' | 'board';
  readonly must?: Bar;
  readonly aim?: Bar;
}

/** What the store did alone where the rates were set (quality.md, "Speed"). Machines differ, and one machine
 *  from hour to hour: where the store itself does less now, a rate must hold the same share of it. */
export const LIMITS_THEN = { intake1: 8_060, get: 23_000, list: 28_200, board: undefined } as const;

const ACTION_MUST: Bar = { perSecond: 1_000, p99Ms: 40 };
const LIST_MUST: Bar = { perSecond: 1_200, p99Ms: 30 };
const LIST_AIM: Bar = { perSecond: 3_000 };
const SEARCH_MUST: Bar = { p95Ms: 200 };
const SEARCH_AIM: Bar = { p95Ms: 50 };
/** Twenty thousand points, all that a map draws. */
const POINTS_MUST: Bar = { p95Ms: 500 };
const POINTS_AIM: Bar = { p95Ms: 150 };
const listOf = (name: string, words: string): Measure =>
  ({ name, words, limit: 'list', must: LIST_MUST, aim: LIST_AIM });
const searchOf = (name: string, words: string): Measure =>
  ({ name, words, must: SEARCH_MUST, aim: SEARCH_AIM });

/** Bars of the design that this command does not measure: they stand in the table as not run, so that nobody
 *  takes it for all there is. A tile is drawn cold by `npx tsx bench/tiles.ts`, by its own bar. */
const NOT_MEASURED: readonly Measure[] = [
  {
    name: 'storm',
    words: 'storm: reports while 2,000 screens are live',
    must: { perSecond: 30, p99Ms: 50 },
  },
  { name: 'live', words: 'live: an event on 10,000 screens', must: { p99Ms: 300 } },
  { name: 'tile_cold', words: 'tile, cold (bench/tiles.ts)', must: { p95Ms: 10 } },
  { name: 'tile_kept', words: 'tile, from the cache', must: { perSecond: 15_000 } },
  { name: 'import', words: 'census import of 231,000 rows (bench:census)', must: { atMostMs: 60_000 } },
];

export const MEASURES: readonly Measure[] = [
  {
    name: 'report',
    words: 'report: located, resolved, dispatched, durable',
    limit: 'intake1',
    must: { perSecond: 1_200, ofLimit: 0.15, p99Ms: 40 },
    aim: { ofLimit: 0.5 },
  },
  { name: 'claim', words: 'action: claim', limit: 'intake1', must: ACTION_MUST, aim: { ofLimit: 0.3 } },
  {
    name: 'feed_back',
    words: 'action: feed back',
    limit: 'intake1',
    must: ACTION_MUST,
    aim: { ofLimit: 0.3 },
  },
  { name: 'note', words: 'action: note', limit: 'intake1', must: ACTION_MUST, aim: { ofLimit: 0.3 } },
  {
    name: 'open',
    words: 'open a case with its history',
    limit: 'get',
    must: { perSecond: 3_000, p99Ms: 20 },
    aim: { perSecond: 8_000 },
  },
  {
    name: 'list_mixed',
    words: 'newest 50: all views in turn',
    limit: 'list',
    must: LIST_MUST,
    aim: LIST_AIM,
  },
  { name: 'list_state', words: 'newest 50: by state', limit: 'list', must: LIST_MUST, aim: LIST_AIM },
  { name: 'list_held', words: 'newest 50: held by my unit', limit: 'list', must: LIST_MUST, aim: LIST_AIM },
  { name: 'list_unit', words: 'newest 50: of one unit', limit: 'list', must: LIST_MUST, aim: LIST_AIM },
  { name: 'list_street', words: 'newest 50: of a street', limit: 'list', must: LIST_MUST, aim: LIST_AIM },
  { name: 'list_overdue', words: 'newest 50: overdue', limit: 'list', must: LIST_MUST, aim: LIST_AIM },
  {
    name: 'list_item',
    words: 'newest 50: one item in a street',
    limit: 'list',
    must: LIST_MUST,
    aim: LIST_AIM,
  },
  listOf('list_oldest', '50: oldest open first'),
  listOf('list_due', '50: stage due first'),
  listOf('list_deadline', '50: deadline first, open'),
  listOf('list_updated', '50: last changed first'),
  listOf('list_units', '50: of five units, open'),
  listOf('list_channel', '50: one channel, closed, of a month'),
  listOf('list_lamp', '50: orange lamps'),
  listOf('list_within', '50: within an outline'),
  searchOf('search_number', 'search: the end of a number'),
  searchOf('search_words', 'search: common words'),
  searchOf('search_rare', 'search: rare words'),
  searchOf('search_address', 'search: an address'),
  searchOf('search_pinyin', 'search: pinyin initials'),
  searchOf('search_phone', 'search: the end of a reporter’s number'),
  { name: 'locate_http', words: 'locate a point, over HTTP' },
  {
    name: 'locate',
    words: 'locate a point among 1,200 grids, in process',
    must: { perSecond: 200_000 },
    aim: { perSecond: 1_000_000 },
  },
  {
    name: 'audit',
    words: 'audit: every item × every grid, in process',
    must: { perSecond: 250_000 },
    aim: { perSecond: 1_000_000 },
  },
  {
    name: 'proof',
    words: 'proof: every item × every grid, in pieces through the store',
    must: { perSecond: 250_000 },
    aim: { perSecond: 1_000_000 },
  },
  {
    // A million in a minute, and in ten seconds.
    name: 'what_if',
    words: 'what-if: past cases run again under a draft of the lists',
    must: { perSecond: 16_667 },
    aim: { perSecond: 100_000 },
  },
  {
    name: 'board',
    words: 'supervision board of a district, 30 days, nothing kept',
    limit: 'board',
    must: { p99Ms: 50 },
  },
  { name: 'board_sums', words: 'its period from the sums alone', must: { p99Ms: 5 } },
  { name: 'board_shared', words: 'the same board for the next viewer', must: { p99Ms: 5 } },
  { name: 'points', words: 'map: all open cases of a district', must: POINTS_MUST, aim: POINTS_AIM },
  {
    name: 'points_changes',
    words: 'map: what has changed after one was moved',
    must: POINTS_MUST,
    aim: POINTS_AIM,
  },
  {
    name: 'timers',
    words: 'timers: 10,000 due at once among 1 M, three runners',
    must: { perSecond: 5_000, p99Ms: 1_000 },
    aim: { perSecond: 50_000 },
  },
  ...NOT_MEASURED,
  { name: 'start_postgres', words: 'start to first answer, PostgreSQL' },
  {
    name: 'start_embedded',
    words: 'start to first answer, embedded store',
    must: { atMostMs: 5_000 },
    aim: { atMostMs: 2_000 },
  },
  {
    name: 'memory',
    words: 'memory of the server after the load (PSS)',
    must: { atMostMb: 300 },
    aim: { atMostMb: 200 },
  },
];

export interface Figure {
  readonly summary?: Summary;
  /** For what happens once. */
  readonly ms?: number;
  readonly mb?: number;
  /** The rate of the limit in the same run. */
  readonly limitPerSecond?: number;
  /** The rate of the limit where the bar was set. */
  readonly limitThen?: number | undefined;
  /** What a reader should know: the first error, the size of the question. */
  readonly note?: string;
}

export const ratioOf = (figure: Figure): number | undefined =>
  figure.summary && figure.limitPerSecond ? figure.summary.perSecond / figure.limitPerSecond : undefined;

/** The rate that must be held here and now: never more than the bar's own. */
export function rateWanted(bar: Bar, { limitPerSecond, limitThen }: Figure): number | undefined {
  if (bar.perSecond === undefined || !limitPerSecond || !limitThen) return bar.perSecond;
  return Math.round(bar.perSecond * Math.min(1, limitPerSecond / limitThen));
}

/** Which parts of the bar the figure misses; none: it holds. A request that failed misses every bar. */
export function missesOf(bar: Bar, figure: Figure): string[] {
  const { summary, ms, mb } = figure;
  const misses: string[] = [];
  const least = (name: string, found: number | undefined, wanted: number | undefined) => {
    if (wanted !== undefined && !(found !== undefined && found >= wanted)) misses.push(name);
  };
  const most = (name: string, found: number | undefined, wanted: number | undefined) => {
    if (wanted !== undefined && !(found !== undefined && found <= wanted)) misses.push(name);
  };
  least('rate', summary?.perSecond, rateWanted(bar, figure));
  least('ratio', ratioOf(figure), bar.ofLimit);
  most('p95', summary?.p95Ms, bar.p95Ms);
  most('p99', summary?.p99Ms, bar.p99Ms);
  most('time', ms, bar.atMostMs);
  most('memory', mb, bar.atMostMb);
  if ((summary?.errors ?? 0) > 0) misses.push('errors');
  return misses;
}
