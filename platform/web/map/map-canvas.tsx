// The drawn map: the one file that talks to maplibre-gl. Modes: made (once per mount) → loaded → kept up to
// date with the props and with light or dark → removed. The ground comes as tiles of our own server, in the
// field app from the phone; nothing else comes from outside, so it works in aeroplane mode.
import { Map as LibreMap, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import type { GeoJSONSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { endedTilesOf } from './ended-tiles.ts';
import { boxOf, districtOf, NO_AREAS, pointsGeoJson } from './map-data.ts';
import { press, pressMiddle } from './map-press.ts';
import { makeStyle, readColours, SOURCES } from './map-style.ts';
import { mapTexts } from './map-texts.ts';
import type { MapProps } from './map.tsx';
import { hasMarks, markData } from './marks.ts';
import { onBase } from './on-base.ts';
import { outlineGeoJson } from './outline.ts';
import { isKeepingTiles } from './kept-tiles.ts';
import { thingTilesOf } from './thing-tiles.ts';
import { tilesOf } from './tiles.ts';
import { useDrawing } from './use-drawing.ts';
import { drawImages, useLookAtBox, useMarks } from './use-marks.ts';

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

/** What is drawn around; undefined where nothing can be. */
const lineOf = ({ drawing, outline }: MapProps): readonly Point[] | undefined => drawing?.corners ?? outline;

/** With classes chosen, the tiles hold no others. */
function thingsOf({ onPickComponent, classes, base }: MapProps, districtId: string | undefined) {
  if (!onPickComponent || districtId === undefined) return undefined;
  return thingTilesOf({ districtId, classes, crs: base?.crs });
}

function styleFor(props: MapProps, language: Language) {
  const districtId = districtOf(props.areas, props.districtId);
  return makeStyle({
    colours: readColours(),
    areas: props.areas ?? NO_AREAS,
    points: props.points ?? [],
    language,
    tiles: districtId === undefined ? undefined : tilesOf(districtId, props.base?.crs),
    things: thingsOf(props, districtId),
    ended: props.ended && districtId ? endedTilesOf(districtId, props.ended) : undefined,
    hasThingsOnGround: isKeepingTiles(),
    classes: props.classes,
    look: props.look,
    base: props.base,
    outline: lineOf(props),
    isLine: props.isLine,
    marks: hasMarks(props) ? markData(props.areas, props) : undefined,
  });
}

/** What another style is needed for; the rest is data. */
const styleKey = (props: MapProps): string =>
  JSON.stringify([
    districtOf(props.areas, props.districtId),
    props.look,
    props.classes,
    props.base?.id,
    props.onPickComponent !== undefined,
    props.ended,
    lineOf(props) !== undefined,
    hasMarks(props),
  ]);

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
  drawImages(map);
  showAll(map, props);
  return map;
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
function useTheme(
  map: LibreMap | undefined,
  latest: RefObject<MapProps>,
  language: Language,
  key: string,
): void {
  const drawn = useRef(key);
  useEffect(() => {
    if (!map) return undefined;
    const restyle = () => {
      for (const image of map.listImages()) map.removeImage(image);
      map.setStyle(styleFor(latest.current, language));
    };
    if (drawn.current !== key) restyle();
    drawn.current = key;
    const observer = new MutationObserver(restyle);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, [map, latest, language, key]);
}

function useData(map: LibreMap | undefined, props: MapProps): void {
  const { areas, points } = props;
  useEffect(() => {
    map?.getSource<GeoJSONSource>(SOURCES.areas)?.setData(areas ?? NO_AREAS);
  }, [map, areas]);
  useEffect(() => {
    map?.getSource<GeoJSONSource>(SOURCES.points)?.setData(pointsGeoJson(points ?? []));
  }, [map, points]);
  const line = lineOf(props);
  const { isLine } = props;
  useEffect(() => {
    map?.getSource<GeoJSONSource>(SOURCES.outline)?.setData(outlineGeoJson(line ?? [], isLine));
  }, [map, line, isLine]);
  useMarks(map, props);
}

/** Near enough to tell the houses apart. */
const NEAR_ZOOM = 17;

function useLookAt(map: LibreMap | undefined, at: Point | undefined): void {
  useEffect(() => {
    if (!map || !at) return;
    map.jumpTo({ center: [at.lon, at.lat], zoom: Math.max(map.getZoom(), NEAR_ZOOM) });
  }, [map, at]);
}

export default function MapCanvas({ onFailure, ...given }: MapProps & { readonly onFailure: () => void }) {
  const props = onBase(given);
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
    made.getCanvas().addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
      if (key === 'Enter' && !ctrlKey && !metaKey) void pressMiddle(made, latest.current);
    });
    return () => {
      setMap(undefined);
      made.remove();
    };
  }, [language]);

  useData(map, props);
  useTheme(map, latest, language, styleKey(props));
  useHere(map, props.here);
  usePin(map, latest, props.pin, t.pin);
  useDrawing(map, latest, props.drawing !== undefined);
  useLookAt(map, props.lookAt);
  useLookAtBox(map, props.lookAtBox);

  // What to look at is decided once there is something: later data must not move the reader's view.
  const isEmpty = boxOf(props.areas ?? NO_AREAS, props.points ?? []) === undefined;
  const { subject } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is a reason to look anew
  useEffect(() => {
    if (map && !isEmpty) showAll(map, latest.current);
  }, [map, isEmpty, subject]);

  return (
    <div className="gl-map" data-loaded={map !== undefined || undefined}>
      <div className="gl-map-canvas" ref={container} />
      <span className={`gl-map-cross${props.drawing ? ' is-shown' : ''}`} aria-hidden="true" />
      {props.base ? <p className="gl-map-whose">{props.base.attribution}</p> : null}
    </div>
  );
}
