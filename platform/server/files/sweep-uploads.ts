// Uploads that nobody has gone on with for two weeks, and finished ones as old: their pieces and rows go. The
// pieces go first: cut off in between, the next round does it again, and no bytes are left without a row.
import { DAY, HOUR } from '../../../kernel/duration.ts';
import type { PeriodicJob } from '../jobs/periodic.ts';
import { scheduleTimers } from '../jobs/timer.ts';
import type { PhotoFiles } from './photo-files.ts';
import { deleteUploads, lockOldUploads } from './queries-uploads.ts';

export const UPLOADS_KEPT_MS = 14 * DAY;
const UPLOADS_PER_ROUND = 50;
export const SWEEP_UPLOADS = 'files.sweep_uploads';

export const sweepUploads = (files: PhotoFiles): PeriodicJob => ({
  kind: SWEEP_UPLOADS,
  everyMs: HOUR,
  run: async (tx) => {
    const old = await lockOldUploads(tx, tx.now - UPLOADS_KEPT_MS, UPLOADS_PER_ROUND);
    for (const { id, pieces } of old) await files.removePieces(id, pieces);
    await deleteUploads(
      tx,
      old.map(({ id }) => id),
    );
    // More is waiting: come back at once instead of in one long transaction.
    if (old.length === UPLOADS_PER_ROUND) {
      await scheduleTimers(tx, [{ kind: SWEEP_UPLOADS, key: 'periodic', dueAt: tx.now }]);
    }
  },
});
