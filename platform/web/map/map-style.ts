// The look of the map, made from the design tokens of the moment: no tiles, fonts or images from outside. The
// ground (tiles of our own server) lies below, areas and cases above it as the screen gives them.
// Labels are drawn with the system's own fonts, so Chinese needs no glyph files.
import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { Point } from '../../../kernel/geo.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { ENDED_SOURCE, endedLayers } from './ended-style.ts';
import { groundLayers, GROUND_SOURCE } from './ground-style.ts';
import { type Areas, LAMP_ORDER, pointsGeoJson, type MapPoint } from './map-data.ts';
import type { MapProps, OuterBase } from './map.tsx';
import type { MarkData } from './marks.ts';
import { markLayers, markSources } from './marks-style.ts';
import { outlineGeoJson } from './outline.ts';
import { heatLayers, outlineLayers, rasterOf } from './overlay-style.ts';
import { thingLayers, THING_SOURCE } from './thing-style.ts';

/** Names of tokens in ui/tokens/tokens.css. */
const TOKENS = [
  'map-land',
  'map-line',
  'map-halo',
  'map-water',
  'map-green',
  'map-building',
  'map-road',
  'map-road-edge',
  'line-strong',
  'text',
  'surface',
  'accent',
  'on-accent',
  'canvas',
  'lamp-green',
  'lamp-yellow',
  'lamp-orange',
  'lamp-red',
] as const;
export type MapColours = Readonly<Record<(typeof TOKENS)[number], string>>;

export function readColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const pairs = TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(pairs) as MapColours;
}

export const SOURCES = { areas: 'areas', points: 'points', outer: 'outer', outline: 'outline' } as const;
export const LAYERS = { areaFill: 'area-fill', clusters: 'clusters', points: 'points' } as const;

/** Nearer than this every point stands by itself. */
export const CLUSTERED_TO = 15;
const URGENT = LAMP_ORDER.orange;
const isCluster: ExpressionSpecification = ['has', 'point_count'];

/** On a base map of others the areas are pressed and not seen. */
const landLayers = (colours: MapColours, base: OuterBase | undefined): LayerSpecification[] => [
  { id: 'ground', type: 'background', paint: { 'background-color': colours.canvas } },
  ...(base ? [{ id: 'outer', type: 'raster', source: SOURCES.outer } as const] : []),
  {
    id: LAYERS.areaFill,
    type: 'fill',
    source: SOURCES.areas,
    paint: { 'fill-color': colours['map-land'], 'fill-opacity': base ? 0 : 1 },
  },
];

/** The ground stays to be seen through what an area is judged as. */
const TONE_OPACITY = 0.4;

const toneColour = (colours: MapColours): ExpressionSpecification => [
  'match',
  ['get', 'tone'],
  'green',
  colours['lamp-green'],
  'yellow',
  colours['lamp-yellow'],
  'orange',
  colours['lamp-orange'],
  colours['lamp-red'],
];

const areaLayers = (colours: MapColours, language: Language): LayerSpecification[] => [
  {
    id: 'area-tone',
    type: 'fill',
    source: SOURCES.areas,
    filter: ['has', 'tone'],
    paint: { 'fill-color': toneColour(colours), 'fill-opacity': TONE_OPACITY },
  },
  {
    id: 'area-line',
    type: 'line',
    source: SOURCES.areas,
    paint: {
      'line-color': colours['line-strong'],
      'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 15, 2],
    },
  },
  {
    id: 'area-name',
    type: 'symbol',
    source: SOURCES.areas,
    layout: {
      'text-field': language === 'zh' ? ['get', 'name'] : ['coalesce', ['get', 'nameEn'], ['get', 'name']],
      'text-size': 12,
      'text-padding': 6,
      'text-font': ['sans-serif'],
    },
    paint: { 'text-color': colours.text, 'text-halo-color': colours['map-halo'], 'text-halo-width': 1.4 },
  },
];

