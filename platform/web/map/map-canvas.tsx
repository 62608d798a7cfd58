// The drawn map: the one file that talks to maplibre-gl. Modes: made (once per mount) → loaded → kept up to
// date with the props and with light or dark → removed. The ground comes as tiles of our own server, in the
// field app from the phone; nothing else comes from outside, so it works in aeroplane mode.
import { Map as LibreMap, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import type { GeoJSONSource, MapMouseEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { drawLamp, LAMP_PIXEL_RATIO, lampOfImage } from './lamp-image.ts';
import { COMPONENT_LAYER } from './ground-style.ts';
import { boxOf, districtOf, NO_AREAS, pointsGeoJson } from './map-data.ts';
import { LAYERS, makeStyle, readColours, SOURCES } from './map-style.ts';
import { mapTexts } from './map-texts.ts';
import type { MapProps } from './map.tsx';
import { tilesOf } from './tiles.ts';

setWorkerUrl(workerUrl);

const STEP_PX = 6;
const FAR_STEP_PX = 48;
/** The middle of China, until something tells where to look. */
const EVERYWHERE = { center: [104, 35] as [number, number], zoom: 3 };

function showAll(map: LibreMap, props: MapProps): void {
  const box = boxOf(props.areas ?? NO_AREAS, [...(props.points ?? []), ...(props.pin ? [props.pin] : [])]);
  if (!box) return;
  const [west, south, east, north] = box;
  map.fitBounds(
    [
      [west, south],
      [east, north],
    ],
    { padding: 32, maxZoom: 17, animate: false },
  );
}

function styleFor(props: MapProps, language: Language) {
  const districtId = districtOf(props.areas, props.districtId);
  return makeStyle({
    colours: readColours(),
    areas: props.areas ?? NO_AREAS,
    points: props.points ?? [],
    language,
    tiles: districtId === undefined ? undefined : tilesOf(districtId),
    hasComponents: props.onPickComponent !== undefined,
  });
}

function makeMap(container: HTMLElement, props: MapProps, language: Language): LibreMap {
  const t = textIn(mapTexts, language);
  const map = new LibreMap({
    container,
    ...EVERYWHERE,
    style: styleFor(props, language),
    attributionControl: false,
    localIdeographFontFamily: getComputedStyle(document.body).fontFamily,
    pitchWithRotate: false,
    fadeDuration: 0,
    locale: {
      'NavigationControl.ZoomIn': t.zoomIn,
      'NavigationControl.ZoomOut': t.zoomOut,
      'NavigationControl.ResetBearing': t.compass,
      'Map.Title': props.label,
    },
  });
  map.addControl(new NavigationControl({ visualizePitch: false }), 'top-right');
  map.setMissingStyleImageResolver((id) => {
    const lamp = lampOfImage(id);
    const image = lamp && drawLamp(lamp);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: LAMP_PIXEL_RATIO });
  });
  showAll(map, props);
  return map;
}

/** A fingertip is wider than a dot. */
const FINGER_PX = 12;

function componentAt(map: LibreMap, { point }: MapMouseEvent): string | undefined {
  if (!map.getLayer(COMPONENT_LAYER)) return undefined;
  const [found] = map.queryRenderedFeatures(
    [
      [point.x - FINGER_PX, point.y - FINGER_PX],
      [point.x + FINGER_PX, point.y + FINGER_PX],
    ],
    { layers: [COMPONENT_LAYER] },
  );
  return found && String(found.properties['code']);
}

/** A press opens a cluster, picks a point, a thing, moves the pin, tells a place or picks an area, in that
 *  order. */
async function press(map: LibreMap, event: MapMouseEvent, props: MapProps): Promise<void> {
  const layers = [LAYERS.clusters, LAYERS.points, LAYERS.areaFill].filter((layer) => map.getLayer(layer));
  const [feature] = map.queryRenderedFeatures(event.point, { layers });
  const data = feature?.properties ?? {};
  const at = { lon: event.lngLat.lng, lat: event.lngLat.lat };
  const code = props.onPickComponent && componentAt(map, event);
  if (feature?.layer.id === LAYERS.clusters) {
    const source = map.getSource<GeoJSONSource>(SOURCES.points);
    const zoom = await source?.getClusterExpansionZoom(Number(data['cluster_id']));
    map.easeTo({ center: event.lngLat, ...(zoom === undefined ? {} : { zoom }) });
  } else if (feature?.layer.id === LAYERS.points) props.onPick?.(String(data['id']));
  else if (code !== undefined) props.onPickComponent?.(code);
  else if (props.onPinMove) props.onPinMove(at);
  else if (props.onPickPlace) props.onPickPlace(at);
  else if (feature) props.onPickArea?.(String(data['path']));
}

