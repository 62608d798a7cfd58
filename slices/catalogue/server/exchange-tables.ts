// A version as a workbook of one sheet for each kind of row, and that workbook back into the draft as one
// step. A workbook that nobody has touched changes nothing.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { RowNote } from '../core/import-cells.ts';
import { readTables, saveBetween, tablesOf } from '../core/workshop-tables.ts';
import { lockDraft } from './check-catalogue.ts';
import { rowsOfVersion, type SaveCommand, type Saved, saveRows } from './edit-draft.ts';
import type { VersionRow } from './queries.ts';
import type { Editor } from './queries-workshop.ts';
import { readWorkbook } from './read-table-file.ts';
import { newWorkbook } from './workbook.ts';

export async function exportTables(tx: Tx, version: VersionRow): Promise<Buffer> {
  const units = await unitDirectory(tx);
  const workbook = await newWorkbook();
  workbook.title = version.title;
  const rows = await rowsOfVersion(tx, version);
  for (const table of tablesOf(rows, (id) => units.unit(id)?.code ?? id)) {
    const sheet = workbook.addWorksheet(table.name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRows(table.rows.map((row) => [...row]));
    sheet.getRow(1).font = { bold: true };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export interface FileSaved {
  readonly catalogueId: Id;
  readonly revision: number;
  /** Null: no change, or errors; nothing was saved. */
  readonly saved: Saved | null;
  readonly errors: readonly RowNote[];
}

/** Throws Refused `catalogue.not_found`, `.not_draft`, `.file_unreadable`, `.file_too_large`,
 *  `.tables_missing`. */
export async function importTables(
  tx: Tx,
  command: SaveCommand,
  bytes: Uint8Array,
  by: Editor,
): Promise<FileSaved | Refusal> {
  const { districtId, catalogueId } = command;
  const version = await lockDraft(tx, districtId, catalogueId);
  const units = (await unitDirectory(tx)).units().filter((unit) => unit.districtId === districtId);
  const byCode = new Map(units.map((unit) => [unit.code, unit.id]));
  const codes = new Map(units.map((unit) => [unit.id, unit.code]));
  const now = await rowsOfVersion(tx, version);
  const read = orRefuse(
    readTables(await readWorkbook(bytes), now, {
      districtId,
      units: (code) => byCode.get(code) ?? (codes.has(code) ? code : undefined),
      codes: (id) => codes.get(id) ?? id,
      nextId: () => tx.ids.next(),
    }),
  );
  const errors = read.notes.filter(({ severity }) => severity === 'error');
  const save = saveBetween(now, read.rows);
  const unchanged = { catalogueId, revision: version.revision, saved: null, errors };
  if (errors.length > 0 || save.put.length + save.remove.length === 0) return unchanged;
  const saved = await saveRows(tx, command, save, by, 'file');
  if (!isRefusal(saved)) return { catalogueId, revision: saved.revision, saved, errors };
  return saved.code === 'catalogue.nothing_changed' ? unchanged : saved;
}
