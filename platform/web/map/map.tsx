// The map for every screen: `<AreaMap label="…" areas={…} points={…} pin={…} onPinMove={…} onPick={…} />`.
// The library loads only when a map is shown; without WebGL the same content stands as a list. It takes data
// and calls back; it never fetches. Screens must not import maplibre-gl.
import { Suspense, useEffect, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { Loading } from '../../../ui/states/states.tsx';
import { lazyPart } from '../start/lazy-screen.ts';
import type { EndedTiles } from './ended-tiles.ts';
import type { Areas, Box, MapPoint, MapView } from './map-data.ts';
import { MapList } from './map-list.tsx';
import type { Marked } from './marks.ts';
import './map.css';

/** A base map of others, whose tiles our own server fetches. */
export interface OuterBase {
  readonly id: string;
  /** Of our own server, with {z}, {x} and {y}. */
  readonly tiles: string;
  /** GCJ02: all that is drawn on it is moved to fit. */
  readonly crs: 'WGS84' | 'GCJ02';
  /** Whose map it is; always shown. */
  readonly attribution: string;
  readonly minZoom: number;
  readonly maxZoom: number;
}

/** A line that is being drawn: a press, Enter in the middle of the map, and a drag add corners; Ctrl Enter
 *  closes it. */
export interface Drawing {
  readonly corners: readonly Point[];
  readonly onCorners: (corners: readonly Point[]) => void;
  readonly onClose?: () => void;
}

export interface MapProps {
  /** Read aloud as the name of the map. */
  readonly label: string;
  readonly areas?: Areas;
  readonly points?: readonly MapPoint[];
  /** One place that the person may move, by dragging, by a press on the map, or by arrow keys. */
  readonly pin?: Point;
  readonly onPinMove?: (to: Point) => void;
  /** What the map is about: when it changes, the map looks at all of it anew. Otherwise the view stays. */
  readonly subject?: string;
  /** Whose ground lies below; by default the district of the first area. */
  readonly districtId?: string;
  /** Where the person is, drawn as a dot. */
  readonly here?: Point;
  /** A thing in the street was chosen, by its code; without this they are not drawn. */
  readonly onPickComponent?: (code: string) => void;
  /** A place was pressed where nothing else is. */
  readonly onPickPlace?: (at: Point) => void;
  /** What is in view, once the map rests; for lists and buttons that do the same as a press. */
  readonly onView?: (view: MapView) => void;
  /** A point was chosen. */
  readonly onPick?: (id: string) => void;
  /** Several points lie where one was pressed. */
  readonly onPickMany?: (ids: readonly string[]) => void;
  /** Cases that ended on some days, as tiles of the district; they are picked as points are. */
  readonly ended?: EndedTiles;
  /** Points as groups with their worst lamp, or as heat. Default groups. */
  readonly look?: 'clusters' | 'heat';
  /** Which classes of things in the street are drawn; left out, all. */
  readonly classes?: readonly string[];
  /** A line around what is chosen. */
  readonly outline?: readonly Point[];
  /** What is drawn stays open: a cut, not a ring. */
  readonly isLine?: boolean;
  readonly drawing?: Drawing;
  /** Left out, our own ground. */
  readonly base?: OuterBase;
  /** Brought into view when it changes. */
  readonly lookAt?: Point;
  /** The same, all of it. */
  readonly lookAtBox?: Box;
  /** Areas with a thick edge, by path. */
  readonly chosen?: readonly string[];
  /** Ground hatched by its kind; on our own ground alone. */
  readonly marked?: Marked;
  /** Corners that can be pressed; told by their place in the list. */
  readonly spots?: readonly Point[];
  readonly onPickSpot?: (at: number) => void;
  /** An area was chosen (its path); only where neither `onPinMove` nor `onPickPlace` is given. */
  readonly onPickArea?: (path: string) => void;
}

const MapCanvas = lazyPart(() => import('./map-canvas.tsx'));

function canDraw(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

/** A browser that can't tell when it is idle draws at once. */
const hasIdle = typeof requestIdleCallback === 'function';
const IDLE_AT_LATEST_MS = 1_500;

/** The words around the map come first: to open a canvas holds a phone for half a second. */
function useIsIdle(): boolean {
  const [isIdle, setIdle] = useState(!hasIdle);
  useEffect(() => {
    if (!hasIdle) return undefined;
    const idle = requestIdleCallback(() => setIdle(true), { timeout: IDLE_AT_LATEST_MS });
    return () => cancelIdleCallback(idle);
  }, []);
  return isIdle;
}

export function AreaMap(props: MapProps) {
  const [isDrawn, setDrawn] = useState(canDraw);
  const isIdle = useIsIdle();
  if (!isDrawn) return <MapList {...props} />;
  return (
    <Suspense fallback={<Loading lines={6} />}>
      {isIdle ? <MapCanvas {...props} onFailure={() => setDrawn(false)} /> : <Loading lines={6} />}
    </Suspense>
  );
}
