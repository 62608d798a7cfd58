// The look of the ground: green, water, houses, roads, rails with their names. Quiet on purpose: lamps and
// boundaries are what the eye must find. Things in the street: thing-style.ts.
import type { DataDrivenPropertyValueSpecification, LayerSpecification } from 'maplibre-gl';
import type { Language } from '../../../ui/words/language.tsx';
import type { MapColours } from './map-style.ts';

export const GROUND_SOURCE = 'base';

const from = (layer: string) => ({ source: GROUND_SOURCE, 'source-layer': layer });

/** By zoom and rank: main roads wide early, lanes thin late. */
const roadWidth = (more: number): DataDrivenPropertyValueSpecification<number> => [
  'interpolate',
  ['exponential', 1.6],
  ['zoom'],
  10,
  ['match', ['get', 'rank'], 1, 0.8 + more, 2, 0.4 + more, 0.2 + more],
  14,
  ['match', ['get', 'rank'], 1, 4 + more, 2, 2.4 + more, 1.2 + more],
  18,
  ['match', ['get', 'rank'], 1, 26 + more, 2, 18 + more, 10 + more],
];

const fills = (colours: MapColours): LayerSpecification[] => [
  { id: 'green', type: 'fill', ...from('green'), paint: { 'fill-color': colours['map-green'] } },
  {
    id: 'water',
    type: 'fill',
    ...from('water'),
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colours['map-water'] },
  },
  {
    id: 'stream',
    type: 'line',
    ...from('water'),
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colours['map-water'],
      'line-width': ['interpolate', ['linear'], ['zoom'], 10, 1, 17, 12],
    },
  },
  { id: 'building', type: 'fill', ...from('building'), paint: { 'fill-color': colours['map-building'] } },
];

const ways = (colours: MapColours): LayerSpecification[] => [
  {
    id: 'road-edge',
    type: 'line',
    ...from('road'),
    minzoom: 13,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colours['map-road-edge'], 'line-width': roadWidth(1.5) },
  },
  {
    id: 'road',
    type: 'line',
    ...from('road'),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colours['map-road'], 'line-width': roadWidth(0) },
  },
  {
    id: 'rail',
    type: 'line',
    ...from('rail'),
    paint: { 'line-color': colours['map-line'], 'line-width': 1.5, 'line-dasharray': [4, 3] },
  },
];

function names(colours: MapColours, language: Language): LayerSpecification[] {
  const paint = {
    'text-color': colours.text,
    'text-halo-color': colours['map-halo'],
    'text-halo-width': 1.2,
  } as const;
  const text: DataDrivenPropertyValueSpecification<string> =
    language === 'zh' ? ['get', 'name'] : ['coalesce', ['get', 'nameEn'], ['get', 'name']];
  const font = { 'text-field': text, 'text-font': ['sans-serif'] };
  return [
    {
      id: 'way-name',
      type: 'symbol',
      ...from('road'),
      minzoom: 13.5,
      filter: ['has', 'name'],
      layout: {
        ...font,
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'symbol-sort-key': ['get', 'rank'],
        'text-size': ['match', ['get', 'rank'], 1, 12.5, 11.5],
        'text-max-angle': 30,
        'text-padding': 8,
      },
      paint,
    },
    ...(['water', 'green'] as const).map(
      (layer): LayerSpecification => ({
        id: `${layer}-name`,
        type: 'symbol',
        ...from(layer),
        minzoom: 13,
        filter: ['has', 'name'],
        layout: { ...font, 'text-size': 12, 'text-padding': 24 },
        paint,
      }),
    ),
  ];
}

/** `below` the boundaries of areas, `above` them. */
export const groundLayers = (colours: MapColours, language: Language) => ({
  below: [...fills(colours), ...ways(colours)],
  above: names(colours, language),
});
