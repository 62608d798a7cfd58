// An uploaded .xlsx or .csv as rows of text. Reads shapes, never meaning. A formula is read as its last
// result, never run; a workbook is measured before it is unpacked.
import { parse } from 'csv-parse/sync';
import type ExcelJS from 'exceljs';
import { judgeWorkbook, type SheetLimits } from './unpacked-size.ts';

const ISO_DAY_LENGTH = 10;
const MOST_COLUMNS = 100;
/** What holds no text of a list, and can name a million cells in one word. */
const UNREAD = ['dataValidations', 'conditionalFormatting', 'mergeCells', 'hyperlinks', 'drawing', 'extLst'];

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, ISO_DAY_LENGTH);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('result' in value) return textOf(value.result as ExcelJS.CellValue);
  if ('text' in value) return textOf(value.text as ExcelJS.CellValue);
  return '';
}

async function parsed(bytes: Uint8Array): Promise<ExcelJS.Workbook | undefined> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    // The parser's type asks for an older Buffer; it reads any.
    return await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer, { ignoreNodes: UNREAD });
  } catch {
    return undefined;
  }
}

async function readWorkbook(bytes: Uint8Array, limits: TableLimits): Promise<Table> {
  const judged = await judgeWorkbook(bytes, limits);
  if (judged !== 'fits') return judged;
  const workbook = await parsed(bytes);
  if (!workbook) return 'unreadable';
  const sheet = workbook.worksheets.find((one) => one.actualRowCount > 0);
  const rows: string[][] = [];
  for (let number = 1; number <= Math.min(sheet?.rowCount ?? 0, limits.mostRows); number += 1) {
    const cells: string[] = [];
    sheet?.getRow(number).eachCell((cell, column) => {
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

/** An old workbook, a picture or a PDF under another name; no list of words holds such characters. */
const isNoText = (text: string): boolean => /(?![\t\n\v\f\r])\p{Cc}/u.test(text);

function readCsv(bytes: Uint8Array): Table {
  const text = decode(bytes);
  if (isNoText(text)) return 'unreadable';
  try {
    return parse(text, { bom: true, relaxColumnCount: true, relaxQuotes: true }) as string[][];
  } catch {
    return 'unreadable';
  }
}

export interface TableLimits extends SheetLimits {
  /** No more of the first sheet are read; of a csv all are. */
  readonly mostRows: number;
}

export type Table = string[][] | 'too_large' | 'unreadable';

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** The first sheet that holds anything; an empty csv line is left out. */
export const readTable = async (bytes: Uint8Array, limits: TableLimits): Promise<Table> =>
  isZip(bytes) ? readWorkbook(bytes, limits) : readCsv(bytes);
