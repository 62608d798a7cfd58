// components.fold_counts: what has come and gone since is folded into the counts that maps draw whole
// districts from, so that few lines are ever read twice. Late or never, the counts are true all the same.
import { MINUTE } from '../../../kernel/duration.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { foldChanges, listUnfolded } from './queries-tiles.ts';

const DISTRICTS_PER_ROUND = 20;
/** The rest waits for the next minute. */
const PIECES_PER_ROUND = 10;

export const foldCounts: PeriodicJob = {
  kind: 'components.fold_counts',
  everyMs: MINUTE,
  run: async (tx) => {
    for (const districtId of await listUnfolded(tx, DISTRICTS_PER_ROUND)) {
      await foldChanges(tx, districtId, PIECES_PER_ROUND);
    }
  },
};
