// Keeps the index of words behind the cases: every few seconds, in the order of ids, and never up to the
// very last, because a case whose id was drawn before may yet be written. Whoever changes a case's words
// writes its new ones in the same statement.
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import { uuidV7 } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import type { CaseFile } from '../core/case-file.ts';
import { gramsOfCase } from '../core/case-grams.ts';
import {
  insertWords, listUntailed, listWorded, lockWordsMark, updateTails, updateWordsMark, type WordedRow,
  type WordsRow,
} from './queries-words.ts';
import { tailIndex } from './reporter-row.ts';

/** No transaction that writes a case lasts as long. */
const BEHIND_MS = MINUTE;
const CASES_PER_ROUND = 3_000;
const TAILS_PER_ROUND = 500;
const NO_RANDOM = new Uint8Array(10);

export const wordsRow = (row: WordedRow): WordsRow => ({
  case_id: row.id,
  grams: gramsOfCase({
    number: row.number, description: row.description, address: row.address, itemName: row.item_name,
    itemNameEn: row.item_name_en,
  }),
});

export const wordsOfFile = (file: CaseFile): WordsRow => ({
  case_id: file.id,
  grams: gramsOfCase({
    number: file.number, description: file.description, address: file.place.address,
    itemName: file.rule?.itemName ?? null, itemNameEn: file.rule?.itemNameEn ?? null,
  }),
});

/** Whether a search would find it by other words than before. */
export const hasOtherWords = (before: CaseFile, after: CaseFile): boolean =>
  before.description !== after.description || before.place.address !== after.place.address
  || before.rule?.itemName !== after.rule?.itemName || before.rule?.itemNameEn !== after.rule?.itemNameEn;

/** How many were taken in. */
async function indexSome(tx: Tx): Promise<number> {
  const mark = await lockWordsMark(tx);
  if (mark === undefined) return 0;
  const rows = await listWorded(tx, mark, uuidV7(tx.now - BEHIND_MS, NO_RANDOM), CASES_PER_ROUND);
  const last = rows.at(-1);
  if (!last) return 0;
  await insertWords(tx, rows.map(wordsRow));
  await updateWordsMark(tx, last.id);
  return rows.length;
}

/** Numbers that were sealed before their tails were kept. */
async function tailSome(tx: Tx): Promise<number> {
  const rows = await listUntailed(tx, TAILS_PER_ROUND);
  if (rows.length === 0) return 0;
  await updateTails(tx, rows.map(({ case_id, id, phone_sealed }) => ({
    case_id, id, tail: Buffer.from(tailIndex(tx, tx.cipher.open(phone_sealed))).toString('hex'),
  })));
  return rows.length;
}

export const indexWords: PeriodicJob = {
  kind: 'case.index_words',
  everyMs: 10 * SECOND,
  run: async (tx) => {
    const [indexed, tailed] = [await indexSome(tx), await tailSome(tx)];
    // More is waiting: come back at once instead of in one long transaction.
    if (indexed === CASES_PER_ROUND || tailed === TAILS_PER_ROUND) {
      await scheduleTimers(tx, [{ kind: indexWords.kind, key: 'periodic', dueAt: tx.now }]);
    }
  },
};
