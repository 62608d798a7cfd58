// Reads the figures of a brief from what evaluation has summed and from the pushes. It counts nothing itself
// and writes no sentence.
import { startOfDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { LEVELS } from '../../areas/core/area.ts';
import { boundariesGeoJson } from '../../areas/server/public.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { countPushed, type PushedAsked } from '../../cases/server/public.ts';
import type { CountName } from '../../evaluation/core/counts.ts';
import { aYearBefore, type Period, periodAfter, periodBefore } from '../../evaluation/core/period.ts';
import { namesOf, readDaySums, type SumRow, sumsIn } from '../../evaluation/server/public.ts';
import type { BriefFigures, NamedAmounts } from '../core/brief-figures.ts';
import type { Ground } from '../core/draw-ground.ts';
import { type Amounts, amountsOf, NO_AMOUNTS } from '../core/figures.ts';
import { courseOf, daysOf } from '../core/plan.ts';

export const offsetOf = async (tx: Tx, areaPath: string): Promise<number> =>
  (await calendarFor(tx, areaPath.slice(0, 6))).data.offsetMinutes;

export function pushedIn(areaPath: string, period: Period, offsetMinutes: number): PushedAsked {
  const from = startOfDate(period.from, offsetMinutes) ?? 0;
  return { areaPath, from, until: startOfDate(periodAfter(period).from, offsetMinutes) ?? from };
}

const byName = (rows: readonly SumRow[]): ReadonlyMap<CountName, SumRow> =>
  new Map(rows.map((row) => [row.name, row]));

async function amountsIn(
  tx: Tx,
  areaPath: string,
  period: Period,
  offsetMinutes: number,
): Promise<Amounts> {
  const [whole, units, pushed] = await Promise.all([
    sumsIn(tx, areaPath, 'whole', period),
    sumsIn(tx, areaPath, 'unit', period),
    countPushed(tx, pushedIn(areaPath, period, offsetMinutes)),
  ]);
  return amountsOf({ area: byName(whole), units: units.map((row) => [row.name, row]), pushed });
}

/** Of rows, by their key: what is counted of matters alone. */
function amountsByKey(rows: readonly SumRow[]): ReadonlyMap<string, Amounts> {
  const keys = new Map<string, SumRow[]>();
  for (const row of rows) {
    const own = keys.get(row.key);
    if (own) own.push(row);
    else keys.set(row.key, [row]);
  }
  return new Map(
    [...keys].map(([key, own]) => [key, amountsOf({ area: byName(own), units: [], pushed: 0 })]),
  );
}

async function rowsIn(
  tx: Tx,
  areaPath: string,
  by: 'area' | 'item',
  period: Period,
): Promise<NamedAmounts[]> {
  const amounts = amountsByKey(await sumsIn(tx, areaPath, by, period));
  const names = await namesOf(tx, areaPath, by, [...amounts.keys()]);
  return [...amounts].map(([key, now]) => ({ key, now, name: names.get(key)?.name ?? key }));
}

async function daysIn(tx: Tx, areaPath: string, period: Period): Promise<NamedAmounts[]> {
  const course = courseOf(period);
  const amounts = amountsByKey(await readDaySums(tx, areaPath, course.from, course.to));
  return daysOf(course).map((day) => ({
    key: day,
    name: `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`,
    now: amounts.get(day) ?? NO_AMOUNTS,
  }));
}

/** The borders of those right below; none below a grid. */
async function groundOf(tx: Tx, areaPath: string): Promise<Ground[]> {
  const level = LEVELS[areaPath.split('.').length];
  if (!level) return [];
  const { features } = await boundariesGeoJson(tx, areaPath.slice(0, 6), level, areaPath);
  return features.map(({ id, properties, geometry }) => ({
    key: id,
    name: properties.name,
    boundary: geometry.coordinates,
  }));
}

/** Every area below stands in it, also where nothing was counted. */
async function areasIn(
  tx: Tx,
  areaPath: string,
  period: Period,
  ground: readonly Ground[],
): Promise<NamedAmounts[]> {
  const counted = await rowsIn(tx, areaPath, 'area', period);
  const known = new Set(counted.map(({ key }) => key));
  const others = ground.filter(({ key }) => !known.has(key));
  return [...counted, ...others.map(({ key, name }) => ({ key, name, now: NO_AMOUNTS }))];
}

/** The caller has checked that whoever reads it sees the whole area. */
export async function gatherFigures(
  tx: Tx,
  areaPath: string,
  areaName: string,
  period: Period,
): Promise<BriefFigures> {
  const offset = await offsetOf(tx, areaPath);
  const amountsAt = (one: Period): Promise<Amounts> => amountsIn(tx, areaPath, one, offset);
  const ground = await groundOf(tx, areaPath);
  const itemsBefore = amountsByKey(await sumsIn(tx, areaPath, 'item', periodBefore(period)));
  return {
    areaPath,
    areaName,
    period,
    now: await amountsAt(period),
    before: await amountsAt(periodBefore(period)),
    yearAgo: await amountsAt(aYearBefore(period)),
    areas: await areasIn(tx, areaPath, period, ground),
    ground,
    items: (await rowsIn(tx, areaPath, 'item', period)).map((row) => ({
      ...row,
      before: itemsBefore.get(row.key) ?? NO_AMOUNTS,
    })),
    days: await daysIn(tx, areaPath, period),
  };
}
