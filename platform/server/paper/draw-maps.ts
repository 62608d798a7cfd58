// Draws maps as lines and areas, never as pictures, so that they are sharp at any size: outlines filled by
// shade, words with a white rim over them, and below what each shade means. It knows nothing of what it says.
import { type Doc, GAP, INK, MARGIN, needs, SHADES, SIZE, widthOf, write } from './page-ink.ts';
import type { PaperMap } from './paper.ts';

const MOST_HEIGHT = 300;
const SQUARE = 9;
const LEGEND_ROW = 14;
const HATCH = 4;

interface Box {
  readonly width: number;
  readonly height: number;
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** Lines from the lower left to the upper right. */
function hatch(doc: Doc, { width, height }: Box, point: number): void {
  for (let at = -height; at < width; at += HATCH * point) doc.moveTo(at, height).lineTo(at + height, 0);
  doc.lineWidth(0.6 * point).stroke(INK.line);
}

/** `point`: how long a point of the paper is here. What has no shade is hatched: grey would pass for a light
 *  one. */
function fillArea(doc: Doc, path: string, shade: number, box: Box, point: number): void {
  const ink = SHADES[shade];
  if (ink) doc.path(path).fill(ink, 'even-odd');
  else {
    doc.save().path(path).clip('even-odd');
    hatch(doc, box, point);
    doc.restore();
  }
  doc
    .path(path)
    .lineWidth(0.5 * point)
    .stroke(INK.quiet);
}

function drawLabel(doc: Doc, { text, x, y, lineTo }: PaperMap['labels'][number], size: number): void {
  if (lineTo) {
    doc
      .moveTo(x, y)
      .lineTo(lineTo.x, lineTo.y)
      .lineWidth(size / 16)
      .stroke(INK.text);
    doc.circle(lineTo.x, lineTo.y, size / 10).fill(INK.text);
  }
  write(doc, 'text', size, INK.text);
  const [left, top] = [x - doc.widthOfString(text) / 2, y - doc.currentLineHeight() / 2];
  doc.lineWidth(size / 5).lineJoin('round').strokeColor('#ffffff');
  doc.text(text, left, top, { lineBreak: false, stroke: true, fill: false });
  doc.text(text, left, top, { lineBreak: false });
}

/** Answers where it ends. */
function drawLegend(doc: Doc, { legend }: PaperMap, { left, top, width }: Frame): number {
  const square = { width: SQUARE, height: SQUARE };
  let [x, y] = [left, top];
  for (const { shade, text } of legend) {
    write(doc, 'text', SIZE.small, INK.text);
    const wide = SQUARE + 4 + doc.widthOfString(text) + GAP;
    if (x > left && x + wide > left + width) [x, y] = [left, y + LEGEND_ROW];
    doc.save().translate(x, y);
    fillArea(doc, `M0 0H${SQUARE}V${SQUARE}H0Z`, shade, square, 1);
    doc.restore();
    write(doc, 'text', SIZE.small, INK.text);
    doc.text(text, x + SQUARE + 4, y + (SQUARE - doc.currentLineHeight()) / 2, { lineBreak: false });
    x += wide;
  }
  return y + LEGEND_ROW;
}

const scaleOf = ({ width, height }: PaperMap, room: number): number =>
  Math.min(room / width, MOST_HEIGHT / height);

/** Answers where it ends. */
function drawMap(doc: Doc, map: PaperMap, { left, top, width }: Frame): number {
  write(doc, 'bold', SIZE.small, INK.quiet).text(map.title, left, top, { width });
  const from = doc.y + 4;
  const scale = scaleOf(map, width);
  doc.save().translate(left, from).scale(scale);
  for (const { path, shade } of map.shapes) fillArea(doc, path, shade, map, 1 / scale);
  for (const label of map.labels) drawLabel(doc, label, map.fontSize);
  doc.restore();
  return drawLegend(doc, map, { left, top: from + map.height * scale + GAP / 2, width });
}

/** Side by side where they are higher than wide. */
export function drawMaps(doc: Doc, maps: readonly PaperMap[]): void {
  const columns = maps.every(({ width, height }) => height > width) ? 2 : 1;
  const width = (widthOf(doc) - (columns - 1) * GAP) / columns;
  for (let index = 0; index < maps.length; index += columns) {
    const row = maps.slice(index, index + columns);
    const high = Math.max(...row.map((map) => scaleOf(map, width) * map.height));
    needs(doc, high + 60);
    const top = doc.y + GAP / 2;
    const ends = row.map((map, column) =>
      drawMap(doc, map, { left: MARGIN + column * (width + GAP), top, width }),
    );
    doc.x = MARGIN;
    doc.y = Math.max(...ends);
  }
}
