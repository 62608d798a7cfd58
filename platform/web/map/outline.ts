// A line drawn around places: from the way of a finger to few corners, and to and from the words of an
// address. Pure; the same corners are what the server asks its store with.
import type { FeatureCollection } from 'geojson';
import type { Point } from '../../../kernel/geo.ts';

/** With more the server refuses it. */
export const MOST_CORNERS = 100;
/** With fewer nothing lies inside. */
export const LEAST_CORNERS = 3;
/** About ten centimetres. */
const DIGITS = 6;

const rounded = (value: number): number => Number(value.toFixed(DIGITS));
export const cornerOf = ({ lon, lat }: Point): Point => ({ lon: rounded(lon), lat: rounded(lat) });

/** How far a place lies from the line between two others, in degrees. */
function apart(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.lon - from.lon, to.lat - from.lat];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(at.lon - from.lon, at.lat - from.lat);
  return Math.abs(dy * (at.lon - from.lon) - dx * (at.lat - from.lat)) / length;
}

/** Leaves out what lies nearer than this to the line without it (Douglas and Peucker). */
function thinned(way: readonly Point[], nearerThan: number): readonly Point[] {
  const [first, last] = [way[0], way.at(-1)];
  if (!first || !last || way.length < 3) return way;
  let [far, index] = [0, 0];
  for (const [at, point] of way.entries()) {
    const distance = apart(point, first, last);
    if (distance > far) [far, index] = [distance, at];
  }
  if (far <= nearerThan) return [first, last];
  return [
    ...thinned(way.slice(0, index + 1), nearerThan).slice(0, -1),
    ...thinned(way.slice(index), nearerThan),
  ];
}

/** A way drawn by hand as at most `most` corners. */
export function fewCorners(way: readonly Point[], most = MOST_CORNERS): readonly Point[] {
  const lons = way.map(({ lon }) => lon);
  let nearerThan = (Math.max(...lons) - Math.min(...lons)) / 2_000;
  let corners = thinned(way, nearerThan);
  while (corners.length > most) {
    nearerThan *= 1.5;
    corners = thinned(way, nearerThan);
  }
  return corners.map(cornerOf);
}

export const outlineWords = (corners: readonly Point[]): string =>
  corners.map(({ lon, lat }) => `${lon},${lat}`).join(';');

const SEPARATED = /[;；\n]/;

/** `116.3,39.9`; undefined where it is no place, or one beyond the poles. */
function readCorner(words: string): Point | undefined {
  const [lon, lat, ...more] = words.split(/[,，\s]+/).filter(Boolean).map(Number);
  const isPlace = more.length === 0 && Math.abs(lon ?? NaN) <= 180 && Math.abs(lat ?? NaN) <= 90;
  return isPlace ? { lon: lon ?? 0, lat: lat ?? 0 } : undefined;
}

/** The corners of an address; a line break does as well as a semicolon. Undefined where it is no outline, or
 *  has fewer corners than it takes. */
export function readOutline(words: string, least = LEAST_CORNERS): readonly Point[] | undefined {
  const said = words.split(SEPARATED).filter((one) => one.trim() !== '');
  const corners = said.flatMap((one) => readCorner(one) ?? []);
  const isOutline = corners.length === said.length && corners.length >= least;
  return isOutline && corners.length <= MOST_CORNERS ? corners : undefined;
}

export interface WrongCorner {
  /** The first line being 1. */
  readonly line: number;
  readonly words: string;
  /** The other way round it would be one. */
  readonly isSwapped: boolean;
}

/** The first line of what was typed that is no corner. */
export function wrongCornerIn(words: string): WrongCorner | undefined {
  const lines = words.split(SEPARATED);
  const at = lines.findIndex((one) => one.trim() !== '' && !readCorner(one));
  const said = lines[at]?.trim();
  if (said === undefined) return undefined;
  const turned = said.split(/[,，\s]+/).reverse().join(',');
  return { line: at + 1, words: said, isSwapped: readCorner(turned) !== undefined };
}

/** Closed once there are three corners, unless it is to stay a line; before that a line, and each corner by
 *  itself. */
export function outlineGeoJson(corners: readonly Point[], isLine = false): FeatureCollection {
  const at = corners.map(({ lon, lat }): [number, number] => [lon, lat]);
  const [first] = at;
  const line = { type: 'LineString' as const, coordinates: at };
  const ring = { type: 'Polygon' as const, coordinates: first ? [[...at, first]] : [] };
  const isRing = at.length >= 3 && !isLine;
  const shapes = isRing ? [ring] : at.length >= 2 ? [line] : [];
  const dots = at.map((coordinates) => ({ type: 'Point' as const, coordinates }));
  return {
    type: 'FeatureCollection',
    features: [...shapes, ...dots].map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
  };
}
