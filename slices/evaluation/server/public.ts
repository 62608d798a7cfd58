// What other slices may ask of evaluation inside their transaction: the sums of a period, the cases that are
// counted in them, and what their rows are called. Whoever asks has checked what the reader may see.
export { pageOf, pageOfTogether } from './list-counted-cases.ts';
export type { SumRow } from '../core/evaluate.ts';
export { findFirstDay, listBuckets, readDaySums } from './queries-read.ts';
export { namesOf, periodAsked, sumsIn } from './read-table.ts';
export { periodView } from './table-rows.ts';
