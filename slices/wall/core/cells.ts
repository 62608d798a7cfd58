// Cases as dots of a wall: a place is rounded to a thousandth of a degree, about 100 m, so that no dot
// stands on a home; dots of one place become one, with the worst lamp of them.
import type { Lamp } from '../../calendar/core/lamp.ts';

export interface Dot {
  readonly lon: number;
  readonly lat: number;
  readonly lamp: Lamp;
  readonly total: number;
}

export interface Placeable {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly lamp: Lamp;
}

const FINENESS = 1000;
export const rounded = (degrees: number): number => Math.round(degrees * FINENESS) / FINENESS;

/** Worst last. */
const ORDER: readonly Lamp[] = ['paused', 'green', 'yellow', 'orange', 'red'];
const rank = (lamp: Lamp): number => ORDER.indexOf(lamp);
export const worse = (one: Lamp, other: Lamp): Lamp => (rank(one) >= rank(other) ? one : other);

/** At most `most` dots, the worst and fullest first. */
export function dotsOf(cases: readonly Placeable[], most: number): readonly Dot[] {
  const dots = new Map<string, Dot>();
  for (const { lon, lat, lamp } of cases) {
    if (lon === null || lat === null) continue;
    const at = { lon: rounded(lon), lat: rounded(lat) };
    const key = `${at.lon} ${at.lat}`;
    const known = dots.get(key);
    dots.set(key, { ...at, lamp: known ? worse(known.lamp, lamp) : lamp, total: (known?.total ?? 0) + 1 });
  }
  return [...dots.values()]
    .sort((a, b) => rank(b.lamp) - rank(a.lamp) || b.total - a.total || a.lon - b.lon || a.lat - b.lat)
    .slice(0, most);
}
