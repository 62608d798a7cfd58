// The look of what a map sets apart. Ground is hatched by its kind and edged with its own dashes; what is
// chosen has a thick edge; corners are squares, so that nobody takes them for cases.
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { type MarkData, MARK_KINDS, type MarkKind } from './marks.ts';
import type { MapColours } from './map-style.ts';

export const MARK_SOURCES = { chosen: 'chosen', marked: 'marked', spots: 'spots' } as const;
export const SPOT_LAYER = 'spot';
const HATCH = 'hatch-';
export const SPOT_IMAGE = 'spot-square';

export const markSources = (data: MarkData): Record<string, SourceSpecification> => ({
  [MARK_SOURCES.chosen]: { type: 'geojson', data: data.chosen },
  [MARK_SOURCES.marked]: { type: 'geojson', data: data.marked },
  [MARK_SOURCES.spots]: { type: 'geojson', data: data.spots },
});

const DASHES: Readonly<Record<MarkKind, readonly number[]>> = {
  new: [1],
  gone: [1, 2],
  moved: [4, 2],
  nobody: [3, 1, 1, 1],
};

export const markLayers = (colours: MapColours): LayerSpecification[] => [
  {
    id: 'marked-fill',
    type: 'fill',
    source: MARK_SOURCES.marked,
    filter: ['!=', ['geometry-type'], 'LineString'],
    paint: { 'fill-pattern': ['concat', HATCH, ['get', 'kind']] },
  },
  ...MARK_KINDS.map(
    (kind): LayerSpecification => ({
      id: `marked-edge-${kind}`,
      type: 'line',
      source: MARK_SOURCES.marked,
      filter: ['==', ['get', 'kind'], kind],
      paint: { 'line-color': colours.text, 'line-width': 2, 'line-dasharray': [...DASHES[kind]] },
    }),
  ),
  {
    id: 'chosen-fill',
    type: 'fill',
    source: MARK_SOURCES.chosen,
    paint: { 'fill-color': colours.accent, 'fill-opacity': 0.14 },
  },
  {
    id: 'chosen-edge',
    type: 'line',
    source: MARK_SOURCES.chosen,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colours.accent, 'line-width': 4 },
  },
  {
    id: SPOT_LAYER,
    type: 'symbol',
    source: MARK_SOURCES.spots,
    layout: { 'icon-image': SPOT_IMAGE, 'icon-allow-overlap': true },
  },
];

const SIZE = 24;
const SPOT = 18;

const lineOf = (
  pen: CanvasRenderingContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
) => {
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
};

const DRAWN: Readonly<Record<MarkKind, (pen: CanvasRenderingContext2D) => void>> = {
  new: (pen) => lineOf(pen, [0, SIZE], [SIZE, 0]),
  gone: (pen) => lineOf(pen, [0, 0], [SIZE, SIZE]),
  moved: (pen) => {
    pen.beginPath();
    pen.arc(SIZE / 2, SIZE / 2, 3, 0, Math.PI * 2);
    pen.fill();
  },
  nobody: (pen) => {
    lineOf(pen, [0, SIZE], [SIZE, 0]);
    lineOf(pen, [0, 0], [SIZE, SIZE]);
  },
};

function penOf(size: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  return canvas.getContext('2d');
}

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The picture of a hatch or of a corner, in the colours of the moment; undefined for any other name. */
export function drawMark(image: string): ImageData | undefined {
  const kind = MARK_KINDS.find((one) => image === `${HATCH}${one}`);
  if (!kind && image !== SPOT_IMAGE) return undefined;
  const size = kind ? SIZE : SPOT;
  const pen = penOf(size);
  if (!pen) return undefined;
  pen.strokeStyle = colourOf(kind ? 'text' : 'accent');
  pen.fillStyle = colourOf(kind ? 'text' : 'surface');
  pen.lineWidth = kind ? 2 : 4;
  if (kind) DRAWN[kind](pen);
  else {
    pen.fillRect(2, 2, SPOT - 4, SPOT - 4);
    pen.strokeRect(2, 2, SPOT - 4, SPOT - 4);
  }
  return pen.getImageData(0, 0, size, size);
}
