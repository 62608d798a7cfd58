// Draws a sheet as PDF, A4, with the fonts inside, so that it looks the same on every printer. It knows
// blocks and nothing of what they say.
import PDFDocument from 'pdfkit';
import { drawMaps } from './draw-maps.ts';
import { drawTable } from './draw-table.ts';
import { fontBytes } from './fonts.ts';
import { type Doc, FOOT, GAP, INK, MARGIN, needs, SIZE, widthOf, write } from './page-ink.ts';
import type { Paper, PaperBlock, PaperLabel, PaperPhoto } from './paper.ts';

const CODE = 84;
const PHOTO_HEIGHT = 170;

type Squares = readonly (readonly boolean[])[];

/** In black, its corner at a place; a hair wider than it is, or readers show white seams. */
function drawCode(doc: Doc, squares: Squares, left: number, top: number, edge: number): void {
  const side = edge / squares.length;
  for (const [y, row] of squares.entries()) {
    for (const [x, isBlack] of row.entries()) {
      if (isBlack) doc.rect(left + x * side, top + y * side, side + 0.1, side + 0.1);
    }
  }
  doc.fill('#000000');
}

function drawHead(doc: Doc, { title, subtitle, code }: Paper): void {
  const width = widthOf(doc) - (code ? CODE + GAP : 0);
  write(doc, 'bold', SIZE.title, INK.text).text(title, MARGIN, MARGIN, { width });
  write(doc, 'text', SIZE.text, INK.quiet).text(subtitle, { width });
  if (!code) return void doc.moveDown();
  const left = doc.page.width - MARGIN - CODE;
  drawCode(doc, code.squares, left, MARGIN, CODE);
  const below = MARGIN + CODE + 2;
  write(doc, 'text', 7, INK.quiet).text(code.caption, left - GAP, below, {
    width: CODE + 2 * GAP,
    align: 'center',
  });
  doc.x = MARGIN;
  doc.y = Math.max(doc.y, below + GAP);
}

function drawHeading(doc: Doc, text: string): void {
  needs(doc, 60);
  doc.moveDown(0.8);
  write(doc, 'bold', SIZE.heading, INK.text).text(text, MARGIN, doc.y, { width: widthOf(doc) });
  doc
    .moveTo(MARGIN, doc.y + 2)
    .lineTo(MARGIN + widthOf(doc), doc.y + 2)
    .lineWidth(0.5)
    .stroke(INK.line);
  doc.y += 6;
}

function drawText(doc: Doc, text: string): void {
  write(doc, 'text', SIZE.text, INK.text).text(text, MARGIN, doc.y, { width: widthOf(doc), lineGap: 2 });
}

const NAME_WIDTH = 76;

function drawFact(doc: Doc, [name, value]: readonly [string, string], left: number, width: number): number {
  const top = doc.y;
  write(doc, 'text', SIZE.small, INK.quiet).text(name, left, top + 1, { width: NAME_WIDTH });
  const named = doc.y;
  write(doc, 'text', SIZE.text, INK.text).text(value, left + NAME_WIDTH, top, { width: width - NAME_WIDTH });
  const bottom = Math.max(named, doc.y);
  doc.y = top;
  return bottom;
}

function drawFacts(doc: Doc, rows: readonly (readonly [string, string])[]): void {
  const half = (widthOf(doc) - GAP) / 2;
  const isShort = ([name, value]: readonly [string, string]) => {
    write(doc, 'text', SIZE.text, INK.text);
    const isOneLine = doc.widthOfString(value) < half - NAME_WIDTH - 4;
    return isOneLine && doc.fontSize(SIZE.small).widthOfString(name) < NAME_WIDTH;
  };
  for (let index = 0; index < rows.length; index += 1) {
    const [row, next] = [rows[index], rows[index + 1]];
    if (!row) continue;
    needs(doc, 30);
    const isPair = next !== undefined && isShort(row) && isShort(next);
    const first = drawFact(doc, row, MARGIN, isPair ? half : widthOf(doc));
    const second = isPair ? drawFact(doc, next, MARGIN + half + GAP, half) : first;
    doc.y = Math.max(first, second) + 4;
    if (isPair) index += 1;
  }
  doc.x = MARGIN;
}

function drawPhoto(doc: Doc, photo: PaperPhoto, left: number, width: number): void {
  const top = doc.y;
  doc.image(Buffer.from(photo.bytes), left, top, { fit: [width, PHOTO_HEIGHT], align: 'center' });
  write(doc, 'text', SIZE.small, INK.quiet).text(photo.caption, left, top + PHOTO_HEIGHT + 3, {
    width,
    align: 'center',
    height: 11,
    ellipsis: true,
  });
  doc.y = top;
}

