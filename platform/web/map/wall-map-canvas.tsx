// Draws the map of a wall. Modes: made (once per mount) → loaded → kept up to date with its props →
// removed. Pulses are elements that the browser moves by itself: between two changes of data nothing is
// drawn anew, so that a wall that stands for weeks neither warms up nor grows.
import { Map as LibreMap, Marker, setWorkerUrl } from 'maplibre-gl';
import type { GeoJSONSource, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import { useEffect, useRef, useState } from 'react';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { drawLamp, LAMP_PIXEL_RATIO, lampOfImage } from './lamp-image.ts';
import { boxOf, districtOf, LAMP_ORDER } from './map-data.ts';
import { makeStyle, readColours, SOURCES } from './map-style.ts';
import { tilesOf } from './tiles.ts';
import { wallLayers } from './wall-layers.ts';
import type { WallDot, WallMapProps, WallPulse } from './wall-map.tsx';

setWorkerUrl(workerUrl);

const DOTS = 'wall-dots';
const FULL_HEAT = 5;
const REDRAW_MS = 5_000;
const REST = 20;

const dotsGeoJson = (dots: readonly WallDot[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: dots.map(({ lon, lat, lamp, total }) => ({
    type: 'Feature',
    properties: { lamp, total, order: LAMP_ORDER[lamp] },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  })),
});

const dotLayers = (accent: string): LayerSpecification[] => [
  {
    id: 'wall-heat',
    type: 'heatmap',
    source: DOTS,
    paint: {
      'heatmap-weight': ['interpolate', ['linear'], ['get', 'total'], 0, 0.15, FULL_HEAT, 1],
      'heatmap-intensity': 1.1,
      'heatmap-radius': ['interpolate', ['linear'], ['zoom'], 9, 26, 12, 46, 14, 80],
      'heatmap-opacity': 0.7,
      'heatmap-color': [
        'interpolate',
        ['linear'],
        ['heatmap-density'],
        0,
        'rgba(0,0,0,0)',
        0.12,
        'rgba(60,90,220,0.28)',
        0.45,
        'rgba(98,130,255,0.6)',
        0.75,
        accent,
        1,
        '#dfe6ff',
      ],
    },
  },
  {
    id: 'wall-lamps',
    type: 'symbol',
    source: DOTS,
    layout: {
      'icon-image': ['concat', 'lamp-', ['get', 'lamp']],
      'icon-size': ['interpolate', ['linear'], ['get', 'order'], 1, 0.6, 4, 0.95],
      'icon-allow-overlap': true,
      // Names of streets stay, and lie over the lamps.
      'icon-ignore-placement': true,
      'symbol-sort-key': ['get', 'order'],
    },
  },
];

/** The style of every other map, without its points, with the wall's own instead. */
function styleFor({ areas, dots }: WallMapProps, language: Language): StyleSpecification {
  const colours = readColours();
  const districtId = districtOf(areas, undefined);
  const style = makeStyle({
    colours,
    areas,
    points: [],
    language,
    tiles: districtId === undefined ? undefined : tilesOf(districtId),
  });
  const { [SOURCES.points]: _points, ...sources } = style.sources;
  const layers = style.layers.filter((layer) => !('source' in layer) || layer.source !== SOURCES.points);
  return {
    ...style,
    sources: { ...sources, [DOTS]: { type: 'geojson', data: dotsGeoJson(dots) } },
    layers: wallLayers(layers, dotLayers(colours.accent)),
  };
}

function lookAtAll(map: LibreMap, { areas }: WallMapProps): void {
  const box = boxOf(areas, []);
  if (!box) return;
  const [west, south, east, north] = box;
  map.fitBounds(
    [
      [west, south],
      [east, north],
    ],
    { padding: 28, maxZoom: 15, animate: false },
  );
}

function makeMap(container: HTMLElement, props: WallMapProps, language: Language): LibreMap {
  const map = new LibreMap({
    container,
    style: styleFor(props, language),
    center: [104, 35],
    zoom: 3,
    attributionControl: false,
    interactive: false,
    localIdeographFontFamily: getComputedStyle(document.body).fontFamily,
    fadeDuration: 0,
    // A wall looks at one place for weeks: the ground of one view is all it needs.
    maxTileCacheSize: 32,
    locale: { 'Map.Title': props.label },
  });
  map.setMissingStyleImageResolver((id) => {
    const lamp = lampOfImage(id);
    const image = lamp && drawLamp(lamp);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: LAMP_PIXEL_RATIO });
  });
  lookAtAll(map, props);
  return map;
}

/** Heat is dear to draw and moves slowly: an unchanged picture is left, and a machine without a graphics card
 *  draws it less often, so that drawing takes a twentieth of its time at most. */
function useDots(map: LibreMap | undefined, dots: readonly WallDot[]): void {
  const latest = useRef(dots);
  latest.current = dots;
  useEffect(() => {
    if (!map) return undefined;
    let drawn = '';
    let isHere = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      const picture = JSON.stringify(latest.current);
      const beganAt = performance.now();
      const again = () => {
        if (isHere) timer = setTimeout(draw, Math.max(REDRAW_MS, REST * (performance.now() - beganAt)));
      };
      if (picture === drawn) return again();
      drawn = picture;
      map.once('idle', again);
      map.getSource<GeoJSONSource>(DOTS)?.setData(dotsGeoJson(latest.current));
      return undefined;
    };
    draw();
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [map]);
}

/** One element for each, made and removed with it. */
function usePulses(map: LibreMap | undefined, pulses: readonly WallPulse[]): void {
  const markers = useRef(new Map<string, Marker>());
  useEffect(() => {
    const held = markers.current;
    if (!map) return undefined;
    const wanted = new Set(pulses.map((pulse) => pulse.id));
    for (const [id, marker] of held) {
      if (wanted.has(id)) continue;
      marker.remove();
      held.delete(id);
    }
    for (const { id, lon, lat, lamp } of pulses) {
      if (held.has(id)) continue;
      const element = document.createElement('span');
      element.className = `gl-wall-pulse is-${lamp}`;
      element.setAttribute('aria-hidden', 'true');
      held.set(id, new Marker({ element }).setLngLat([lon, lat]).addTo(map));
    }
    return undefined;
  }, [map, pulses]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with their map the markers go
  useEffect(() => {
    const held = markers.current;
    return () => {
      for (const marker of held.values()) marker.remove();
      held.clear();
    };
  }, [map]);
}

export default function WallMapCanvas({ onFailure, ...props }: WallMapProps & { onFailure: () => void }) {
  const language = useSpoken();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<LibreMap>();
  const latest = useRef<WallMapProps>(props);
  latest.current = props;
  const fail = useRef(onFailure);
  fail.current = onFailure;
  const { areas, dots, pulses, subject } = props;
  const hasAreas = areas.features.length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is another map
  useEffect(() => {
    if (!container.current || !hasAreas) return undefined;
    let made: LibreMap;
    try {
      made = makeMap(container.current, latest.current, language);
    } catch (error) {
      console.info('The map can’t be drawn here; the lists beside it hold the same cases.', error);
      fail.current();
      return undefined;
    }
    made.on('load', () => setMap(made));
    // The wall changes its size when the scene does.
    const watcher = new ResizeObserver(() => {
      made.resize();
      lookAtAll(made, latest.current);
    });
    watcher.observe(container.current);
    return () => {
      watcher.disconnect();
      setMap(undefined);
      made.remove();
    };
  }, [language, hasAreas, subject]);

  useDots(map, dots);
  usePulses(map, pulses);

  return <div className="gl-map gl-wall-map" ref={container} data-loaded={map !== undefined || undefined} />;
}
