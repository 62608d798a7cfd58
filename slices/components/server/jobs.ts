// What comes round for components: files that were never imported, or were cancelled, leave the store after
// a week.
import { DAY, HOUR } from '../../../kernel/duration.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { deleteOldPieces } from './queries-imports.ts';

const KEPT_MS = 7 * DAY;

export const sweepImports: PeriodicJob = {
  kind: 'component.sweep_imports',
  everyMs: 6 * HOUR,
  run: async (tx) => deleteOldPieces(tx, tx.now - KEPT_MS),
};
