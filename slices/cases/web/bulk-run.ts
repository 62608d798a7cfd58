// One action on many cases: each through its own door with a key of its own, a few at a time, each with
// its result. Pure but for what it is handed: nothing here knows how a case is acted on. A case that
// fails holds up no other; whoever stops it stops what has not begun.

export type RowState = 'waiting' | 'running' | 'done' | 'refused' | 'unsure' | 'stopped';

export interface BulkRow {
  readonly id: string;
  readonly number: string;
  readonly state: RowState;
  /** Why not, in words. */
  readonly why?: string;
  /** The unit that it went to. */
  readonly to?: string;
}

export interface BulkCase {
  readonly id: string;
  readonly number: string;
  readonly version: number;
}

/** What came of one: done, or why not; `unsure` where no answer came, however often it was asked. */
export type Outcome =
  | { readonly state: 'done'; readonly to?: string }
  | { readonly state: 'refused' | 'unsure'; readonly why: string };

export interface Running {
  readonly stop: () => void;
  readonly finished: Promise<readonly BulkRow[]>;
}

/** So many at once: more would only wait for each other at the store. */
const AT_ONCE = 4;

export function runBulk(
  cases: readonly BulkCase[],
  act: (one: BulkCase) => Promise<Outcome>,
  tell: (rows: readonly BulkRow[]) => void,
): Running {
  let rows: readonly BulkRow[] = cases.map(({ id, number }) => ({ id, number, state: 'waiting' }));
  let next = 0;
  let isStopped = false;
  const put = (at: number, change: Partial<BulkRow>): void => {
    rows = rows.map((row, index) => (index === at ? { ...row, ...change } : row));
    tell(rows);
  };
  const work = async (): Promise<void> => {
    while (!isStopped && next < cases.length) {
      const at = next++;
      const one = cases[at];
      if (!one) return;
      put(at, { state: 'running' });
      put(at, await act(one));
    }
  };
  const workers = Array.from({ length: Math.min(AT_ONCE, cases.length) }, work);
  const finished = Promise.all(workers).then(() => {
    rows = rows.map((row) => (row.state === 'waiting' ? { ...row, state: 'stopped' as const } : row));
    tell(rows);
    return rows;
  });
  return {
    finished,
    stop: () => {
      isStopped = true;
    },
  };
}

export const countOf = (rows: readonly BulkRow[], state: RowState): number =>
  rows.filter((row) => row.state === state).length;