function tellView(map: LibreMap, { onView }: MapProps): void {
  if (!onView) return;
  const { lng, lat } = map.getCenter();
  const box = map.getBounds();
  onView({
    centre: { lon: lng, lat },
    box: [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()],
  });
}

function makePin(label: string): HTMLElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'gl-map-pin';
  element.setAttribute('aria-label', label);
  return element;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

function usePin(
  map: LibreMap | undefined,
  latest: RefObject<MapProps>,
  pin: Point | undefined,
  label: string,
): void {
  const marker = useRef<Marker>(undefined);
  const hasPin = pin !== undefined;
  useEffect(() => {
    if (!map || !hasPin) return undefined;
    const element = makePin(label);
    const made = new Marker({
      element,
      anchor: 'bottom',
      draggable: latest.current.onPinMove !== undefined,
    });
    const tell = () => {
      const { lng, lat } = made.getLngLat();
      latest.current.onPinMove?.({ lon: lng, lat });
    };
    made.on('dragend', tell);
    element.addEventListener('keydown', (event) => {
      const way = ARROWS[event.key];
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.shiftKey ? FAR_STEP_PX : STEP_PX;
      const at = map.project(made.getLngLat());
      made.setLngLat(map.unproject([at.x + way[0] * step, at.y + way[1] * step]));
      tell();
    });
    marker.current = made;
    return () => void made.remove();
  }, [map, hasPin, label, latest]);
  useEffect(() => {
    if (map && pin) marker.current?.setLngLat([pin.lon, pin.lat]).addTo(map);
  }, [map, pin]);
}

/** A dot where the person is; not to be pressed, and told in words beside the map. */
function useHere(map: LibreMap | undefined, here: Point | undefined): void {
  useEffect(() => {
    if (!map || !here) return undefined;
    const element = document.createElement('span');
    element.className = 'gl-map-here';
    element.setAttribute('aria-hidden', 'true');
    const dot = new Marker({ element }).setLngLat([here.lon, here.lat]).addTo(map);
    return () => void dot.remove();
  }, [map, here]);
}

/** Colours come from tokens, so another theme is another style, and so is another district's ground; the
 *  lamps are drawn anew on demand. */
function useTheme(map: LibreMap | undefined, latest: RefObject<MapProps>, language: Language): void {
  const ground = districtOf(latest.current.areas, latest.current.districtId);
  const drawn = useRef(ground);
  useEffect(() => {
    if (!map) return undefined;
    const restyle = () => {
      for (const image of map.listImages()) map.removeImage(image);
      map.setStyle(styleFor(latest.current, language));
    };
    if (drawn.current !== ground) restyle();
    drawn.current = ground;
    const observer = new MutationObserver(restyle);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, [map, latest, language, ground]);
}

function useData(map: LibreMap | undefined, { areas, points }: MapProps): void {
  useEffect(() => {
    map?.getSource<GeoJSONSource>(SOURCES.areas)?.setData(areas ?? NO_AREAS);
  }, [map, areas]);
  useEffect(() => {
    map?.getSource<GeoJSONSource>(SOURCES.points)?.setData(pointsGeoJson(points ?? []));
  }, [map, points]);
}

export default function MapCanvas({ onFailure, ...props }: MapProps & { readonly onFailure: () => void }) {
  const t = useText(mapTexts);
  const language = useSpoken();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<LibreMap>();
  const latest = useRef<MapProps>(props);
  latest.current = props;
  const fail = useRef(onFailure);
  fail.current = onFailure;

  useEffect(() => {
    if (!container.current) return undefined;
    let made: LibreMap;
    try {
      made = makeMap(container.current, latest.current, language);
    } catch (error) {
      console.info('The map can’t be drawn here; the list stands in.', error);
      fail.current();
      return undefined;
    }
    made.on('load', () => {
      setMap(made);
      tellView(made, latest.current);
    });
    made.on('moveend', () => tellView(made, latest.current));
    made.on('click', (event) => void press(made, event, latest.current));
    return () => {
      setMap(undefined);
      made.remove();
    };
  }, [language]);

  useData(map, props);
  useTheme(map, latest, language);
  useHere(map, props.here);
  usePin(map, latest, props.pin, t.pin);

  // What to look at is decided once there is something: later data must not move the reader's view.
  const isEmpty = boxOf(props.areas ?? NO_AREAS, props.points ?? []) === undefined;
  const { subject } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is a reason to look anew
  useEffect(() => {
    if (map && !isEmpty) showAll(map, latest.current);
  }, [map, isEmpty, subject]);

  return <div className="gl-map" ref={container} data-loaded={map !== undefined || undefined} />;
}
