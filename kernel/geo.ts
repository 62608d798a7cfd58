// Points and boxes on the earth, always WGS 84, longitude first (GeoJSON's order).

export interface Point {
  readonly lon: number;
  readonly lat: number;
}

/** A closed ring: first position equals last. */
export type Ring = readonly (readonly [number, number])[];
/** Outer ring first, then holes. */
export type PolygonRings = readonly Ring[];
/** Several parts that belong to one area. */
export type MultiPolygonRings = readonly PolygonRings[];

export const EARTH_RADIUS_METRES = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Great-circle distance in metres (haversine; good to about 0.5 %, enough for "near"). */
export function distanceMetres(a: Point, b: Point): number {
  const dLat = (b.lat - a.lat) * RADIANS;
  const dLon = (b.lon - a.lon) * RADIANS;
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

export const isOnEarth = (p: Point): boolean =>
  Number.isFinite(p.lon) && Number.isFinite(p.lat) && Math.abs(p.lon) <= 180 && Math.abs(p.lat) <= 90;
