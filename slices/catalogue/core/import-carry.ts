// Fills blank cells down: offices merge the cells of a class over its rows, and a reader of rows sees the
// value once and blanks below. A new class clears what was carried for subclass and item, and so on down.
import { cellText } from './import-columns.ts';
import type { Column, Headings, Row } from './import-columns.ts';

/** From the widest to the narrowest; the first two columns of a group say whether it changes. */
const GROUPS: readonly (readonly [Column, Column, ...Column[]])[] = [
  ['classCode', 'className', 'classNameEn'],
  ['subclassCode', 'subclassName', 'subclassNameEn'],
  ['itemCode', 'itemName', 'itemNameEn', 'aliases', 'keywords', 'duplicateRadius', 'duplicateDays'],
];

export type Cells = (column: Column) => string;

export class CarryDown {
  readonly #headings: Headings;
  readonly #carried = new Map<Column, string>();

  constructor(headings: Headings) {
    this.#headings = headings;
  }

  /** The cells of the row with the blanks of its classes and item filled from above. */
  read(row: Row): Cells {
    const own = (column: Column): string => {
      const index = this.#headings.columns.get(column);
      return index === undefined ? '' : cellText(row[index]);
    };
    this.#carryList(own('list'));
    for (const [depth, group] of GROUPS.entries()) this.#carryGroup(group, depth, own);
    return (column) => this.#carried.get(column) ?? own(column);
  }

  #carryList(list: string): void {
    if (list === '') return;
    if (this.#carried.get('list') !== list) for (const group of GROUPS) this.#clear(group);
    this.#carried.set('list', list);
  }

  #carryGroup(group: (typeof GROUPS)[number], depth: number, own: Cells): void {
    const [code, name] = group;
    const isSaid = own(code) !== '' || own(name) !== '';
    const isSame = (column: Column) => own(column) === '' || own(column) === this.#carried.get(column);
    if (isSaid && !(isSame(code) && isSame(name))) {
      for (const narrower of GROUPS.slice(depth)) this.#clear(narrower);
    }
    for (const column of group) if (own(column) !== '') this.#carried.set(column, own(column));
  }

  #clear(group: readonly Column[]): void {
    for (const column of group) this.#carried.delete(column);
  }
}
