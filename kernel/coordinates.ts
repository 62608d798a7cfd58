// The three coordinate systems in use in China, and the way between them. Everything is stored in WGS 84;
// map vendors deliver GCJ-02 (shifted by up to some 700 m) or BD-09 (shifted once more). The label of an
// input is never guessed here: whoever brings coordinates says which they are.
import type { Point } from './geo.ts';

export type Crs = 'WGS84' | 'GCJ02' | 'BD09';
export const CRS_NAMES: readonly Crs[] = ['WGS84', 'GCJ02', 'BD09'];
export const isCrs = (text: unknown): text is Crs => CRS_NAMES.includes(text as Crs);

const SEMI_MAJOR = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
const RADIANS = Math.PI / 180;
const BD_TURN = (Math.PI * 3000) / 180;

/** The vendors' shift is defined for this box only; outside it GCJ-02 equals WGS 84. */
const isInShiftedBox = (p: Point): boolean =>
  p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271;

const wave = (x: number): number =>
  (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);

function shiftLat(x: number, y: number): number {
  const slow = (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3);
  const slower = (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3);
  return (
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + wave(x) + slow + slower
  );
}

function shiftLon(x: number, y: number): number {
  const slow = (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3);
  const slower = (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3);
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + wave(x) + slow + slower;
}

function wgs84ToGcj02(p: Point): Point {
  if (!isInShiftedBox(p)) return p;
  const x = p.lon - 105;
  const y = p.lat - 35;
  const sine = Math.sin(p.lat * RADIANS);
  const magic = 1 - ECCENTRICITY_SQUARED * sine * sine;
  const root = Math.sqrt(magic);
  const metresPerDegreeLat = ((SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED)) / (magic * root)) * RADIANS;
  const metresPerDegreeLon = (SEMI_MAJOR / root) * Math.cos(p.lat * RADIANS) * RADIANS;
  return {
    lon: p.lon + shiftLon(x, y) / metresPerDegreeLon,
    lat: p.lat + shiftLat(x, y) / metresPerDegreeLat,
  };
}

function gcj02ToBd09(p: Point): Point {
  const radius = Math.hypot(p.lon, p.lat) + 0.00002 * Math.sin(p.lat * BD_TURN);
  const angle = Math.atan2(p.lat, p.lon) + 0.000003 * Math.cos(p.lon * BD_TURN);
  return { lon: radius * Math.cos(angle) + 0.0065, lat: radius * Math.sin(angle) + 0.006 };
}

/** Solves `forward(x) = target` by moving x by what is still missing. Both shifts change by less than
 *  1 % per step, so each round wins two digits; eight rounds end far below a millimetre. */
function inverse(forward: (p: Point) => Point, target: Point): Point {
  let guess = target;
  for (let round = 0; round < 8; round++) {
    const reached = forward(guess);
    const lon = target.lon - reached.lon;
    const lat = target.lat - reached.lat;
    guess = { lon: guess.lon + lon, lat: guess.lat + lat };
    if (Math.abs(lon) + Math.abs(lat) < 1e-10) break;
  }
  return guess;
}

/** WGS 84 → the named system. */
export function fromWgs84(point: Point, crs: Crs): Point {
  if (crs === 'WGS84') return point;
  const gcj = wgs84ToGcj02(point);
  return crs === 'GCJ02' ? gcj : gcj02ToBd09(gcj);
}

/** The named system → WGS 84, within a millimetre of the exact inverse of `fromWgs84`. */
export function toWgs84(point: Point, crs: Crs): Point {
  if (crs === 'WGS84') return point;
  const gcj = crs === 'BD09' ? inverse(gcj02ToBd09, point) : point;
  return inverse(wgs84ToGcj02, gcj);
}
