// What other slices may ask of evaluation: the counts of areas over time, as the sums have them.
export { findFirstDay, listBuckets } from './queries-read.ts';
