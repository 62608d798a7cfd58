// Drawing a line around places on the map: a press adds a corner, a drag draws freely, Enter adds a corner
// in the middle (the arrow keys move the map below it), Backspace takes one back, Ctrl Enter closes the line.
// The map itself stands still under a finger meanwhile; zooming stays.
import type { Map as LibreMap } from 'maplibre-gl';
import { type RefObject, useEffect } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import type { MapProps } from './map.tsx';
import { cornerOf, fewCorners, MOST_CORNERS } from './outline.ts';

/** Less than this is a press that trembled. */
const DRAG_PX = 8;

interface Way {
  readonly x: number;
  readonly y: number;
  readonly points: Point[];
  isDrag: boolean;
}

function pointAt(map: LibreMap, event: PointerEvent): Point {
  const box = map.getCanvas().getBoundingClientRect();
  const { lng, lat } = map.unproject([event.clientX - box.left, event.clientY - box.top]);
  return { lon: lng, lat };
}

/** What pointer and keys do while it is drawn; gives back how they stop. */
function listen(map: LibreMap, latest: RefObject<MapProps>): () => void {
  const canvas = map.getCanvasContainer();
  let way: Way | undefined;
  const corners = () => latest.current.drawing?.corners ?? [];
  const tell = (next: readonly Point[]) => latest.current.drawing?.onCorners(next);
  const add = (point: Point) => corners().length < MOST_CORNERS && tell([...corners(), cornerOf(point)]);
  const down = (event: PointerEvent) => {
    if (!event.isPrimary || event.button !== 0) return;
    way = { x: event.clientX, y: event.clientY, points: [pointAt(map, event)], isDrag: false };
  };
  const move = (event: PointerEvent) => {
    if (!way || !event.isPrimary) return;
    way.isDrag ||= Math.hypot(event.clientX - way.x, event.clientY - way.y) > DRAG_PX;
    way.points.push(pointAt(map, event));
    if (way.isDrag) tell(fewCorners(way.points));
  };
  const up = (event: PointerEvent) => {
    const done = way;
    way = undefined;
    if (!done || done.isDrag) return;
    add(pointAt(map, event));
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) latest.current.drawing?.onClose?.();
    else if (event.key === 'Enter') {
      const { lng, lat } = map.getCenter();
      add({ lon: lng, lat });
    } else if (event.key === 'Backspace') tell(corners().slice(0, -1));
    else return;
    event.preventDefault();
  };
  canvas.addEventListener('pointerdown', down);
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  canvas.addEventListener('keydown', key);
  return () => {
    canvas.removeEventListener('pointerdown', down);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    canvas.removeEventListener('keydown', key);
  };
}

export function useDrawing(map: LibreMap | undefined, latest: RefObject<MapProps>, isDrawing: boolean): void {
  useEffect(() => {
    if (!map || !isDrawing) return undefined;
    map.dragPan.disable();
    map.doubleClickZoom.disable();
    const canvas = map.getCanvasContainer();
    canvas.classList.add('is-drawing');
    const stop = listen(map, latest);
    return () => {
      stop();
      canvas.classList.remove('is-drawing');
      map.dragPan.enable();
      map.doubleClickZoom.enable();
    };
  }, [map, latest, isDrawing]);
}
