// A file that was being written when its server died would stand as under way for ever: whoever asked is told
// that it failed, and the record says so. A reader who was only slow puts it right by taking the rest.
import { MINUTE } from '../../../kernel/duration.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { endSilentExports } from './queries-exports.ts';

/** A page takes milliseconds, and every tenth is told: this is a reader who went away, or a server. */
const SILENT_MS = 10 * MINUTE;

export const endExports: PeriodicJob = {
  kind: 'case.end_exports',
  everyMs: MINUTE,
  run: async (tx) => {
    await endSilentExports(tx, SILENT_MS);
  },
};
