// What comes round for components: uploads that were never imported are gone after a week; of an import that
// failed or was cancelled the bytes go, and what became of it stays on record.
import { DAY, HOUR } from '../../../kernel/duration.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { deleteAbandoned, deleteOldPieces } from './queries-imports.ts';

const KEPT_MS = 7 * DAY;

export const sweepImports: PeriodicJob = {
  kind: 'component.sweep_imports',
  everyMs: 6 * HOUR,
  run: async (tx) => {
    await deleteAbandoned(tx, tx.now - KEPT_MS);
    await deleteOldPieces(tx, tx.now - KEPT_MS);
  },
};
