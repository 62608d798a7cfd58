// Turns an uploaded .xlsx or .csv list of staff into lines of text. Reads shapes, never meaning. A formula
// is read as its last result, never run.
import { parse } from 'csv-parse/sync';
import type ExcelJS from 'exceljs';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { judgeWorkbook, type SheetLimits } from '../../../platform/server/sheets/unpacked-size.ts';
import { type ImportRow, MOST_IMPORT_ROWS, readRows } from '../core/import-columns.ts';

const ISO_DAY_LENGTH = 10;

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, ISO_DAY_LENGTH);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('result' in value) return textOf(value.result as ExcelJS.CellValue);
  if ('text' in value) return textOf(value.text as ExcelJS.CellValue);
  return '';
}

/** A list of staff at its longest is far below; what is more was made to fill the server's memory. */
const LIMITS: SheetLimits = { bytes: 40 * 1024 * 1024, cells: 200_000, rows: 20_000 };
const MOST_COLUMNS = 100;
/** What holds no text of a list, and can name a million cells in one word. */
const UNREAD = ['dataValidations', 'conditionalFormatting', 'mergeCells', 'hyperlinks', 'drawing', 'extLst'];

async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  const judged = await judgeWorkbook(bytes, LIMITS);
  if (judged === 'unreadable') throwRefusal('people.file_unreadable');
  if (judged === 'too_large') {
    throwRefusal('people.file_swollen', { megabytes: LIMITS.bytes / 1024 / 1024, cells: LIMITS.cells });
  }
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  // The parser's type asks for an older Buffer; it reads any.
  await workbook.xlsx
    .load(bytes as unknown as ExcelJS.Buffer, { ignoreNodes: UNREAD })
    .catch(() => throwRefusal('people.file_unreadable'));
  const sheet = workbook.worksheets.find((one) => one.actualRowCount > 0);
  const rows: string[][] = [];
  for (let number = 1; number <= Math.min(sheet?.rowCount ?? 0, MOST_IMPORT_ROWS + 2); number += 1) {
    const cells: string[] = [];
    const row = sheet?.getRow(number);
    row?.eachCell((cell, column) => {
      if (column <= MOST_COLUMNS) cells[column - 1] = textOf(cell.value);
    });
    rows.push(Array.from(cells, (cell) => cell ?? ''));
  }
  return rows;
}

/** Offices' csv files come in UTF-8 or GB18030; bytes that are no UTF-8 are taken for the latter. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('gb18030').decode(bytes);
    throw error;
  }
}

function readCsv(bytes: Uint8Array): string[][] {
  try {
    return parse(decode(bytes), { bom: true, relaxColumnCount: true, relaxQuotes: true }) as string[][];
  } catch {
    return throwRefusal('people.file_unreadable');
  }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Throws Refused `people.file_unreadable`, `people.file_swollen`, `people.file_too_large`. */
export async function readStaffFile(bytes: Uint8Array): Promise<ImportRow[]> {
  const cells = isZip(bytes) ? await readWorkbook(bytes) : readCsv(bytes);
  const rows = readRows(cells);
  if (!rows || rows.length === 0) return throwRefusal('people.file_unreadable');
  return rows.length > MOST_IMPORT_ROWS
    ? throwRefusal('people.file_too_large', { rows: MOST_IMPORT_ROWS })
    : rows;
}
