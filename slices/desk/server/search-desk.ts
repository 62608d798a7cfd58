// One search over all that a desk knows: cases, people, units, grids, items. Only what the reader may see; a
// number finds only for those who may call back, so many an hour, and is kept on record before anything is
// shown.
import type { Actor, Post } from '../../../kernel/rights.ts';
import { rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { matchNames } from '../../../platform/server/names/match-names.ts';
import { isPhoneSearch } from '../../cases/core/phone-search.ts';
import { casesByPhone, findCases, type FoundCase, phoneSearchIndex } from '../../cases/server/public.ts';
import { peoplePolicy } from '../../people/core/policy.ts';
import type { Searched, SearchQuery } from '../core/contract.ts';
import { deskPolicy } from '../core/policy.ts';
import { type NamedThing, namesOfDistrict } from './names.ts';
import { getKeptSearches, insertPhoneSearch, lockPhoneSearches } from './queries.ts';

const MOST = 20;

export const caseHit = (one: FoundCase): Searched => ({
  kind: 'case', id: one.id,
  title: `${one.itemName ?? ''} ${one.description}`.trim().slice(0, 80),
  titleEn: `${one.itemNameEn ?? ''} ${one.description}`.trim().slice(0, 80),
  hint: [one.number, one.address].filter((part) => part !== null).join(' · '), areaPath: one.areaPath,
});

export const mayName = (actor: Actor, { kind, id, unitId, areaPath }: NamedThing): boolean =>
  kind !== 'person' || rightTo(peoplePolicy, actor, 'person.read', {
    personId: id, ...(unitId ? { unitId } : {}), ...(areaPath ? { areaPath } : {}),
  }) !== undefined;

export const shown = ({ unitId: _, ...hit }: NamedThing): Searched => hit;

async function namedHits(tx: Tx, actor: Actor, text: string, most: number): Promise<Searched[]> {
  if (actor.kind !== 'person') return [];
  const districts = [...new Set(actor.posts.map((post) => post.areaPath.slice(0, 6)))];
  const all = [];
  for (const districtId of districts) {
    const names = await namesOfDistrict(tx, districtId);
    if (names.text.includes(text.toLowerCase())) all.push(...names.all);
  }
  // Whoever holds several posts is one person.
  const told = new Set<string>();
  const isNew = ({ kind, id }: NamedThing): boolean => {
    if (told.has(`${kind} ${id}`)) return false;
    told.add(`${kind} ${id}`);
    return true;
  };
  return matchNames(all, text, most, (one) => mayName(actor, one) && isNew(one)).map(shown);
}

function dispatchingPosts(actor: Actor): readonly Post[] {
  const posts = actor.kind === 'person' ? actor.posts : [];
  return posts.filter((post) =>
    rightTo(deskPolicy, actor, 'desk.search_phone', { unitId: post.unitId }) !== undefined);
}

/** More than anybody on the telephone needs: to try all ten thousand ends of a number takes a week, on
 *  record. */
export const MOST_NUMBERS_AN_HOUR = 60;

interface ByPhone {
  readonly hits: readonly Searched[];
  /** Keeps the search on record; from here to the commit the searches of one person wait for each other. */
  readonly keep: () => Promise<void>;
}

const NO_PHONE: ByPhone = { hits: [], keep: async () => undefined };

/** Throws Refused `desk.too_many_phone_searches`, as `keep` does. */
async function findByPhone(tx: Tx, actor: Actor, text: string, most: number): Promise<ByPhone> {
  const posts = dispatchingPosts(actor);
  const [post] = posts;
  if (actor.kind !== 'person' || !post || !isPhoneSearch(text)) return NO_PHONE;
  const { personId } = actor;
  const { index, isWhole } = phoneSearchIndex(tx, text);
  const kept = async () => {
    const { others, isJustKept } = await getKeptSearches(tx, personId, index);
    if (!isJustKept && others >= MOST_NUMBERS_AN_HOUR) {
      throwRefusal('desk.too_many_phone_searches', { most: MOST_NUMBERS_AN_HOUR });
    }
    return isJustKept;
  };
  const isKept = await kept();
  const found = await casesByPhone(tx, text, posts.map(({ unitId }) => unitId), most);
  const keep = async () => {
    await lockPhoneSearches(tx, personId);
    if (await kept()) return;
    await insertPhoneSearch(tx, {
      districtId: post.areaPath.slice(0, 6), personId, postId: post.id, isWhole, phoneIndex: index,
      found: found.length,
    });
  };
  return { hits: found.map(caseHit), keep: isKept ? NO_PHONE.keep : keep };
}

const isNumberLike = (text: string): boolean => /^[\d\s-]+$/.test(text);
/** Codes of areas are long; four digits stand somewhere in nearly every one. */
const isOfNames = (text: string): boolean => !isNumberLike(text) || text.length >= 6;

/** Best first: a number means a case before it means a code, letters a name before they mean words. */
export async function searchDesk(
  tx: Tx, actor: Actor, { q, limit = MOST }: SearchQuery, byPhone: readonly Searched[] = [],
) {
  const text = q.trim();
  if (text === '') return { items: [] };
  const [named, cases] = await Promise.all([
    isOfNames(text) ? namedHits(tx, actor, text, Math.ceil(limit / 2)) : [],
    findCases(tx, actor, text, limit),
  ]);
  const ofCases = [...byPhone, ...cases.map(caseHit)];
  const hits = isNumberLike(text) ? [...ofCases, ...named] : [...named, ...ofCases];
  return { items: [...new Map(hits.map((hit) => [`${hit.kind} ${hit.id}`, hit])).values()].slice(0, limit) };
}

/** The same, and by a reporter's number where the words are one. Throws Refused
 *  `desk.too_many_phone_searches`. */
export async function searchDeskByPhone(tx: Tx, actor: Actor, query: SearchQuery) {
  const most = Math.ceil((query.limit ?? MOST) / 2);
  const { hits, keep } = await findByPhone(tx, actor, query.q.trim(), most);
  const found = await searchDesk(tx, actor, query, hits);
  await keep();
  return found;
}
