// On a wall the names of streets can be read where cases are.
import type { LayerSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import { wallLayers } from './wall-layers.ts';

const named = (id: string): LayerSpecification => ({
  id,
  type: 'symbol',
  source: 's',
  layout: { 'text-field': ['get', 'name'] },
  paint: { 'text-color': '#fff', 'text-halo-color': '#000', 'text-halo-width': 1.2 },
});
const ground: readonly LayerSpecification[] = [
  { id: 'area-fill', type: 'fill', source: 's' },
  named('way-name'),
  { id: 'area-line', type: 'line', source: 's' },
  named('area-name'),
];
const lamps: LayerSpecification = { id: 'wall-lamps', type: 'symbol', source: 'd' };

test('names lie over the lamps of cases, with a wider halo, and keep their own order', () => {
  const layers = wallLayers(ground, [lamps]);
  expect(layers.map(({ id }) => id)).toEqual([
    'area-fill',
    'area-line',
    'wall-lamps',
    'way-name',
    'area-name',
  ]);
  expect(layers.at(-1)?.paint).toEqual({
    'text-color': '#fff',
    'text-halo-color': '#000',
    'text-halo-width': 2.2,
  });
  expect(layers[2]).toBe(lamps);
});
