// A map on a base map in shifted coordinates (GCJ-02): all that is drawn is moved to where its streets are,
// and all that is pressed is told in WGS 84 again. Everything inside the map then knows one system only.
import type { Position } from 'geojson';
import { fromWgs84, toWgs84 } from '../../../kernel/coordinates.ts';
import type { Point } from '../../../kernel/geo.ts';
import type { Areas, Box, MapView } from './map-data.ts';
import type { MapProps } from './map.tsx';

const CRS = 'GCJ02';
const out = <P extends Point>(point: P): P => ({ ...point, ...fromWgs84(point, CRS) });
const back = ({ lon, lat }: Point): Point => toWgs84({ lon, lat }, CRS);

function moved([lon = 0, lat = 0]: Position): Position {
  const at = fromWgs84({ lon, lat }, CRS);
  return [at.lon, at.lat];
}

const movedRings = (rings: Position[][]): Position[][] => rings.map((ring) => ring.map(moved));

/** What is given again is the same object again: thousands of corners are moved once, and nothing is drawn
 * anew. */
const made = new WeakMap<object, object>();
function once<T extends object>(given: T, make: (given: T) => T): T {
  const known = made.get(given);
  if (known) return known as T;
  const fresh = make(given);
  made.set(given, fresh);
  return fresh;
}

const pointOut = (given: Point): Point => once(given, out);
const pointsOut = <P extends Point>(given: readonly P[]): readonly P[] => once(given, (all) => all.map(out));
const areasOut = (given: Areas): Areas =>
  once(given, (areas) => ({
    ...areas,
    features: areas.features.map((area) => ({
      ...area,
      geometry:
        area.geometry.type === 'Polygon'
          ? { type: 'Polygon', coordinates: movedRings(area.geometry.coordinates) }
          : { type: 'MultiPolygon', coordinates: area.geometry.coordinates.map(movedRings) },
    })),
  }));

function viewBack({ centre, box: [west, south, east, north] }: MapView): MapView {
  const low = back({ lon: west, lat: south });
  const high = back({ lon: east, lat: north });
  const box: Box = [low.lon, low.lat, high.lon, high.lat];
  return { centre: back(centre), box };
}

type Told = Pick<MapProps, 'onPinMove' | 'onPickPlace' | 'onView' | 'drawing'>;

function toldBack({ onPinMove, onPickPlace, onView, drawing }: Told): Told {
  return {
    ...(onPinMove ? { onPinMove: (at: Point) => onPinMove(back(at)) } : {}),
    ...(onPickPlace ? { onPickPlace: (at: Point) => onPickPlace(back(at)) } : {}),
    ...(onView ? { onView: (view: MapView) => onView(viewBack(view)) } : {}),
    ...(drawing
      ? {
          drawing: {
            ...drawing,
            corners: pointsOut(drawing.corners),
            onCorners: (corners: readonly Point[]) => drawing.onCorners(corners.map(back)),
          },
        }
      : {}),
  };
}

/** The same map on its base map; on our own ground, and on one in WGS 84, as it is. */
export function onBase<P extends MapProps>(props: P): P {
  if (props.base?.crs !== CRS) return props;
  const { areas, points, pin, here, outline, lookAt, spots } = props;
  return {
    ...props,
    ...toldBack(props),
    ...(areas ? { areas: areasOut(areas) } : {}),
    ...(points ? { points: pointsOut(points) } : {}),
    ...(pin ? { pin: pointOut(pin) } : {}),
    ...(here ? { here: pointOut(here) } : {}),
    ...(outline ? { outline: pointsOut(outline) } : {}),
    ...(lookAt ? { lookAt: pointOut(lookAt) } : {}),
    ...(spots ? { spots: pointsOut(spots) } : {}),
  };
}
