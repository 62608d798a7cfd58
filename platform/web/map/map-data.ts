// What a map is given, and the GeoJSON it becomes. Pure; knows nothing of the map library.
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { Point } from '../../../kernel/geo.ts';
import type { LampColour } from '../../../ui/lamp/lamp.tsx';

/** GET /api/areas/boundaries?districtId=&level= answers with these. */
export interface AreaProperties {
  readonly path: string;
  readonly name: string;
  /** What the area is judged as; its name says the same in words. */
  readonly tone?: 'green' | 'yellow' | 'orange' | 'red';
}
export type Areas = FeatureCollection<MultiPolygon | Polygon, AreaProperties>;

/** What has ended has no lamp. */
export type MapLamp = LampColour | 'ended';

export interface MapPoint extends Point {
  readonly id: string;
  readonly lamp: MapLamp;
  /** What it is and where, as read aloud and shown in the list. */
  readonly label: string;
}

export const NO_AREAS: Areas = { type: 'FeatureCollection', features: [] };

/** The district whose ground lies below: as given, or that of the first area. */
export const districtOf = (areas: Areas | undefined, given: string | undefined): string | undefined =>
  given || areas?.features[0]?.properties.path.slice(0, 6) || undefined;

/** Red lies above green, so that nothing urgent is covered. */
export const LAMP_ORDER: Readonly<Record<MapLamp, number>> = {
  ended: -1,
  paused: 0,
  green: 1,
  yellow: 2,
  orange: 3,
  red: 4,
};

export const pointsGeoJson = (points: readonly MapPoint[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: points.map(
    (point): Feature => ({
      type: 'Feature',
      properties: { id: point.id, lamp: point.lamp, order: LAMP_ORDER[point.lamp] },
      geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
    }),
  ),
});

export type Box = readonly [west: number, south: number, east: number, north: number];

export interface MapView {
  readonly centre: Point;
  readonly box: Box;
}

function positionsOf(areas: Areas): Position[] {
  return areas.features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2),
  );
}

/** What must be in view: everything given; undefined when nothing is. */
export function boxOf(areas: Areas, points: readonly Point[]): Box | undefined {
  const all = [...positionsOf(areas), ...points.map((point): Position => [point.lon, point.lat])];
  let box: Box | undefined;
  for (const [lon = 0, lat = 0] of all) {
    const [west, south, east, north] = box ?? [lon, lat, lon, lat];
    box = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)];
  }
  return box;
}
