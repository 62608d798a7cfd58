// What other slices may ask about a city's own words: first the open transaction.
export { listReasons } from './queries.ts';
