// Naming a place by keys alone: a typed pair of numbers, and a point that surely lies within a grid. Pure.
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Point } from '../../../kernel/geo.ts';

const PAIR = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，;；\s]\s*(-?\d{1,2}(?:\.\d+)?)\s*$/;

/** “119.92, 38.62”: longitude first. Undefined for anything else. */
export function pointIn(text: string): Point | undefined {
  const [, lon, lat] = PAIR.exec(text) ?? [];
  if (lon === undefined || lat === undefined) return undefined;
  const point = { lon: Number(lon), lat: Number(lat) };
  return Math.abs(point.lon) <= 180 && Math.abs(point.lat) <= 90 ? point : undefined;
}

const ringsOf = (shape: Polygon | MultiPolygon): Position[][] =>
  shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();

/** Where the outline crosses this latitude, from west to east. */
function crossingsAt(rings: readonly Position[][], lat: number): number[] {
  const found: number[] = [];
  for (const ring of rings) {
    for (const [index, [lon = 0, at = 0]] of ring.entries()) {
      const [nextLon = 0, nextAt = 0] = ring[(index + 1) % ring.length] ?? [];
      if (at < lat === nextAt < lat) continue;
      found.push(lon + ((lat - at) / (nextAt - at)) * (nextLon - lon));
    }
  }
  return found.sort((a, b) => a - b);
}

/** The middle of the widest stretch at half its height: also inside of crooked shapes and beside holes. */
export function insideOf(shape: Polygon | MultiPolygon): Point | undefined {
  const rings = ringsOf(shape);
  const heights = rings.flat().map(([, lat = 0]) => lat);
  // A hair beside the half, so that no corner lies on the line.
  const lat = Math.min(...heights) + (Math.max(...heights) - Math.min(...heights)) * 0.500_37;
  const crossings = crossingsAt(rings, lat);
  let widest: { readonly from: number; readonly to: number } | undefined;
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [from = 0, to = 0] = [crossings[index], crossings[index + 1]];
    if (!widest || to - from > widest.to - widest.from) widest = { from, to };
  }
  return widest && { lon: (widest.from + widest.to) / 2, lat };
}
