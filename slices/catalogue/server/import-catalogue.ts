// Makes a draft of the two lists from the sheets of an office's file. With errors in any row nothing is
// stored, unless the caller asks for the good rows alone; a draft never takes part in deciding a case.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { CatalogueSource, DefaultTerms } from '../core/catalogue.ts';
import { DEFAULT_TERMS } from '../core/default-terms.ts';
import type { RowNote } from '../core/import-cells.ts';
import { Importer } from '../core/import-rows.ts';
import type { ImportResult } from '../core/import-rows.ts';
import { insertVersion } from './queries.ts';
import { insertLists } from './queries-lists.ts';
import type { Sheet } from './read-table-file.ts';

export interface ImportOrder {
  readonly districtId: string;
  readonly title: string;
  /** First day on which the lists shall hold; today if not said. */
  readonly effectiveFrom?: string;
  readonly source: CatalogueSource;
  readonly sheets: readonly Sheet[];
  readonly createdBy: string;
  readonly defaults?: DefaultTerms;
  /** Keep the good rows although others have errors. */
  readonly isPartial?: boolean;
}

export interface Imported {
  /** Null: errors, and nothing was stored. */
  readonly catalogueId: Id | null;
  readonly rows: number;
  readonly acceptedRows: number;
  readonly items: number;
  readonly problems: number;
  readonly rules: number;
  readonly errors: RowNote[];
  readonly warnings: RowNote[];
}

async function readSheets(tx: Tx, order: ImportOrder): Promise<ImportResult> {
  const units = (await unitDirectory(tx)).units().filter((unit) => unit.districtId === order.districtId);
  const idOf = new Map([
    ...units.map((u) => [u.name, u.id] as const),
    ...units.map((u) => [u.code, u.id] as const),
  ]);
  const importer = new Importer({ districtId: order.districtId, units: (word) => idOf.get(word) });
  for (const sheet of order.sheets) {
    const refusal = importer.addSheet(sheet.rows, sheet.list);
    if (refusal && isRefusal(refusal)) orRefuse(refusal);
  }
  return importer.result();
}

/** Throws Refused `catalogue.file_unreadable`, `catalogue.file_too_large`. */
export async function importCatalogue(tx: Tx, order: ImportOrder): Promise<Imported> {
  const { lists, rows, acceptedRows, notes } = await readSheets(tx, order);
  const errors = notes.filter((note) => note.severity === 'error');
  const counts = {
    rows,
    acceptedRows,
    items: lists.items.length,
    problems: lists.items.reduce((sum, item) => sum + item.problems.length, 0),
    rules: lists.rules.length,
    errors,
    warnings: notes.filter((note) => note.severity === 'warning'),
  };
  if (lists.items.length === 0 || (errors.length > 0 && order.isPartial !== true))
    return { catalogueId: null, ...counts };
  const id = tx.ids.next();
  await insertVersion(tx, {
    id,
    districtId: order.districtId,
    title: order.title,
    effectiveFrom: order.effectiveFrom ?? localDate(tx.now),
    source: order.source,
    defaults: order.defaults ?? DEFAULT_TERMS,
    createdBy: order.createdBy,
  });
  await insertLists(tx, id, lists);
  return { catalogueId: id, ...counts };
}
