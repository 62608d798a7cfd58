// Makes anew what an older edition of core/case-grams.ts took into the index of words: what stood there when
// the edition was raised, and what a server of before still writes while servers are changed one by one.
// Each piece is one transaction and leaves its cases current, so that a server that is killed goes on where
// it was. Meanwhile searches look for cases of older editions by what every edition has (queries-words.ts):
// more slowly, and none is missed.
import { SECOND } from '../../../kernel/duration.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Watched } from '../../../platform/server/http/operations.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { wordsRow } from './index-words.ts';
import { countOutdated, listWordedOf, lockOutdated, updateWords } from './queries-reindex.ts';

const CASES_PER_PIECE = 1_000;
/** Between two pieces: reports and screens come first. A million cases take half an hour. */
const PAUSE_MS = SECOND;
const MOST_COUNTED = 10_000;

/** How many were made anew. */
export async function reindexSome(tx: Tx, most: number): Promise<number> {
  const ids = await lockOutdated(tx, most);
  if (ids.length === 0) return 0;
  const rows = await listWordedOf(tx, ids);
  await updateWords(tx, rows.map(wordsRow));
  return rows.length;
}

export const reindexWords: PeriodicJob = {
  kind: 'case.reindex_words',
  everyMs: 60 * SECOND,
  run: async (tx) => {
    if ((await reindexSome(tx, CASES_PER_PIECE)) < CASES_PER_PIECE) return;
    await scheduleTimers(tx, [{ kind: reindexWords.kind, key: 'periodic', dueAt: tx.now + PAUSE_MS }]);
  },
};

/** How far it still has to go, for whoever watches the server. */
export const outdatedWords: Watched = {
  name: 'gridloop_search_outdated',
  help: 'Cases that wait to be taken into the index of words anew, up to 10,000; they are found all the same',
  count: (tx) => countOutdated(tx, MOST_COUNTED),
};
