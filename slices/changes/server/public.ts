// What other slices may do with the record of changes, in their own transaction.
export type { ChangeExecutor } from './decide-proposal.ts';
export { pendingBodies } from './pending-bodies.ts';
export { proposeChange, requireReason } from './propose-change.ts';
export { recordChanges } from './record-changes.ts';
