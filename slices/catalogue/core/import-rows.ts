// From a sheet's rows of cells to the two lists, with a note for every cell that had to be mended or refused.
// A row with an error is left out; whether the rest may be used is for the caller to decide.
import { refuse } from '../../../kernel/refusal.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { CatalogueLists } from './catalogue.ts';
import { ListsBuilder } from './import-builder.ts';
import { CarryDown } from './import-carry.ts';
import type { RowNote } from './import-cells.ts';
import { cellText, findHeadings } from './import-columns.ts';
import type { Row } from './import-columns.ts';
import { readRow } from './import-row.ts';
import type { ImportFrame } from './import-row.ts';

export const MAX_IMPORT_ROWS = 20_000;

export interface ImportResult {
  readonly lists: CatalogueLists;
  /** Rows with anything in them below the headings. */
  readonly rows: number;
  readonly acceptedRows: number;
  readonly notes: readonly RowNote[];
}

const isBlank = (row: Row): boolean => row.every((cell) => cellText(cell) === '');

/** Sheets are read one after another into the same lists; row numbers are those of each sheet (from 1). */
export class Importer {
  readonly #frame: ImportFrame;
  readonly #builder = new ListsBuilder();
  readonly #notes: RowNote[] = [];
  #rows = 0;
  #accepted = 0;

  constructor(frame: ImportFrame) {
    this.#frame = frame;
  }

  /** Refuses `catalogue.file_unreadable` (no headings found) and `catalogue.file_too_large`. */
  addSheet(rows: readonly Row[], list = this.#frame.list): Refusal | undefined {
    if (rows.length > MAX_IMPORT_ROWS) return refuse('catalogue.file_too_large', { rows: MAX_IMPORT_ROWS });
    const headings = findHeadings(rows);
    if (!headings) {
      return refuse('catalogue.file_unreadable', {
        why: '前十行里找不到表头（大类、细类、处置时限…） / no headings',
      });
    }
    for (const heading of headings.unknown) {
      this.#notes.push({
        row: headings.row + 1,
        severity: 'warning',
        column: heading,
        zh: `不认识“${heading}”这一列，已略过`,
        en: `Column “${heading}” is not known and was left out`,
      });
    }
    const carry = new CarryDown(headings);
    const frame = list === undefined ? this.#frame : { ...this.#frame, list };
    rows.slice(headings.row + 1).forEach((row, index) => {
      if (!isBlank(row)) this.#addRow(carry.read(row), headings.row + index + 2, frame);
    });
    return undefined;
  }

  result(): ImportResult {
    return {
      lists: this.#builder.lists(),
      rows: this.#rows,
      acceptedRows: this.#accepted,
      notes: this.#notes,
    };
  }

  #addRow(cells: ReturnType<CarryDown['read']>, row: number, frame: ImportFrame): void {
    this.#rows += 1;
    let isRefused = false;
    const say = (severity: RowNote['severity'], column: string, zh: string, en: string): void => {
      isRefused ||= severity === 'error';
      this.#notes.push({ row, severity, column, zh, en });
    };
    const read = readRow(cells, frame, say);
    if (read && !isRefused && this.#builder.add(read, say)) this.#accepted += 1;
  }
}

/** One sheet. */
export function importRows(rows: readonly Row[], frame: ImportFrame): ImportResult | Refusal {
  const importer = new Importer(frame);
  return importer.addSheet(rows) ?? importer.result();
}
