// The look of the map, made from the design tokens of the moment: no tiles, fonts or images from outside. The
// ground (tiles of our own server) lies below, areas and cases above it as the screen gives them.
// Labels are drawn with the system's own fonts, so Chinese needs no glyph files.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Language } from '../../../ui/words/language.tsx';
import { groundLayers, GROUND_SOURCE } from './ground-style.ts';
import { type Areas, LAMP_ORDER, pointsGeoJson, type MapPoint } from './map-data.ts';

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
] as const;
export type MapColours = Readonly<Record<(typeof TOKENS)[number], string>>;

export function readColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const pairs = TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(pairs) as MapColours;
}

export const SOURCES = { areas: 'areas', points: 'points' } as const;
export const LAYERS = { areaFill: 'area-fill', clusters: 'clusters', points: 'points' } as const;

const URGENT = LAMP_ORDER.orange;
const isCluster: ExpressionSpecification = ['has', 'point_count'];

const landLayers = (colours: MapColours): LayerSpecification[] => [
  { id: 'ground', type: 'background', paint: { 'background-color': colours.canvas } },
  {
    id: LAYERS.areaFill,
    type: 'fill',
    source: SOURCES.areas,
    paint: { 'fill-color': colours['map-land'] },
  },
];

const areaLayers = (colours: MapColours, language: Language): LayerSpecification[] => [
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
  /** Things in the street are drawn, and can be picked. */
  readonly hasComponents: boolean;
}

export function makeStyle({ colours, areas, points, ...of }: StyleOf): StyleSpecification {
  const ground =
    of.tiles === undefined
      ? {}
      : { [GROUND_SOURCE]: { type: 'vector' as const, tiles: [of.tiles], minzoom: 10, maxzoom: 16 } };
  const { below, above } = groundLayers(colours, of);
  return {
    version: 8,
    sources: {
      ...ground,
      [SOURCES.areas]: { type: 'geojson', data: areas, promoteId: 'path' },
      [SOURCES.points]: {
        type: 'geojson',
        data: pointsGeoJson(points),
        cluster: true,
        clusterRadius: 44,
        clusterMaxZoom: 15,
        // A cluster must not hide that something inside is red.
        clusterProperties: { worst: ['max', ['get', 'order']] },
      },
    },
    layers: [
      ...landLayers(colours),
      ...(of.tiles === undefined ? [] : below),
      ...areaLayers(colours, of.language),
      ...(of.tiles === undefined ? [] : above),
      ...pointLayers(colours),
    ],
  };
}