function drawPhotos(doc: Doc, photos: readonly PaperPhoto[]): void {
  const half = (widthOf(doc) - GAP) / 2;
  for (let index = 0; index < photos.length; index += 2) {
    needs(doc, PHOTO_HEIGHT + 24);
    for (const [column, photo] of photos.slice(index, index + 2).entries()) {
      drawPhoto(doc, photo, MARGIN + column * (half + GAP), half);
    }
    doc.y += PHOTO_HEIGHT + 22;
  }
  doc.x = MARGIN;
}

const LABEL = { columns: 3, height: 84, code: 62 } as const;

function drawLabel(doc: Doc, { squares, lines }: PaperLabel, left: number, width: number): void {
  const top = doc.y;
  // The line to cut along.
  doc.rect(left, top, width, LABEL.height).lineWidth(0.3).stroke(INK.line);
  drawCode(doc, squares, left + 8, top + (LABEL.height - LABEL.code) / 2, LABEL.code);
  const [from, room] = [left + LABEL.code + 16, width - LABEL.code - 20];
  doc.y = top + 10;
  for (const [index, line] of lines.entries()) {
    const font = index === 0 ? 'bold' : 'text';
    const rest = { width: room, height: top + LABEL.height - doc.y - 4, ellipsis: true };
    write(doc, font, 7.5, INK.text).text(line, from, doc.y, rest);
    doc.y += 2;
  }
  doc.y = top;
}

function drawLabels(doc: Doc, labels: readonly PaperLabel[]): void {
  const width = widthOf(doc) / LABEL.columns;
  for (let index = 0; index < labels.length; index += LABEL.columns) {
    needs(doc, LABEL.height + 1);
    for (const [column, label] of labels.slice(index, index + LABEL.columns).entries()) {
      drawLabel(doc, label, MARGIN + column * width, width);
    }
    doc.y += LABEL.height;
  }
  doc.x = MARGIN;
}

function drawEntry(doc: Doc, { head, aside, lines }: Extract<PaperBlock, { kind: 'entry' }>): void {
  needs(doc, 34);
  const width = widthOf(doc);
  write(doc, 'bold', SIZE.text, INK.text).text(head, MARGIN, doc.y, { continued: true, width });
  write(doc, 'text', SIZE.small, INK.quiet).text(`   ${aside}`);
  for (const line of lines) {
    write(doc, 'text', SIZE.text, INK.text).text(line, MARGIN + GAP, doc.y, { width: width - GAP });
  }
  doc.y += 5;
}

type Drawers = {
  readonly [K in PaperBlock['kind']]: (doc: Doc, block: Extract<PaperBlock, { kind: K }>) => void;
};
const DRAWERS: Drawers = {
  heading: (doc, { text }) => drawHeading(doc, text),
  text: (doc, { text }) => drawText(doc, text),
  facts: (doc, { rows }) => drawFacts(doc, rows),
  photos: (doc, { photos }) => drawPhotos(doc, photos),
  labels: (doc, { labels }) => drawLabels(doc, labels),
  table: drawTable,
  maps: (doc, { maps }) => drawMaps(doc, maps),
  entry: drawEntry,
};

function drawBlock<K extends PaperBlock['kind']>(doc: Doc, block: Extract<PaperBlock, { kind: K }>): void {
  const drawer = DRAWERS[block.kind] as (doc: Doc, block: PaperBlock) => void;
  drawer(doc, block);
}

function drawFeet(doc: Doc, { foot, pageWords }: Paper): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const words = pageWords.replace('{page}', String(page + 1)).replace('{pages}', String(count));
    const top = doc.page.height - FOOT;
    // Below the margin a page would break by itself.
    doc.page.margins.bottom = 0;
    const place = { width: widthOf(doc), lineBreak: false };
    write(doc, 'text', SIZE.small, INK.quiet).text(foot, MARGIN, top, place);
    doc.text(words, MARGIN, top, { ...place, align: 'right' });
  }
}

/** The bytes of the PDF. */
export function drawPaper(paper: Paper, printedAt: Date): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT / 2 },
    bufferPages: true,
    info: { Title: paper.title, Creator: 'Gridloop', CreationDate: printedAt },
  });
  const pieces: Uint8Array[] = [];
  doc.on('data', (piece: Uint8Array) => pieces.push(piece));
  const ended = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(pieces)));
    doc.on('error', reject);
  });
  doc.registerFont('text', fontBytes('text'));
  doc.registerFont('bold', fontBytes('bold'));
  drawHead(doc, paper);
  for (const block of paper.blocks) drawBlock(doc, block);
  drawFeet(doc, paper);
  doc.end();
  return ended;
}
