// What is wrong in one line of a list of staff: every cell of it, each with what to write instead, so that a
// file is mended once and not cell by cell. It never holds a whole telephone number.
import type { Words } from '../../changes/core/change.ts';
import { IMPORT_FIELDS, type ImportField } from './import-columns.ts';

export interface CellFault {
  /** Null: the line as a whole. */
  readonly field: ImportField | null;
  readonly words: Words;
}

/** Gathers the faults of one line; `add` gives undefined, so that a cell that cannot be read has no value. */
export class LineFaults {
  readonly list: CellFault[] = [];

  add(field: ImportField | null, zh: string, en: string): undefined {
    this.list.push({ field, words: { zh, en } });
  }

  /** As the columns of the template stand. */
  inOrder(): readonly CellFault[] {
    const at = ({ field }: CellFault): number => (field === null ? -1 : IMPORT_FIELDS.indexOf(field));
    return [...this.list].sort((a, b) => at(a) - at(b));
  }
}

/** Of a line that would by now do something else than was seen when it was checked. */
export const CHECKED_ANEW: Words = {
  zh: '检查之后，人员资料有了变化，这一行的结果不再是您看到的，所以没有写入。请重新检查，看过结果再确认。',
  en:
    'What is held of people has changed since the check, and this line would do something else than you ' +
    'saw, so it was left out. Check again, look at the result, then confirm.',
};
