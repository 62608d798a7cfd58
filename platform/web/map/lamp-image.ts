// Draws a lamp's shape as the map's icon: the same outline and colour as ui/lamp, with a halo to stand out.
import { LAMP_SHAPES, LAMPS } from '../../../ui/lamp/lamp.tsx';
import type { MapLamp } from './map-data.ts';

export const LAMP_PIXEL_RATIO = 2;
const GRID = 16;
const MARGIN = 3;

/** Small and quiet: what has ended asks for nothing. */
const ENDED_SHAPE = 'M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6z';
const ALL: readonly MapLamp[] = [...LAMPS, 'ended'];

export const lampOfImage = (image: string): MapLamp | undefined =>
  ALL.find((lamp) => image === `lamp-${lamp}`);

export function drawLamp(lamp: MapLamp): ImageData | undefined {
  const canvas = document.createElement('canvas');
  const size = (GRID + 2 * MARGIN) * LAMP_PIXEL_RATIO;
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  const style = getComputedStyle(document.documentElement);
  pen.scale(LAMP_PIXEL_RATIO, LAMP_PIXEL_RATIO);
  pen.translate(MARGIN, MARGIN);
  const shape = new Path2D(lamp === 'ended' ? ENDED_SHAPE : LAMP_SHAPES[lamp]);
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = style.getPropertyValue('--map-halo').trim();
  pen.stroke(shape);
  pen.fillStyle = style.getPropertyValue(lamp === 'ended' ? '--line-strong' : `--lamp-${lamp}`).trim();
  pen.fill(shape);
  return pen.getImageData(0, 0, size, size);
}
