// Turns an uploaded .xlsx or .csv into sheets of cells. Reads shapes, never meaning; a file it can't read is
// refused with the reason. Merged cells arrive with the value in each of their cells.
import { parse } from 'csv-parse/sync';
import type ExcelJS from 'exceljs';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { judgeWorkbook, type SheetLimits } from '../../../platform/server/sheets/unpacked-size.ts';
import type { ListKind } from '../core/catalogue.ts';
import type { Cell, Row } from '../core/import-columns.ts';
import { MAX_IMPORT_ROWS } from '../core/import-rows.ts';
import { newWorkbook } from './workbook.ts';

export interface NamedSheet extends Sheet {
  readonly name: string;
}

export interface Sheet {
  readonly rows: readonly Row[];
  /** What the sheet's name says; rows may say otherwise. */
  readonly list?: ListKind;
}

const unreadable = (why: string): never => throwRefusal('catalogue.file_unreadable', { why });

function cellOf(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined || typeof value !== 'object' || value instanceof Date)
    return value;
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('result' in value) return cellOf(value.result);
  if ('text' in value) return cellOf(value.text as ExcelJS.CellValue);
  return undefined;
}

function listOf(sheetName: string): ListKind | undefined {
  if (/部件|component/i.test(sheetName)) return 'component';
  return /事件|event/i.test(sheetName) ? 'event' : undefined;
}

/** The lists of a city at their longest are far below; what is more was made to fill the server's memory. */
const LIMITS: SheetLimits = { bytes: 60 * 1024 * 1024, cells: 1_000_000, rows: 100_000 };
const SWOLLEN = '解压后过大 / too large once unpacked';

/** Throws Refused `catalogue.file_unreadable`, `catalogue.file_too_large`. */
export async function readWorkbook(bytes: Uint8Array): Promise<NamedSheet[]> {
  const judged = await judgeWorkbook(bytes, LIMITS);
  if (judged !== 'fits') unreadable(judged === 'unreadable' ? '不是工作簿 / no workbook' : SWOLLEN);
  const workbook = await newWorkbook();
  // The parser's type asks for an older Buffer; it reads any.
  await workbook.xlsx
    .load(bytes as unknown as ExcelJS.Buffer, { ignoreNodes: ['dataValidations', 'conditionalFormatting'] })
    .catch((error: unknown) => unreadable(String(error)));
  return workbook.worksheets.flatMap((worksheet): NamedSheet[] => {
    if (worksheet.actualRowCount === 0) return [];
    if (worksheet.rowCount > MAX_IMPORT_ROWS)
      return throwRefusal('catalogue.file_too_large', { rows: MAX_IMPORT_ROWS });
    const rows: Row[] = [];
    for (let number = 1; number <= worksheet.rowCount; number += 1) {
      const cells: Cell[] = [];
      worksheet.getRow(number).eachCell({ includeEmpty: true }, (cell, column) => {
        cells[column - 1] = cellOf(cell.value);
      });
      rows.push(cells);
    }
    const list = listOf(worksheet.name);
    return [{ name: worksheet.name, rows, ...(list === undefined ? {} : { list }) }];
  });
}

/** Offices' csv files come in UTF-8 or GB18030; bytes that are no UTF-8 are taken for the latter. */
function decode(bytes: Uint8Array): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('gb18030').decode(bytes);
    throw error;
  }
}

function readCsv(bytes: Uint8Array): Sheet[] {
  const text = decode(bytes);
  try {
    const rows = parse(text, { bom: true, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: false });
    return [{ rows: rows as unknown as Row[] }];
  } catch (error) {
    return unreadable(String(error));
  }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Throws Refused `catalogue.file_unreadable`, `catalogue.file_too_large`. */
export async function readTableFile(bytes: Uint8Array): Promise<Sheet[]> {
  if (bytes.length === 0) return unreadable('空文件 / empty file');
  const sheets = isZip(bytes) ? await readWorkbook(bytes) : readCsv(bytes);
  return sheets.length > 0 ? sheets : unreadable('没有表格 / no sheets');
}
