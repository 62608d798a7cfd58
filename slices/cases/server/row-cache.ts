// Rows of lists as this process has read them. Screens ask for the same newest cases all day: the store is
// asked which cases and which versions, and only what has changed since is read whole. Every write of a case
// raises its version, so a row of that version is that row, in every process. Bounded; what was longest
// unused goes first.
import { keepNewest } from '../../../platform/server/db/keep-newest.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** About 1 KB each, and as much again for those that a list has written (listed-case.ts). */
const MOST_ROWS = 6_000;

export class RowCache<Row extends Versioned> {
  readonly #rows = new Map<string, Row>();
  readonly #most: number;

  constructor(most = MOST_ROWS) {
    this.#most = most;
  }

  /** The row of that very version, if it is here. */
  find({ id, version }: Versioned): Row | undefined {
    const row = this.#rows.get(id);
    if (row?.version !== version) return undefined;
    this.keep(row);
    return row;
  }

  keep(row: Row): void {
    keepNewest(this.#rows, row.id, row, this.#most);
  }
}

export const cachePerStore = <Row extends Versioned>(most = MOST_ROWS): ((tx: Tx) => RowCache<Row>) =>
  perStore(() => new RowCache<Row>(most));
