// The measures and inks of a printed page, and how a line of it is begun: shared by whatever draws on one.
import type { FontName } from './fonts.ts';

export type Doc = PDFKit.PDFDocument;

/** Points, 72 to the inch. */
export const MARGIN = 48;
export const FOOT = 40;
export const GAP = 12;
export const SIZE = { title: 18, heading: 12.5, text: 10, small: 8.5 } as const;
export const INK = { text: '#1d1d1f', quiet: '#5c5f66', line: '#c9ccd1', bar: '#4a78b5' } as const;
/** From the lightest, which means none; the place before it is no ink at all. Their greys differ too. */
export const SHADES: readonly (string | undefined)[] = [
  undefined,
  '#f7f8fa',
  '#dbe5f2',
  '#b3c8e3',
  '#8aa9d2',
  '#6189bf',
];

export const widthOf = (doc: Doc): number => doc.page.width - 2 * MARGIN;
const bottomOf = (doc: Doc): number => doc.page.height - MARGIN - FOOT / 2;

export const write = (doc: Doc, font: FontName, size: number, ink: string): Doc =>
  doc.font(font).fontSize(size).fillColor(ink);

/** Whether so much room is left on the page. */
export const hasRoom = (doc: Doc, height: number): boolean => doc.y + height <= bottomOf(doc);

/** Begins a new page unless so much room is left. */
export function needs(doc: Doc, height: number): void {
  if (!hasRoom(doc, height)) doc.addPage();
}
