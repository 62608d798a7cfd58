// From the rows of a file to components that may be written, and to the faults of the rows that may not.
// One bad row never costs the others. What needs the store (grids, codes taken) is not decided here.
import type { ComponentDraft } from './component.ts';
import { FileCodes, FilePlaces } from './file-memory.ts';
import { codeOf, type Found, type ImportTerms, isFound, readRow, type SourceRow } from './read-row.ts';
import type { RowFault } from './row-fault.ts';

export interface ImportPlan {
  readonly drafts: readonly ComponentDraft[];
  readonly faults: readonly RowFault[];
}

/** Positional accuracy of class A is half a metre, so closer than this nothing can be told apart. */
export const SAME_PLACE_METRES = 0.5;

/** A whole file, stretch by stretch: first `note` every row, then `plan` every row, both in order. */
export class FilePlan {
  readonly codes: FileCodes;
  readonly #places: FilePlaces;
  readonly #terms: ImportTerms;
  #planned = 0;

  constructor(terms: ImportTerms) {
    this.#terms = terms;
    this.codes = new FileCodes(terms.scheme);
    this.#places = new FilePlaces(terms.samePlaceMetres);
  }

  note(source: SourceRow): void {
    const code = codeOf(source, this.#terms);
    if (code !== undefined) this.codes.note(code);
  }

  /** The rows that follow those planned before. */
  plan(rows: readonly SourceRow[]): ImportPlan {
    const drafts: ComponentDraft[] = [];
    const faults: RowFault[] = [];
    for (const source of rows) {
      this.#planned += 1;
      // Whoever mends a table looks for the line that their program shows.
      const row = source.line ?? this.#planned;
      const draft = readRow(source, row, this.#terms);
      const found = isFound(draft) ? draft : this.#duplicateOf(draft);
      if (found) faults.push({ row, kind: found.kind, field: found.field, data: found.data ?? {} });
      else if (!isFound(draft)) drafts.push(draft);
    }
    return { drafts, faults };
  }

  #duplicateOf(draft: ComponentDraft): Found | undefined {
    const other = draft.code === null ? 0 : this.codes.rowOf(draft.code);
    if (other > 0)
      return { kind: 'duplicate_code', field: 'code', data: { found: draft.code ?? '', other } };
    const same = this.#places.findOrAdd(draft);
    if (same !== undefined) {
      return {
        kind: 'duplicate_place',
        field: 'geometry',
        data: placeData(same, this.#terms.samePlaceMetres),
      };
    }
    if (draft.code !== null) this.codes.take(draft.code, draft.row);
    return undefined;
  }
}

export function planImport(rows: readonly SourceRow[], terms: ImportTerms): ImportPlan {
  const file = new FilePlan(terms);
  for (const row of rows) file.note(row);
  return file.plan(rows);
}

/** What the words of `duplicate_place` need: another row of the file, or a component by its code. */
export const placeData = (other: number | string, metres: number): RowFault['data'] => ({
  metres,
  otherZh: typeof other === 'number' ? `第 ${other} 行` : `已有部件 ${other}`,
  otherEn: typeof other === 'number' ? `row ${other}` : `the known component ${other}`,
});
