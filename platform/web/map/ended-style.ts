// The look of cases that have ended. From afar a square of the map is its number, and behind a stroke how
// many were late; near, each is a ring, filled and thick-edged where it was late, so that it differs
// without colour.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapColours } from './map-style.ts';

export const ENDED_SOURCE = 'ended';
export const ENDED_LAYER = 'ended-case';
export const ENDED_COUNT_LAYER = 'ended-count';

const COUNT: ExpressionSpecification = ['get', 'count'];
const LATE: ExpressionSpecification = ['get', 'late'];
const isLate: ExpressionSpecification = ['boolean', ['get', 'isLate'], false];

export const endedLayers = (colours: MapColours): LayerSpecification[] => [
  {
    id: ENDED_LAYER,
    type: 'circle',
    source: ENDED_SOURCE,
    'source-layer': 'case',
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 14, 4, 17, 7],
      'circle-color': ['case', isLate, colours['lamp-red'], colours.surface],
      'circle-stroke-color': ['case', isLate, colours.text, colours['line-strong']],
      'circle-stroke-width': ['case', isLate, 2.5, 1.5],
    },
  },
  {
    id: ENDED_COUNT_LAYER,
    type: 'circle',
    source: ENDED_SOURCE,
    'source-layer': 'case_count',
    paint: {
      'circle-radius': ['step', COUNT, 12, 10, 15, 100, 19, 1_000, 24],
      'circle-color': colours.surface,
      'circle-opacity': 0.9,
      'circle-stroke-color': ['case', ['>', LATE, 0], colours['lamp-red'], colours['line-strong']],
      'circle-stroke-width': ['case', ['>', LATE, 0], 3, 1.5],
    },
  },
  {
    id: 'ended-number',
    type: 'symbol',
    source: ENDED_SOURCE,
    'source-layer': 'case_count',
    layout: {
      'text-field': [
        'case',
        ['>', LATE, 0],
        ['concat', ['to-string', COUNT], '/', ['to-string', LATE]],
        ['to-string', COUNT],
      ],
      'text-size': 11,
      'text-font': ['sans-serif'],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': colours.text, 'text-halo-color': colours.surface, 'text-halo-width': 1 },
  },
];
