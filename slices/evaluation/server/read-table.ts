// The table of an area over a period, by what is asked: areas below, grids, units, items. It reads sums,
// names their rows, and puts them in the order of their keys: nobody is ranked.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { areaName } from '../../areas/server/public.ts';
import { publishedCatalogues } from '../../catalogue/server/public.ts';
import { type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import type { Breakdown } from '../core/breakdown.ts';
import type { Row, Table } from '../core/contract.ts';
import { indicatorsOf } from '../core/edition.ts';
import type { Grain, Scheme } from '../core/indicator.ts';
import { aYearBefore, isDay, type Period, periodBefore, type PeriodKind, periodOf } from '../core/period.ts';
import { evaluationPolicy } from '../core/policy.ts';
import type { SumRow } from '../core/evaluate.ts';
import { type Asked, readSums } from './queries-read.ts';
import { readCounting } from './read-counting.ts';
import { ratingsOf } from './read-ratings.ts';
import { readCounted } from './read-spreads.ts';
import { rulesOf } from './rules-of.ts';
import {
  type ByKey,
  byKey,
  cellsOf,
  countsOf,
  indicatorView,
  periodView,
  scoreFor,
  type Times,
} from './table-rows.ts';

const PAGE = 200;
const GRID_LETTERS = 18;
export const GRAIN: Readonly<Record<Breakdown, Grain>> = {
  whole: 'area',
  area: 'area',
  grid: 'area',
  unit: 'unit',
  item: 'item',
};

/** Throws Refused `evaluation.no_day`. */
export const periodAsked = (kind: PeriodKind, day: string): Period =>
  isDay(day) ? periodOf(kind, day) : throwRefusal('evaluation.no_day', { day });

export function askedFor(areaPath: string, by: Breakdown): Asked {
  const districtId = areaPath.slice(0, 6);
  if (by === 'unit' || by === 'item') return { districtId, dimension: by, areaPath, letters: null };
  const letters = { whole: null, area: areaPath.length + 4, grid: GRID_LETTERS }[by];
  return { districtId, dimension: 'area', areaPath, letters };
}

/** The sums of a period, by what they are broken down. The caller has checked what the reader may see. */
export const sumsIn = (tx: Tx, areaPath: string, by: Breakdown, period: Period): Promise<SumRow[]> =>
  readSums(tx, askedFor(areaPath, by), period);

export async function readNow(tx: Tx, asked: Asked, period: Period): Promise<ByKey> {
  const counted = await readCounted(tx, asked, period);
  return byKey(asked.dimension === 'unit' ? [...counted, ...(await ratingsOf(tx, asked, period))] : counted);
}

export async function readTimes(tx: Tx, asked: Asked, period: Period): Promise<Times> {
  const periods = [period, periodBefore(period), aYearBefore(period)] as const;
  const [now, before, yearAgo] = await Promise.all(periods.map((one) => readNow(tx, asked, one)));
  return [now ?? new Map(), before ?? new Map(), yearAgo ?? new Map()];
}

export function schemeFor(
  schemes: readonly Scheme[],
  by: Breakdown,
  key: string,
  directory: UnitDirectory,
): Scheme | undefined {
  if (by === 'item') return undefined;
  const kind = by === 'unit' ? directory.unit(key)?.kind : undefined;
  return schemes.find(({ grain, unitKinds }) =>
    by === 'unit' ? grain === 'unit' && kind !== undefined && unitKinds.includes(kind) : grain === 'area',
  );
}

interface Named {
  readonly name: string;
  readonly nameEn: string;
}

/** Of items as the newest list that has them calls them. */
export async function namesOf(tx: Tx, areaPath: string, by: Breakdown, keys: readonly string[]) {
  const names = new Map<string, Named>();
  const directory = await unitDirectory(tx);
  const lists = by === 'item' ? await publishedCatalogues(tx, areaPath.slice(0, 6)) : [];
  for (const key of keys) {
    const unit = by === 'unit' ? directory.unit(key) : undefined;
    const item = lists.map((list) => list.item(key)).find(Boolean);
    const found = unit ?? item;
    const name = found?.name ?? (GRAIN[by] === 'area' ? await areaName(tx, key) : key);
    names.set(key, { name, nameEn: found?.nameEn ?? name });
  }
  return names;
}

export interface TableAsked {
  readonly areaPath: string;
  readonly by: Breakdown;
  readonly period: PeriodKind;
  readonly day: string;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

export async function readTable(tx: Tx, actor: Actor, asked: TableAsked): Promise<Table> {
  const { areaPath, by, after = '', limit = PAGE } = asked;
  requireRight(evaluationPolicy, actor, 'evaluation.read', { areaPath });
  const period = periodAsked(asked.period, asked.day);
  const times = await readTimes(tx, askedFor(areaPath, by), period);
  const all = [...new Set(times.flatMap((one) => [...one.keys()]))].filter((key) => key > after).sort();
  const keys = all.slice(0, limit);
  const directory = await unitDirectory(tx);
  const rules = await rulesOf(tx, areaPath, period.to);
  const indicators = indicatorsOf(rules, GRAIN[by]);
  const names = await namesOf(tx, areaPath, by, keys);
  const rows = keys.map(
    (key): Row => ({
      key,
      name: names.get(key)?.name ?? key,
      nameEn: names.get(key)?.nameEn ?? key,
      cells: cellsOf(indicators, key, times),
      counts: countsOf(key, times),
      score: scoreFor(schemeFor(rules.schemes, by, key, directory), indicators, key, times),
    }),
  );
  return {
    areaPath,
    by,
    period: periodView(period),
    before: periodView(periodBefore(period)),
    yearAgo: periodView(aYearBefore(period)),
    indicators: indicators.map(indicatorView),
    rows,
    nextAfter: all.length > limit ? (keys.at(-1) ?? null) : null,
    counting: await readCounting(tx),
  };
}
