// What other slices' screens may use of evaluation.
export { OpenedCases } from './opened-cases.tsx';
export type { Opened } from './use-evaluation.ts';
