// Cases for whoever searches: by words or number as far as they may see, or by a reporter's number, which is
// for those who may call back. The number is compared blind and never leaves.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { isTooShort } from '../core/case-grams.ts';
import { isWholePhone, plainPhone } from '../core/phone-search.ts';
import { sightOf } from '../core/visibility.ts';
import { meantBy } from './list-cases.ts';
import { type FoundRow, listFound, listFoundByIds } from './queries-found.ts';
import { listIdsByPhone } from './queries-words.ts';
import { readableOf } from './read-kin.ts';
import { tailIndex } from './reporter-row.ts';

export interface FoundCase {
  readonly id: Id;
  readonly number: string;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly description: string;
  readonly address: string | null;
  readonly areaPath: string;
}

const found = (row: FoundRow): FoundCase => ({
  id: row.id, number: row.number, itemName: row.item_name, itemNameEn: row.item_name_en,
  description: row.description, address: row.address, areaPath: row.area_path,
});

/** The newest first; none for a single character, which stands everywhere. */
export async function findCases(tx: Tx, actor: Actor, text: string, most: number): Promise<FoundCase[]> {
  const query = { text: text.slice(0, 60) };
  if (isTooShort(query.text)) return [];
  return (await listFound(tx, sightOf(actor), query, most, await meantBy(tx, query))).map(found);
}

/** Those of these that the actor may read now, in this order. */
export async function casesById(tx: Tx, actor: Actor, ids: readonly Id[]): Promise<FoundCase[]> {
  const readable = await readableOf(tx, actor, ids);
  return (await listFoundByIds(tx, ids.filter((id) => readable.has(id)))).map(found);
}

/** What is looked for, blind; also for the record of the search. */
export function phoneSearchIndex(tx: Tx, text: string): { index: Uint8Array; isWhole: boolean } {
  const digits = plainPhone(text);
  const isWhole = isWholePhone(digits);
  return { isWhole, index: isWhole ? tx.cipher.blindIndex(digits) : tailIndex(tx, digits) };
}

/** Those in the charge of these centres, the last reported first. The caller keeps the search on record. */
export async function casesByPhone(
  tx: Tx, text: string, centreUnitIds: readonly Id[], most: number,
): Promise<FoundCase[]> {
  const ids = await listIdsByPhone(tx, phoneSearchIndex(tx, text), centreUnitIds, most);
  return (await listFoundByIds(tx, ids)).map(found);
}