const pointLayers = (colours: MapColours): LayerSpecification[] => [
  {
    id: LAYERS.clusters,
    type: 'circle',
    source: SOURCES.points,
    filter: isCluster,
    paint: {
      'circle-color': colours.accent,
      'circle-radius': ['step', ['get', 'point_count'], 13, 20, 17, 200, 22],
      'circle-stroke-width': 2,
      'circle-stroke-color': colours['map-halo'],
    },
  },
  {
    id: 'cluster-count',
    type: 'symbol',
    source: SOURCES.points,
    filter: isCluster,
    layout: {
      'text-field': ['get', 'point_count_abbreviated'],
      'text-size': 12,
      'text-font': ['sans-serif'],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': colours['on-accent'] },
  },
  {
    id: 'cluster-worst',
    type: 'symbol',
    source: SOURCES.points,
    filter: ['all', isCluster, ['>=', ['get', 'worst'], URGENT]],
    layout: {
      'icon-image': ['match', ['get', 'worst'], URGENT, 'lamp-orange', 'lamp-red'],
      'icon-size': 0.75,
      'icon-offset': [18, -18],
      'icon-allow-overlap': true,
    },
  },
  {
    id: LAYERS.points,
    type: 'symbol',
    source: SOURCES.points,
    filter: ['!', isCluster],
    layout: {
      'icon-image': ['concat', 'lamp-', ['get', 'lamp']],
      'icon-allow-overlap': true,
      'symbol-sort-key': ['get', 'order'],
    },
  },
];

export interface StyleOf {
  readonly colours: MapColours;
  readonly areas: Areas;
  readonly points: readonly MapPoint[];
  readonly language: Language;
  /** The template of the tiles' addresses; undefined where there is no ground to draw. */
  readonly tiles: string | undefined;
  /** The template of the tiles of things in the street; left out, they are not drawn and can't be picked. */
  readonly things?: string | undefined;
  /** The template of the tiles of ended cases; left out, there are none. */
  readonly ended?: string | undefined;
  /** Near things are on the ground's tiles, as on a phone, which keeps those. */
  readonly hasThingsOnGround?: boolean;
  /** Which of them; left out, all. */
  readonly classes?: readonly string[] | undefined;
  readonly look?: MapProps['look'];
  readonly base?: OuterBase | undefined;
  /** What is chosen or being drawn; left out where nothing can be. */
  readonly outline?: readonly Point[] | undefined;
  readonly isLine?: boolean | undefined;
  /** What is set apart; left out where nothing can be. */
  readonly marks?: MarkData | undefined;
}

const pointSource = (points: readonly MapPoint[], isHeat: boolean): SourceSpecification => ({
  type: 'geojson',
  data: pointsGeoJson(points),
  ...(isHeat
    ? {}
    : {
        cluster: true,
        clusterRadius: 44,
        clusterMaxZoom: CLUSTERED_TO,
        // A cluster must not hide that something inside is red.
        clusterProperties: { worst: ['max', ['get', 'order']] },
      }),
});

function sourcesOf({
  areas,
  points,
  tiles,
  things,
  ended,
  base,
  look,
  outline,
  isLine,
  marks,
}: StyleOf): Record<string, SourceSpecification> {
  return {
    ...(tiles === undefined
      ? {}
      : { [GROUND_SOURCE]: { type: 'vector', tiles: [tiles], minzoom: 10, maxzoom: 16 } as const }),
    ...(things === undefined
      ? {}
      : { [THING_SOURCE]: { type: 'vector', tiles: [things], minzoom: 8, maxzoom: 17 } as const }),
    ...(ended === undefined
      ? {}
      : { [ENDED_SOURCE]: { type: 'vector', tiles: [ended], minzoom: 8, maxzoom: 18 } as const }),
    ...(base ? { [SOURCES.outer]: rasterOf(base) } : {}),
    [SOURCES.areas]: { type: 'geojson', data: areas, promoteId: 'path' },
    [SOURCES.points]: pointSource(points, look === 'heat'),
    ...(outline
      ? { [SOURCES.outline]: { type: 'geojson', data: outlineGeoJson(outline, isLine) } as const }
      : {}),
    ...(marks ? markSources(marks) : {}),
  };
}

export function makeStyle(of: StyleOf): StyleSpecification {
  const { colours, base, tiles, things, classes, hasThingsOnGround = false } = of;
  const { below, above } = groundLayers(colours, of.language);
  const look = { isOnGround: hasThingsOnGround, groundSource: GROUND_SOURCE, classes };
  return {
    version: 8,
    sources: sourcesOf(of),
    layers: [
      ...landLayers(colours, base),
      ...(tiles === undefined || base ? [] : below),
      ...areaLayers(colours, of.language),
      ...(tiles === undefined || base ? [] : above),
      ...(things === undefined ? [] : thingLayers(colours, look)),
      ...(of.ended === undefined ? [] : endedLayers(colours)),
      ...(of.marks ? markLayers(colours) : []),
      ...(of.outline ? outlineLayers(colours) : []),
      ...(of.look === 'heat' ? heatLayers(colours) : pointLayers(colours)),
    ],
  };
}
