// What a reader found before, looked up anew: a screen keeps ids alone, so the words are always those of now
// and only what the reader may still see. Whatever is gone, or not theirs any more, is left out without a
// word.
import { isUuid } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { casesById } from '../../cases/server/public.ts';
import type { Searched } from '../core/contract.ts';
import { namesOfDistrict } from './names.ts';
import { caseHit, mayName, shown } from './search-desk.ts';

const keyOf = ({ kind, id }: Pick<Searched, 'kind' | 'id'>): string => `${kind} ${id}`;

async function namedAgain(tx: Tx, actor: Actor, keys: ReadonlySet<string>): Promise<Searched[]> {
  if (actor.kind !== 'person' || keys.size === 0) return [];
  const hits: Searched[] = [];
  for (const districtId of new Set(actor.posts.map((post) => post.areaPath.slice(0, 6)))) {
    for (const { of } of (await namesOfDistrict(tx, districtId)).all) {
      if (keys.has(keyOf(of)) && mayName(actor, of)) hits.push(shown(of));
    }
  }
  return hits;
}

/** `keys`: kind and id, as `case 019a…`. In the order in which they are asked for. */
export async function findAgain(
  tx: Tx, actor: Actor, keys: readonly string[],
): Promise<{ items: Searched[] }> {
  const ids = keys.flatMap((key) => (key.startsWith('case ') ? [key.slice(5)] : [])).filter(isUuid);
  const others = new Set(keys.filter((key) => !key.startsWith('case ')));
  const hits = [
    ...(await casesById(tx, actor, ids)).map(caseHit),
    ...(await namedAgain(tx, actor, others)),
  ];
  const byKey = new Map(hits.map((hit) => [keyOf(hit), hit]));
  return { items: [...new Set(keys)].flatMap((key) => byKey.get(key) ?? []) };
}
