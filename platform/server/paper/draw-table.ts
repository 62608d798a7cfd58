// Draws a table: rows as high as their tallest cell, its head again on every page, and, where asked, a bar at
// the end of each row. It knows nothing of what the numbers say.
import type { FontName } from './fonts.ts';
import { type Doc, GAP, hasRoom, INK, MARGIN, needs, SIZE, widthOf, write } from './page-ink.ts';
import type { PaperTable } from './paper.ts';

const NUMBER_WIDTH = 64;
const BAR_WIDTH = 96;
const BAR_HEIGHT = 6;
const PAD = 3;

interface Columns {
  readonly lefts: readonly number[];
  readonly widths: readonly number[];
  readonly barLeft: number;
}

/** The first column takes what the others leave. */
function columnsOf(doc: Doc, { head, bars }: PaperTable): Columns {
  const forBar = bars ? BAR_WIDTH + GAP : 0;
  const first = widthOf(doc) - forBar - (head.length - 1) * NUMBER_WIDTH;
  const widths = head.map((_, index) => (index === 0 ? first : NUMBER_WIDTH));
  const lefts = widths.map((_, index) => MARGIN + widths.slice(0, index).reduce((sum, one) => sum + one, 0));
  return { lefts, widths, barLeft: MARGIN + widthOf(doc) - BAR_WIDTH };
}

const alignOf = (index: number): 'left' | 'right' => (index === 0 ? 'left' : 'right');

function heightOf(doc: Doc, cells: readonly string[], { widths }: Columns, font: FontName): number {
  write(doc, font, SIZE.small, INK.text);
  const heights = cells.map((cell, index) =>
    doc.heightOfString(cell === '' ? ' ' : cell, { width: (widths[index] ?? 0) - 2 * PAD }),
  );
  return Math.max(...heights) + 2 * PAD;
}

function drawCells(doc: Doc, cells: readonly string[], columns: Columns, font: FontName): void {
  const top = doc.y;
  const height = heightOf(doc, cells, columns, font);
  write(doc, font, SIZE.small, INK.text);
  for (const [index, cell] of cells.entries()) {
    const [left, width] = [columns.lefts[index] ?? MARGIN, columns.widths[index] ?? 0];
    doc.text(cell, left + PAD, top + PAD, { width: width - 2 * PAD, align: alignOf(index) });
  }
  const bottom = top + height;
  doc
    .moveTo(MARGIN, bottom)
    .lineTo(MARGIN + widthOf(doc), bottom)
    .lineWidth(0.4)
    .stroke(INK.line);
  doc.y = bottom;
}

function drawBar(doc: Doc, share: number, { barLeft }: Columns, top: number, bottom: number): void {
  if (share <= 0) return;
  doc.rect(barLeft, (top + bottom - BAR_HEIGHT) / 2, share * BAR_WIDTH, BAR_HEIGHT).fill(INK.bar);
}

export function drawTable(doc: Doc, table: PaperTable): void {
  const columns = columnsOf(doc, table);
  needs(doc, 60);
  doc.y += PAD;
  write(doc, 'bold', SIZE.small, INK.quiet).text(table.title, MARGIN, doc.y, { width: widthOf(doc) });
  drawCells(doc, table.head, columns, 'bold');
  for (const [index, row] of table.rows.entries()) {
    if (!hasRoom(doc, heightOf(doc, row, columns, 'text'))) {
      doc.addPage();
      drawCells(doc, table.head, columns, 'bold');
    }
    const top = doc.y;
    drawCells(doc, row, columns, 'text');
    drawBar(doc, table.bars?.[index] ?? 0, columns, top, doc.y);
  }
  doc.x = MARGIN;
  doc.y += GAP / 2;
}
