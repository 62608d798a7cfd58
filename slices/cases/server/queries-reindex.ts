// Cases in the index of words whose grams were made by an older edition of core/case-grams.ts: which they
// are, and their new grams. Rows that are current are never touched.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { EDITION_GRAM } from '../core/case-grams.ts';
import type { WordedRow, WordsRow } from './queries-words.ts';

const LOCK_OUTDATED = `select case_id from case_words where grams[1] < $1::bigint
  order by grams[1] limit $2 for update skip locked`;

/** Locked first and their words read after: whoever changes the words of a case writes these rows too, so
 *  that what is read then is the newest. */
export async function lockOutdated(tx: Tx, limit: number): Promise<readonly string[]> {
  const rows = await tx.query<{ case_id: string }>(LOCK_OUTDATED, [EDITION_GRAM, limit]);
  return rows.map(({ case_id }) => case_id);
}

const WORDED_OF = `select id, number, description, address, item_name, item_name_en from case_file
  where id = any($1::uuid[]) limit $2`;

export const listWordedOf = (tx: Tx, ids: readonly string[]): Promise<WordedRow[]> =>
  tx.query<WordedRow>(WORDED_OF, [ids, ids.length]);

const UPDATE_WORDS = `update case_words as w set grams = j.grams
  from jsonb_to_recordset($1::jsonb) as j(case_id uuid, grams bigint[]) where w.case_id = j.case_id`;

export const updateWords = async (tx: Tx, rows: readonly WordsRow[]): Promise<void> => {
  await tx.query(UPDATE_WORDS, [JSON.stringify(rows)]);
};

const COUNT_OUTDATED = `select count(*) as n
  from (select from case_words where grams[1] < $1::bigint limit $2) as outdated`;

/** Up to `most`. */
export async function countOutdated(tx: Tx, most: number): Promise<number> {
  const [row] = await tx.query<{ n: number }>(COUNT_OUTDATED, [EDITION_GRAM, most]);
  return Number(row?.n ?? 0);
}
