// What a printed sheet is made of, as data that crosses threads: blocks from top to bottom, words already in
// the reader's language. Whoever prints says what stands there; draw-paper.ts alone says where.

export interface PaperPhoto {
  /** JPEG or PNG. */
  readonly bytes: Uint8Array;
  readonly caption: string;
}

export interface PaperLabel {
  readonly squares: readonly (readonly boolean[])[];
  /** The first is bold. */
  readonly lines: readonly string[];
}

export interface PaperTable {
  readonly title: string;
  /** The first column names the row, the others stand to the right. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** A bar at the end of each row, as a part of the longest. */
  readonly bars?: readonly number[];
}

/** Outlines in units of their own, as large as the page allows, and what their shades mean. */
export interface PaperMap {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  /** `path`: as SVG writes it; `shade`: 0, hatched, to 5, the darkest. */
  readonly shapes: readonly { readonly path: string; readonly shade: number }[];
  /** The middle of the word; moved aside it has a line to what it names. */
  readonly labels: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly lineTo?: { readonly x: number; readonly y: number };
  }[];
  readonly legend: readonly { readonly shade: number; readonly text: string }[];
}

export type PaperBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Name and value, two to a line where they are short. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'photos'; readonly photos: readonly PaperPhoto[] }
  | ({ readonly kind: 'table' } & PaperTable)
  /** Side by side where they are higher than wide. */
  | { readonly kind: 'maps'; readonly maps: readonly PaperMap[] }
  /** Small stickers in columns: a code, and a few lines beside it. */
  | { readonly kind: 'labels'; readonly labels: readonly PaperLabel[] }
  /** One entry of a history: its head in bold, who and when beside it, then what was said. */
  | {
      readonly kind: 'entry';
      readonly head: string;
      readonly aside: string;
      readonly lines: readonly string[];
    };

export interface Paper {
  readonly title: string;
  readonly subtitle: string;
  /** Black squares of a code, row by row, drawn in the top right corner, and what it is for. */
  readonly code?: { readonly squares: readonly (readonly boolean[])[]; readonly caption: string };
  readonly blocks: readonly PaperBlock[];
  /** At the foot of every page, left of its number. */
  readonly foot: string;
  /** `第 1 页，共 3 页`: `{page}` and `{pages}` are filled in. */
  readonly pageWords: string;
}
