// Turns an uploaded .xlsx or .csv list of staff into lines of text, with the mark of the file's own bytes by
// which what is confirmed is held to what was checked. Reads shapes, never meaning.
import { hash } from 'node:crypto';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { readTable, type TableLimits } from '../../../platform/server/sheets/read-table.ts';
import { type ImportTable, MOST_IMPORT_ROWS, readRows } from '../core/import-columns.ts';

/** A list of staff at its longest is far below; what is more was made to fill the server's memory. */
const LIMITS: TableLimits = {
  bytes: 40 * 1024 * 1024,
  cells: 200_000,
  rows: 20_000,
  mostRows: MOST_IMPORT_ROWS + 2,
};

/** Throws Refused `people.file_unreadable`, `people.file_swollen`, `people.file_too_large`. */
export async function readStaffFile(
  bytes: Uint8Array,
): Promise<ImportTable & { readonly fileHash: string }> {
  const cells = await readTable(bytes, LIMITS);
  if (cells === 'unreadable') return throwRefusal('people.file_unreadable');
  if (cells === 'too_large') {
    const megabytes = LIMITS.bytes / 1024 / 1024;
    return throwRefusal('people.file_swollen', { megabytes, cells: LIMITS.cells });
  }
  const table = readRows(cells);
  if (!table || table.rows.length === 0) return throwRefusal('people.file_unreadable');
  return table.rows.length > MOST_IMPORT_ROWS
    ? throwRefusal('people.file_too_large', { rows: MOST_IMPORT_ROWS })
    : { ...table, fileHash: hash('sha256', bytes, 'hex') };
}
