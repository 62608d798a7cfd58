// On a shifted base map everything is drawn where its streets are, and what is pressed there is the true
// place, within a centimetre, wherever in China.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromWgs84 } from '../../../kernel/coordinates.ts';
import { distanceMetres, type Point } from '../../../kernel/geo.ts';
import type { Areas, MapView } from './map-data.ts';
import type { MapProps, OuterBase } from './map.tsx';
import { onBase } from './on-base.ts';

const base = (crs: OuterBase['crs']): OuterBase => ({
  id: 'b',
  tiles: '/t/{z}/{x}/{y}',
  crs,
  attribution: '©',
  minZoom: 3,
  maxZoom: 18,
});
const anywhere = fc.record({
  lon: fc.double({ min: 73.6, max: 135.1, noNaN: true }),
  lat: fc.double({ min: 18.1, max: 53.6, noNaN: true }),
});
const props = (at: Point, crs: OuterBase['crs'], told: Partial<MapProps> = {}): MapProps => ({
  label: '图',
  base: base(crs),
  pin: at,
  here: at,
  outline: [at],
  lookAt: at,
  points: [{ ...at, id: 'a', lamp: 'red', label: '案件' }],
  areas: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { path: '500151', name: '区' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [at.lon, at.lat],
              [at.lon, at.lat],
            ],
          ],
        },
      },
    ],
  } satisfies Areas,
  ...told,
});

test('what is drawn on a vendor’s map is moved as its streets are', () => {
  fc.assert(
    fc.property(anywhere, (at) => {
      const moved = fromWgs84(at, 'GCJ02');
      const drawn = onBase(props(at, 'GCJ02'));
      for (const one of [drawn.pin, drawn.here, drawn.lookAt, drawn.outline?.[0], drawn.points?.[0]])
        expect(one).toMatchObject({ lon: moved.lon, lat: moved.lat });
      expect(drawn.areas?.features[0]?.geometry.coordinates[0]?.[0]).toEqual([moved.lon, moved.lat]);
      expect(distanceMetres(at, moved)).toBeGreaterThan(10);
    }),
  );
});

test('whatever is pressed, moved or drawn there comes back to its true place within a centimetre', () => {
  fc.assert(
    fc.property(anywhere, (at) => {
      const told: Point[] = [];
      let view: MapView | undefined;
      const shown = onBase(
        props(at, 'GCJ02', {
          onPinMove: (to) => void told.push(to),
          onPickPlace: (to) => void told.push(to),
          onView: (to) => {
            view = to;
          },
          drawing: { corners: [at], onCorners: (to) => void told.push(...to) },
        }),
      );
      const pressed = fromWgs84(at, 'GCJ02');
      shown.onPinMove?.(pressed);
      shown.onPickPlace?.(pressed);
      shown.drawing?.onCorners(shown.drawing.corners);
      shown.onView?.({ centre: pressed, box: [pressed.lon, pressed.lat, pressed.lon, pressed.lat] });
      expect(told).toHaveLength(3);
      if (view) told.push(view.centre, { lon: view.box[0], lat: view.box[3] });
      expect(told).toHaveLength(5);
      for (const one of told) expect(distanceMetres(one, at)).toBeLessThan(0.01);
    }),
    { numRuns: 500 },
  );
});

test('on our own ground, and on a map in WGS 84, nothing is moved', () => {
  const at = { lon: 120.6, lat: 31.3 };
  const own = props(at, 'WGS84');
  expect(onBase(own)).toBe(own);
  const { base: _, ...none } = own;
  expect(onBase(none)).toBe(none);
});

test('what is given again is moved once, not at every draw', () => {
  const given = props({ lon: 120.6, lat: 31.3 }, 'GCJ02');
  const [first, again] = [onBase(given), onBase({ ...given })];
  for (const name of ['areas', 'points', 'pin', 'lookAt'] as const) expect(first[name]).toBe(again[name]);
});
