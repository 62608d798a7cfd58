// Who is what in the simulated year: one unit that is slow, one that says "not ours" of nearly everything,
// one that sends pictures of work it has not done; the days of storm; and the misfortunes that everybody has.
// Data and chance; what comes of it the flow decides.
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
const DAYS = 365;

export const isStorm = (day: number): boolean => STORM_DAYS.has(day);

const WEIGHTS = Array.from({ length: DAYS }, (_, day) => (isStorm(day) ? STORM_TIMES : 1));
const WHOLE = WEIGHTS.reduce((sum, weight) => sum + weight, 0);
/** How much of the year has come in by the end of each day. */
const UNTIL = WEIGHTS.map((_, day) => WEIGHTS.slice(0, day + 1).reduce((sum, one) => sum + one, 0) / WHOLE);

/** The day on which the n-th of `count` cases begins: each day has as many as its weather brings. */
export const dayOf = (n: number, count: number): number =>
  Math.min(
    DAYS - 1,
    UNTIL.findIndex((share) => n / count < share),
  );

export const isStormMatter = (rand: Rand, day: number): boolean => isStorm(day) && chance(rand, STORM_SHARE);

/** The share of the limit that a unit uses; past 1 it is late. */
export function shareUsed(rand: Rand, unitId: Id | null, { lazy }: Planted): number {
  if (unitId === lazy) return chance(rand, 0.6) ? 1.1 + rand() : 0.5 + rand() / 2;
  return chance(rand, 0.03) ? 1.05 + rand() / 2 : 0.1 + rand() * 0.7;
}

export const says = {
  /** Whoever returns everything tries it a second time; the others ask once. */
  notOurs: (rand: Rand, unitId: Id | null, { returner }: Planted, before: number): boolean =>
    unitId === returner ? before < 2 && chance(rand, 0.9) : before === 0 && chance(rand, 0.01),
  /** Whether what it says is done is done. Sent to do it again, or caught, anybody does it. */
  isDone: (rand: Rand, unitId: Id | null, { pretender }: Planted, before: number): boolean =>
    before > 0 || chance(rand, unitId === pretender ? 0.55 : 0.985),
  /** No inspector has come in time, so that the centre passes it at its desk, by the unit's pictures. */
  isUnseen: (rand: Rand, day: number): boolean => chance(rand, isStorm(day) ? 0.7 : 0.25),
  /** Somebody who met what was not done says so. */
  cameBack: (rand: Rand): boolean => chance(rand, 0.3),
};
