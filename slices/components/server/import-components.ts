// Brings rows of things into a district's register in one transaction: rows that are right are written, rows
// that are wrong come back with the way to mend them. Importing the same rows again changes nothing.
import { type Id, isUuid } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { CODE_SCHEMES, type CodeSchemeId, declaredOf } from '../core/code-scheme.ts';
import { FilePlan, SAME_PLACE_METRES } from '../core/plan-import.ts';
import type { ImportTerms, SourceRow } from '../core/read-row.ts';
import { foldChanges } from './queries-tiles.ts';
import { lockRegister, refreshStatistics } from './queries-write.ts';
import { type Written, writeRows } from './write-rows.ts';

export interface ComponentImport {
  readonly districtId: string;
  readonly rows: readonly SourceRow[];
  /** Which system the coordinates are in; never guessed. */
  readonly crs: ImportTerms['crs'];
  readonly scheme?: CodeSchemeId;
  /** Where the rows come from, kept in the history. */
  readonly source: string;
  readonly by: string;
  /** The unit that a cell names; by default only ids are understood. */
  readonly unitIdOf?: (text: string) => Id | undefined;
  readonly samePlaceMetres?: number;
  /** The classes that the district's lists name; left out: any is taken. */
  readonly declared?: readonly string[];
  /** Class codes by the words the rows use for them. */
  readonly classWords?: Readonly<Record<string, string>>;
}

const BATCH_ROWS = 1_000;

const sumOf = (parts: readonly Written[]): Written => ({
  added: parts.reduce((sum, part) => sum + part.added, 0),
  updated: parts.reduce((sum, part) => sum + part.updated, 0),
  unchanged: parts.reduce((sum, part) => sum + part.unchanged, 0),
  outside: parts.flatMap((part) => part.outside),
  refused: parts.flatMap((part) => part.refused),
});

export async function importComponents(tx: Tx, load: ComponentImport): Promise<Written> {
  const { districtId, rows, source, by } = load;
  const scheme = CODE_SCHEMES[load.scheme ?? 'classic'];
  const samePlaceMetres = load.samePlaceMetres ?? SAME_PLACE_METRES;
  const unitIdOf = load.unitIdOf ?? ((text: string) => (isUuid(text) ? text : undefined));
  const words = load.classWords ? { classWords: load.classWords } : {};
  const listedClasses = declaredOf(scheme, load.declared ?? []);
  const said = { districtId, scheme, crs: load.crs, samePlaceMetres, unitIdOf, listedClasses, ...words };
  const file = new FilePlan(said);
  for (const row of rows) file.note(row);
  const terms = { districtId, scheme, samePlaceMetres, source, by, codes: file.codes, isTrial: false };
  await lockRegister(tx, districtId);
  const parts: Written[] = [];
  for (let from = 0; from < rows.length; from += BATCH_ROWS) {
    // At 1,000 rows and at every tenfold: often enough for the planner, seldom enough to cost nothing.
    if (from === BATCH_ROWS || from === 10 * BATCH_ROWS) await refreshStatistics(tx);
    parts.push(await writeRows(tx, terms, file.plan(rows.slice(from, from + BATCH_ROWS))));
  }
  if (rows.length > BATCH_ROWS) await foldChanges(tx, districtId);
  return sumOf(parts);
}
