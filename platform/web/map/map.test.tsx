// @vitest-environment jsdom
// What the map is told, and what stands in for it on a device without WebGL (as here: jsdom can't draw).
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Point } from '../../../kernel/geo.ts';
import { makeStyle, type MapColours, type StyleOf } from './map-style.ts';
import { boxOf, districtOf, NO_AREAS, pointsGeoJson, type Areas, type MapPoint } from './map-data.ts';
import { AreaMap } from './map.tsx';

const points: readonly MapPoint[] = [
  { id: 'a', lon: 120.62, lat: 31.29, lamp: 'red', label: '13 幢门口垃圾' },
  { id: 'b', lon: 120.64, lat: 31.28, lamp: 'green', label: '路灯不亮' },
];
const areas: Areas = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { path: '500151.001', name: '苏苑' },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [120.6, 31.2],
              [120.7, 31.2],
              [120.7, 31.3],
              [120.6, 31.2],
            ],
          ],
        ],
      },
    },
  ],
};

beforeEach(() => void vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('everything given comes into view; nothing given leaves the view alone', () => {
  expect(boxOf(NO_AREAS, [])).toBeUndefined();
  expect(boxOf(NO_AREAS, points)).toEqual([120.62, 31.28, 120.64, 31.29]);
  expect(boxOf(areas, [{ lon: 121, lat: 31 }])).toEqual([120.6, 31, 121, 31.3]);
});

test('the ground is that of the areas shown, or of the district that is named', () => {
  expect(districtOf(areas, undefined)).toBe('500151');
  expect(districtOf(areas, '990101')).toBe('990101');
  expect(districtOf(NO_AREAS, undefined)).toBeUndefined();
});

const colours = new Proxy({}, { get: (_, name) => String(name) }) as MapColours;
const layersOf = (of: Partial<StyleOf>) =>
  makeStyle({ colours, areas, points, language: 'en', tiles: 'tiles', ...of }).layers;

test('things in the street are drawn only where they can be picked, names in the reader’s language', () => {
  const all = layersOf({ things: 'things' });
  expect(all.map(({ id }) => id)).toContain('component');
  expect(layersOf({}).map(({ id }) => id)).not.toContain('component');
  expect(JSON.stringify(all.find(({ id }) => id === 'way-name'))).toContain('nameEn');
});

test('a phone draws near things from the ground that it keeps, of the classes that are chosen', () => {
  const sourceOf = (of: Partial<StyleOf>) => {
    const layer = layersOf({ things: 'things', ...of }).find(({ id }) => id === 'component');
    return [layer && 'source' in layer && layer.source, layer && 'filter' in layer];
  };
  expect(sourceOf({})).toEqual(['thing', false]);
  expect(sourceOf({ hasThingsOnGround: true })).toEqual(['base', false]);
  expect(sourceOf({ hasThingsOnGround: true, classes: ['0101'] })).toEqual(['base', true]);
  const far = layersOf({ things: 'things', hasThingsOnGround: true }).find(({ id }) => id === 'thing-count');
  expect(far?.maxzoom).toBe(15);
});

test('on a base map of others things in the street stay, our streets go', () => {
  const base = {
    id: 'x', tiles: '/t/{z}/{x}/{y}', crs: 'GCJ02', attribution: '©', minZoom: 3, maxZoom: 18,
  } as const;
  const ids = layersOf({ things: 'things', base }).map(({ id }) => id);
  expect(['component', 'thing-count', 'road'].map((id) => ids.includes(id))).toEqual([true, true, false]);
});

test('ended cases are drawn where they are asked for, below the lamps and above things', () => {
  const ids = layersOf({ things: 'things', ended: 'ended' }).map(({ id }) => id);
  const order = ['component', 'ended-case', 'ended-count', 'points'].map((id) => ids.indexOf(id));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(layersOf({}).map(({ id }) => id)).not.toContain('ended-case');
});

test('a red lamp is drawn above a green one', () => {
  const order = pointsGeoJson(points).features.map((feature) => Number(feature.properties?.['order']));
  expect(order[0]).toBeGreaterThan(order[1] ?? 0);
});

test('without WebGL the points are a list that says the lamp and can be picked', async () => {
  const onPick = vi.fn();
  render(<AreaMap label="案件地图" points={points} onPick={onPick} />);
  expect(screen.getByRole('region', { name: '案件地图' }).textContent).toContain('超时');
  await userEvent.click(screen.getByRole('button', { name: '13 幢门口垃圾' }));
  expect(onPick).toHaveBeenCalledWith('a');
});

test('without WebGL the pin still moves, by buttons', async () => {
  const moved: Point[] = [];
  render(<AreaMap label="位置" pin={{ lon: 120, lat: 31 }} onPinMove={(to) => void moved.push(to)} />);
  await userEvent.click(screen.getByRole('button', { name: '向北' }));
  expect(moved[0]?.lon).toBe(120);
  expect(moved[0]?.lat).toBeCloseTo(31.0001, 6);
});
