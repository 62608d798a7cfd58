// Who is what in the simulated year: one unit that is slow, one that says "not ours" of nearly everything,
// one whose results do not hold; the days of storm; and the misfortunes that everybody has. Data and chance.
import type { Id } from '../../kernel/id.ts';
import { chance, type Rand } from '../../db/seed/demo/random.ts';

export interface Planted {
  readonly lazy: Id;
  readonly returner: Id;
  readonly pretender: Id;
}

/** A matter that rain brings, of the national list: a blocked drain, a flooded road. */
export const STORM_ITEMS = ['E0404', 'E0406'] as const;
/** Days of the year, counted from 0, on which it pours, and how many times the usual comes in. */
const STORM_DAYS: ReadonlySet<number> = new Set([158, 159, 187, 188, 189, 231, 232, 262]);
const STORM_TIMES = 6;
const STORM_SHARE = 0.8;
export const DAYS = 365;

export const isStorm = (day: number): boolean => STORM_DAYS.has(day);

/** The day on which each of `count` cases begins, in order: as many as its weather brings. */
export function dayOf(n: number, count: number): number {
  const weights = Array.from({ length: DAYS }, (_, day) => (isStorm(day) ? STORM_TIMES : 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let left = (n / count) * whole;
  for (const [day, weight] of weights.entries()) {
    if (left < weight) return day;
    left -= weight;
  }
  return DAYS - 1;
}

export const isStormMatter = (rand: Rand, day: number): boolean => isStorm(day) && chance(rand, STORM_SHARE);

/** The share of the limit that a unit uses; past 1 it is late. */
export function shareUsed(rand: Rand, unitId: Id | null, { lazy }: Planted): number {
  if (unitId === lazy) return chance(rand, 0.6) ? 1.1 + rand() : 0.5 + rand() / 2;
  return chance(rand, 0.03) ? 1.05 + rand() / 2 : 0.1 + rand() * 0.7;
}

export const says = {
  notOurs: (rand: Rand, unitId: Id | null, { returner }: Planted): boolean =>
    chance(rand, unitId === returner ? 0.9 : 0.01),
  again: (rand: Rand): boolean => chance(rand, 0.015),
  cameBack: (rand: Rand, unitId: Id | null, { pretender }: Planted): boolean =>
    chance(rand, unitId === pretender ? 0.4 : 0.004),
};
