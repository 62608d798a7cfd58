// Cases on a map as they travel: columns instead of a field name per value, everything once and then what
// has changed. Both sides are here: what the server packs, the screen unpacks. Pure.
import type { Lamp } from '../../calendar/core/lamp.ts';
import type { CasePoints } from './contract-map.ts';

export interface CaseDot {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  /** Null: the case has ended. */
  readonly lamp: Lamp | null;
}

const LETTERS: Readonly<Record<Lamp | 'ended', string>> = {
  green: 'g', yellow: 'y', orange: 'o', red: 'r', paused: 'p', ended: '-',
};
const LAMPS: ReadonlyMap<string, Lamp> = new Map(
  (['green', 'yellow', 'orange', 'red', 'paused'] as const).map((lamp) => [LETTERS[lamp], lamp]));
/** A millionth of a degree is a tenth of a metre: less than anybody presses on. */
const FINENESS = 1_000_000;
const ID_DIGITS = 32;

/** As it arrives; a zero has no sign on the line. */
export const asTravelled = (degrees: number): number => (Math.round(degrees * FINENESS) || 0) / FINENESS;

const digitsOf = (id: string): string => id.replaceAll('-', '');
const idAt = (digits: string, index: number): string => {
  const one = digits.slice(index * ID_DIGITS, (index + 1) * ID_DIGITS);
  return [one.slice(0, 8), one.slice(8, 12), one.slice(12, 16), one.slice(16, 20), one.slice(20)].join('-');
};

export type Columns = Pick<CasePoints, 'ids' | 'lons' | 'lats' | 'lamps'>;

export const packDots = (dots: readonly CaseDot[]): Columns => ({
  ids: dots.map(({ id }) => digitsOf(id)).join(''),
  lons: dots.map(({ lon }) => Math.round(lon * FINENESS)),
  lats: dots.map(({ lat }) => Math.round(lat * FINENESS)),
  lamps: dots.map(({ lamp }) => LETTERS[lamp ?? 'ended']).join(''),
});

export const unpackDots = ({ ids, lons, lats, lamps }: Columns): CaseDot[] =>
  lons.map((lon, index) => ({
    id: idAt(ids, index), lon: lon / FINENESS, lat: (lats[index] ?? 0) / FINENESS,
    lamp: LAMPS.get(lamps.charAt(index)) ?? null,
  }));

export interface DotChanges {
  /** Those that are new, or stand elsewhere, or under another lamp. */
  readonly changed: readonly CaseDot[];
  readonly gone: readonly string[];
}

const isSame = (one: CaseDot, other: CaseDot): boolean =>
  one === other || (one.lamp === other.lamp && one.lon === other.lon && one.lat === other.lat);

/** In whatever order each of the two is. */
export function changesBetween(before: readonly CaseDot[], after: readonly CaseDot[]): DotChanges {
  const left = new Map(before.map((dot) => [dot.id, dot]));
  const changed = after.filter((dot) => {
    const known = left.get(dot.id);
    left.delete(dot.id);
    return !known || !isSame(known, dot);
  });
  return { changed, gone: [...left.keys()] };
}

export const packGone = (gone: readonly string[]): string => gone.map(digitsOf).join('');

/** What a screen has drawn. */
export interface HeldDots {
  readonly version: string;
  readonly total: number;
  readonly isMore: boolean;
  readonly dots: ReadonlyMap<string, CaseDot>;
}

/** `held`: what the screen had when it asked. An answer that is whole takes nothing from it. */
export function dotsAfter(held: HeldDots | undefined, answer: CasePoints): HeldDots {
  const { version, total, isMore, isWhole, gone } = answer;
  const dots = new Map(isWhole ? [] : held?.dots);
  for (let index = 0; index * ID_DIGITS < gone.length; index += 1) dots.delete(idAt(gone, index));
  for (const dot of unpackDots(answer)) dots.set(dot.id, dot);
  return { version, total, isMore, dots };
}
