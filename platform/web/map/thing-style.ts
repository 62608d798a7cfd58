// The look of things in the street. From afar a ring with a number stands for many; near, each is a small
// ring, filled where it is not whole, so that it differs without colour. On a phone the near ones are those
// of the ground's own tiles, which it keeps; elsewhere they come with the classes that are chosen.
import type { CircleLayerSpecification, ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapColours } from './map-style.ts';

export const THING_SOURCE = 'thing';
export const COMPONENT_LAYER = 'component';
export const THING_COUNT_LAYER = 'thing-count';
/** From here on the ground's tiles hold each thing. */
export const ON_GROUND_FROM = 15;
const DOTS_FROM = 14;

const COUNT: ExpressionSpecification = ['get', 'count'];
const THOUSANDS: ExpressionSpecification = ['concat', ['to-string', ['round', ['/', COUNT, 1_000]]], 'k'];

const dot = (colours: MapColours): NonNullable<CircleLayerSpecification['paint']> => ({
  'circle-radius': ['interpolate', ['linear'], ['zoom'], 14, 1.6, 15, 2, 17, 5, 19, 9],
  'circle-color': ['match', ['get', 'condition'], 'intact', colours.surface, colours['line-strong']],
  'circle-stroke-color': colours['line-strong'],
  'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 14, 0.8, 16, 1.5],
});

const counts = (colours: MapColours): LayerSpecification[] => [
  {
    id: THING_COUNT_LAYER,
    type: 'circle',
    source: THING_SOURCE,
    'source-layer': 'component_count',
    paint: {
      'circle-radius': ['step', COUNT, 7, 10, 9, 100, 12, 1_000, 15, 10_000, 18],
      'circle-color': colours.surface,
      'circle-opacity': 0.85,
      'circle-stroke-color': colours['line-strong'],
      'circle-stroke-width': ['case', ['>', ['get', 'notIntact'], 0], 2.5, 1],
    },
  },
  {
    id: 'thing-count-number',
    type: 'symbol',
    source: THING_SOURCE,
    'source-layer': 'component_count',
    layout: {
      'text-field': ['case', ['>=', COUNT, 10_000], THOUSANDS, ['to-string', COUNT]],
      'text-size': 10.5,
      'text-font': ['sans-serif'],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': colours.text },
  },
];

export interface ThingLook {
  /** The near ones are on the ground's tiles. */
  readonly isOnGround: boolean;
  readonly groundSource: string;
  readonly classes?: readonly string[] | undefined;
}

export function thingLayers(colours: MapColours, look: ThingLook): LayerSpecification[] {
  const { isOnGround, groundSource, classes } = look;
  const paint = dot(colours);
  const fromTiles = { type: 'circle', source: THING_SOURCE, 'source-layer': 'component', paint } as const;
  if (!isOnGround) {
    return [{ id: COMPONENT_LAYER, minzoom: DOTS_FROM, ...fromTiles }, ...counts(colours)];
  }
  return [
    { id: 'thing-far', minzoom: DOTS_FROM, maxzoom: ON_GROUND_FROM, ...fromTiles },
    ...counts(colours).map((layer) => ({ ...layer, maxzoom: ON_GROUND_FROM })),
    {
      id: COMPONENT_LAYER,
      type: 'circle',
      source: groundSource,
      'source-layer': 'component',
      minzoom: ON_GROUND_FROM,
      ...(classes ? { filter: ['in', ['get', 'class'], ['literal', [...classes]]] } : {}),
      paint,
    },
  ];
}
