// The account of a replay: every row of the file is in exactly one place. It counts; it never decides.

export interface Refused {
  count: number;
  readonly exampleRow: number;
  readonly detail: string;
}

export interface Tally {
  readonly rows: number;
  /** In the store: a number was given. */
  accepted: number;
  /** Of those, known from before: this run sent them again, or the journal had them. */
  acceptedBefore: number;
  straightThrough: number;
  waiting: number;
  /** In the store although the words that would be sent now differ from those of the first sending. */
  acceptedAsOtherWords: number;
  readonly refused: Map<string, Refused>;
  givenUp: number;
  givenUpWhy: string;
  /** Sent again because no answer came. */
  retries: number;
}

export const newTally = (rows: number): Tally => ({
  rows,
  accepted: 0,
  acceptedBefore: 0,
  straightThrough: 0,
  waiting: 0,
  acceptedAsOtherWords: 0,
  refused: new Map(),
  givenUp: 0,
  givenUpWhy: '',
  retries: 0,
});

/** States in which a person of the centre must look before anyone sets out. */
const WAITING = new Set(['reported', 'accepted']);

export function countAccepted(tally: Tally, state: string, isFromBefore: boolean): void {
  tally.accepted += 1;
  if (isFromBefore) tally.acceptedBefore += 1;
  if (WAITING.has(state)) tally.waiting += 1;
  else tally.straightThrough += 1;
}

export function countRefused(tally: Tally, code: string, row: number, detail: string): void {
  const known = tally.refused.get(code);
  if (known) known.count += 1;
  else tally.refused.set(code, { count: 1, exampleRow: row, detail });
}

export const refusedRows = (tally: Tally): number =>
  [...tally.refused.values()].reduce((sum, { count }) => sum + count, 0);

/** Rows that are neither in the store nor refused with a reason. */
export const unaccounted = (tally: Tally): number => tally.rows - tally.accepted - refusedRows(tally);

export interface Verified {
  readonly asked: number;
  readonly missing: readonly string[];
  /** Numbers that two rows were given. */
  readonly doubled: readonly string[];
}

const perSecond = (count: number, ms: number): string => (ms > 0 ? ((count * 1000) / ms).toFixed(1) : '–');

export function tellTally(tally: Tally, elapsedMs: number, verified: Verified | undefined): string[] {
  const fresh = tally.accepted - tally.acceptedBefore;
  const line = (words: string, count: number) => `${words.padEnd(34)} ${String(count).padStart(8)}`;
  return [
    line('rows of the file', tally.rows),
    line('accepted', tally.accepted),
    line('  of these known from before', tally.acceptedBefore),
    line('  dispatched straight through', tally.straightThrough),
    line('  waiting for a person', tally.waiting),
    ...(tally.acceptedAsOtherWords > 0
      ? [line('  first sent with another item', tally.acceptedAsOtherWords)]
      : []),
    line('refused', refusedRows(tally)),
    ...[...tally.refused]
      .sort(([, a], [, b]) => b.count - a.count)
      .map(
        ([code, { count, exampleRow, detail }]) =>
          `${line(`  ${code}`, count)}   e.g. row ${exampleRow}: ${detail}`,
      ),
    line('without an answer', tally.givenUp) + (tally.givenUp > 0 ? `   last: ${tally.givenUpWhy}` : ''),
    line('unaccounted for', unaccounted(tally) - tally.givenUp),
    line('sent again for want of an answer', tally.retries),
    `${(elapsedMs / 1000).toFixed(1)} s, ${perSecond(fresh, elapsedMs)} new reports a second`,
    ...(verified
      ? [
          `verified: ${verified.asked} asked, ${verified.missing.length} missing, ` +
            `${verified.doubled.length} doubled`,
          ...verified.missing.slice(0, 10).map((number) => `  missing: ${number}`),
          ...verified.doubled.slice(0, 10).map((number) => `  doubled: ${number}`),
        ]
      : []),
  ];
}
