// Reads the place of one row: a GeoJSON geometry, or longitude and latitude as text, in a labelled coordinate
// system; gives WGS 84. Never guesses a system, never swaps what looks swapped: it says so.
import type { FileSystem } from '../../../kernel/formats/file-system.ts';
import { isOnEarth } from '../../../kernel/geo.ts';
import { type Crs, toWgs84 } from '../../../kernel/coordinates.ts';
import type { Geometry, Position } from './component.ts';
import type { RowFaultKind } from './row-fault.ts';

export interface PlaceTerms {
  /** As whoever brings the file says. */
  readonly crs: Crs;
  /** As the file itself says. */
  readonly system?: FileSystem | undefined;
}

export interface PlaceFault {
  readonly fault: RowFaultKind;
  readonly found: string;
}

const fault = (kind: RowFaultKind, found: unknown): PlaceFault => ({
  fault: kind,
  found: (typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing')).slice(0, 60),
});

export const isPlaceFault = (value: unknown): value is PlaceFault =>
  typeof value === 'object' && value !== null && 'fault' in value;

/** True where longitude and latitude only make sense in China the other way round. */
const looksSwapped = (lon: number, lat: number): boolean => lon > 3 && lon < 54 && lat > 73 && lat < 136;

function readPosition(raw: unknown, { crs, system }: PlaceTerms): Position | PlaceFault {
  const [x, y] = Array.isArray(raw) ? (raw as unknown[]) : [];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x + y)) {
    return fault('place_not_a_number', raw);
  }
  const degrees = system ? system.toDegrees(x, y) : ([x, y] as const);
  if (!degrees) return fault('place_off_system', `${x}, ${y}`);
  const [lon, lat] = degrees;
  if (lon === 0 && lat === 0) return fault('place_unset', `${x}, ${y}`);
  if (looksSwapped(lon, lat)) return fault('place_swapped', `${lon}, ${lat}`);
  if (!isOnEarth({ lon, lat })) return fault('place_not_on_earth', `${lon}, ${lat}`);
  // Metres of a survey are no vendor's; whatever else, the file does not say whether it is shifted.
  const point = system?.isSettled ? { lon, lat } : toWgs84({ lon, lat }, crs);
  return [point.lon, point.lat];
}

function readAll<T>(raw: unknown, readOne: (item: unknown) => T | PlaceFault): readonly T[] | PlaceFault {
  if (!Array.isArray(raw) || raw.length === 0) return fault('geometry_kind', raw);
  const items: T[] = [];
  for (const item of raw as unknown[]) {
    const found = readOne(item);
    if (isPlaceFault(found)) return found;
    items.push(found);
  }
  return items;
}

function readLine(raw: unknown, terms: PlaceTerms): readonly Position[] | PlaceFault {
  const line = readAll(raw, (item) => readPosition(item, terms));
  if (isPlaceFault(line)) return line;
  return line.length < 2 ? fault('geometry_kind', 'a line of one point') : line;
}

function readRing(raw: unknown, terms: PlaceTerms): readonly Position[] | PlaceFault {
  const ring = readAll(raw, (item) => readPosition(item, terms));
  if (isPlaceFault(ring)) return ring;
  const first = ring[0];
  const last = ring.at(-1);
  const isClosed = ring.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return isClosed ? ring : fault('geometry_kind', 'a ring that does not close');
}

const readRings = (raw: unknown, terms: PlaceTerms) => readAll(raw, (item) => readRing(item, terms));

function shaped<T, G extends Geometry>(coordinates: T | PlaceFault, make: (found: T) => G): G | PlaceFault {
  return isPlaceFault(coordinates) ? coordinates : make(coordinates);
}

/** A GeoJSON geometry of one thing; collections are not one thing. */
export function readGeometry(raw: unknown, terms: PlaceTerms): Geometry | PlaceFault {
  const { type, coordinates: c } = (raw ?? {}) as { type?: unknown; coordinates?: unknown };
  switch (type) {
    case 'Point':
      return shaped(readPosition(c, terms), (coordinates) => ({ type, coordinates }));
    case 'MultiPoint':
      return shaped(
        readAll(c, (item) => readPosition(item, terms)),
        (coordinates) => ({ type, coordinates }),
      );
    case 'LineString':
      return shaped(readLine(c, terms), (coordinates) => ({ type, coordinates }));
    case 'MultiLineString':
      return shaped(
        readAll(c, (item) => readLine(item, terms)),
        (coordinates) => ({ type, coordinates }),
      );
    case 'Polygon':
      return shaped(readRings(c, terms), (coordinates) => ({ type, coordinates }));
    case 'MultiPolygon':
      return shaped(
        readAll(c, (item) => readRings(item, terms)),
        (coordinates) => ({ type, coordinates }),
      );
    default:
      return fault('geometry_kind', type ?? 'none');
  }
}

/** Longitude and latitude from two cells. */
export function readLonLat(lon: string, lat: string, terms: PlaceTerms): Geometry | PlaceFault {
  if (lon === '' || lat === '') return fault('place_missing', `${lon}, ${lat}`);
  const isDecimal = [lon, lat].every((text) => /^[+-]?\d+(\.\d+)?$/.test(text));
  if (!isDecimal) return fault('place_not_a_number', `${lon}, ${lat}`);
  const position = readPosition([Number(lon), Number(lat)], terms);
  return shaped(position, (coordinates) => ({ type: 'Point', coordinates }));
}
