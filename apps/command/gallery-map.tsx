// A made-up district of twelve grids with lamps, to see and feel the map. Development only.
import { useState } from 'react';
import type { Point } from '../../kernel/geo.ts';
import { AreaMap } from '../../platform/web/map/map.tsx';
import type { Areas, MapPoint } from '../../platform/web/map/map-data.ts';
import { LAMPS } from '../../ui/lamp/lamp.tsx';

const SIDE = 0.01;
const WEST = 120.62;
const SOUTH = 31.29;

const AREAS: Areas = {
  type: 'FeatureCollection',
  features: Array.from({ length: 12 }, (_, index) => {
    const west = WEST + (index % 4) * SIDE;
    const south = SOUTH + Math.floor(index / 4) * SIDE;
    const ring = [
      [west, south],
      [west + SIDE, south],
      [west + SIDE, south + SIDE],
      [west, south + SIDE],
      [west, south],
    ];
    return {
      type: 'Feature' as const,
      properties: { path: `500151.001.001.${index}`, name: `苏苑第${index + 1}网格` },
      geometry: { type: 'Polygon' as const, coordinates: [ring] },
    };
  }),
};

const POINTS: readonly MapPoint[] = Array.from({ length: 40 }, (_, index) => ({
  id: String(index),
  lon: WEST + ((index * 37) % 40) * 0.001,
  lat: SOUTH + ((index * 23) % 30) * 0.001,
  lamp: LAMPS[index % LAMPS.length] ?? 'green',
  label: `案件 ${index}`,
}));

export function GalleryMap() {
  const [pin, setPin] = useState<Point>({ lon: WEST + 0.02, lat: SOUTH + 0.015 });
  return (
    <div className="gl-gallery-map">
      <AreaMap label="案件地图" areas={AREAS} points={POINTS} pin={pin} onPinMove={setPin} />
    </div>
  );
}
