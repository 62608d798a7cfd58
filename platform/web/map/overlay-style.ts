// What lies over the ground beside lamps: heat, the line around what is chosen, and base maps of others
// below all of it. Heat goes from nothing over the accent to the colour of text, so that more is always
// farther from the ground, in light, in dark and in grey.
import type { LayerSpecification, RasterSourceSpecification } from 'maplibre-gl';
import type { MapColours } from './map-style.ts';
import type { OuterBase } from './map.tsx';

const POINTS = 'points';
const OUTLINE = 'outline';
/** From here on the cases in the heat can be picked one by one. */
const PICKED_FROM = 14;

export const rasterOf = ({ tiles, attribution, minZoom, maxZoom }: OuterBase): RasterSourceSpecification => ({
  type: 'raster',
  tiles: [new URL(tiles, location.origin).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
  tileSize: 256,
  minzoom: minZoom,
  maxzoom: maxZoom,
  attribution,
});

/** The same colour, not seen: fading by way of black would be a grey edge. */
const faded = (hex: string): string => (/^#[0-9a-f]{6}$/i.test(hex) ? `${hex}00` : 'rgba(0,0,0,0)');

export const heatLayers = (colours: MapColours): LayerSpecification[] => [
  {
    id: 'heat',
    type: 'heatmap',
    source: POINTS,
    paint: {
      'heatmap-weight': 1,
      'heatmap-intensity': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 13, 1],
      'heatmap-radius': ['interpolate', ['exponential', 1.4], ['zoom'], 9, 16, 12, 34, 17, 90],
      'heatmap-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0.85, 17, 0.5],
      'heatmap-color': [
        'interpolate',
        ['linear'],
        ['heatmap-density'],
        0,
        faded(colours.accent),
        0.5,
        colours.accent,
        1,
        colours.text,
      ],
    },
  },
  {
    id: POINTS,
    type: 'symbol',
    source: POINTS,
    minzoom: PICKED_FROM,
    layout: {
      'icon-image': ['concat', 'lamp-', ['get', 'lamp']],
      'icon-size': 0.8,
      'icon-allow-overlap': true,
      'symbol-sort-key': ['get', 'order'],
    },
  },
];

export const outlineLayers = (colours: MapColours): LayerSpecification[] => [
  {
    id: 'outline-fill',
    type: 'fill',
    source: OUTLINE,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colours.accent, 'fill-opacity': 0.12 },
  },
  {
    id: 'outline-edge',
    type: 'line',
    source: OUTLINE,
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colours.accent, 'line-width': 2.5, 'line-dasharray': [2, 1.5] },
  },
  {
    id: 'outline-corner',
    type: 'circle',
    source: OUTLINE,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 3.5,
      'circle-color': colours.surface,
      'circle-stroke-color': colours.accent,
      'circle-stroke-width': 2,
    },
  },
];
