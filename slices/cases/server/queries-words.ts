// Finding cases by words: the index of their grams, and who fills it. The index gives what may match; the
// case itself is asked whether it does, so that an index a moment behind can miss nothing and invent nothing:
// what is younger than its mark is looked through one by one, and what an older server took in is looked for
// by the grams that every edition has.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { EDITION_GRAM, soughtIn, type Sought } from '../core/case-grams.ts';
import { parseCaseNumber } from '../core/case-number.ts';
import { isKnownMany, keepMany } from './known-many.ts';

type Condition = RawBuilder<unknown>;

/** No id is lower. */
const NOWHERE = '00000000-0000-0000-0000-000000000000';

const likeOf = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function isLike(word: string): Condition {
  const like = likeOf(word);
  return sql`(description ilike ${like} or address ilike ${like} or item_name ilike ${like}
    or item_name_en ilike ${like})`;
}

/** Whether the case itself holds it. */
function matches({ words, tail }: Sought): Condition {
  const inWords = words.map(isLike);
  const all = sql`(${sql.join(inWords, sql` and `)})`;
  return tail ? sql`(${all} or number like ${`%${tail.digits}`})` : all;
}

/** What the index gave before the cases themselves are asked. */
export interface Candidates {
  /** Undefined: more than MOST_CANDIDATES, so many that the newest few are soon found without any index. */
  readonly ids: readonly string[] | undefined;
  /** Up to which case the index was kept. */
  readonly mark: string;
}

/** Each costs a look at its case. Where there are more, one in three hundred cases matches, and a walk along
 *  the newest finds a page sooner. The store can't tell which it is: grams come together, and it takes
 *  them for strangers. */
export const MOST_CANDIDATES = 3_000;

/** Whoever walks the newest asks no mark: every case is looked at. */
const WALKED: Candidates = { ids: undefined, mark: NOWHERE };

interface IndexedRow {
  readonly id: string;
  readonly is_mark: boolean;
}

/** Which cases the index gives, and up to which case it was kept as it gave them. Where there is none of an
 *  older edition, which the lowest first gram tells, the last question is not asked. */
const indexed = (orTail: string): string => `
  select last_case_id as id, true as is_mark from case_words_mark
  union all
  (select case_id, false from case_words where (grams @> $2::bigint[]${orTail}) limit $1)
  union all
  (select case_id, false from case_words
    where (select w.grams[1] from case_words as w order by w.grams[1] limit 1) < $4::bigint
      and grams[1] < $4::bigint and (grams @> $3::bigint[]${orTail}) limit $1)`;
const BY_GRAMS = indexed('');
const BY_GRAMS_OR_TAIL = indexed(' or grams @> $5::bigint[]');

function askIndex(tx: Tx, { grams, gramsOfAnyEdition, tail }: Sought): Promise<IndexedRow[]> {
  const values = [MOST_CANDIDATES + 1, grams, gramsOfAnyEdition, EDITION_GRAM];
  return tail ? tx.query(BY_GRAMS_OR_TAIL, [...values, [tail.gram]]) : tx.query(BY_GRAMS, values);
}

export async function findCandidates(tx: Tx, text: string): Promise<Candidates> {
  const sought = soughtIn(text);
  const isWhole = parseCaseNumber(text.replace(/[\s-]/g, '')) !== undefined;
  if (isWhole || sought.grams.length === 0 || isKnownMany(tx, `words ${text}`)) return WALKED;
  const rows = await askIndex(tx, sought);
  // A case of an older edition may be given twice.
  const ids = [...new Set(rows.flatMap(({ id, is_mark }) => (is_mark ? [] : [id])))];
  if (ids.length <= MOST_CANDIDATES) {
    return { ids, mark: rows.find(({ is_mark }) => is_mark)?.id ?? NOWHERE };
  }
  keepMany(tx, `words ${text}`);
  return WALKED;
}

/** A condition of which the store makes no guess of its own: it walks in order until it has enough. */
export const whileWalking = (condition: Condition): Condition =>
  sql`(case when ${condition} then true else false end)`;

/** `says` is asked of those that `is` gives in their order, until there are enough: nearly every one that the
 *  index gave says it, and to see that it does costs as much as to fetch it. */
export interface TextWalk {
  readonly is: Condition;
  readonly says?: Condition;
}

/** Each is a way to find some of them, all together all. */
export function textWalks(text: string, { ids, mark }: Candidates): readonly TextWalk[] {
  const number = text.replace(/[\s-]/g, '');
  if (parseCaseNumber(number)) return [{ is: sql`number = ${number}` }];
  const sought = soughtIn(text);
  if (sought.words.length === 0) return [{ is: sql`true` }];
  if (!ids) return [{ is: whileWalking(matches(sought)) }];
  return [{ is: sql`id = any(${[...ids]}::uuid[])`, says: matches(sought) },
    { is: sql`id > ${mark}::uuid and ${matches(sought)}` }];
}

export interface WordedRow {
  readonly id: string;
  readonly number: string;
  readonly description: string;
  readonly address: string | null;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
}

const WORDED = `select id, number, description, address, item_name, item_name_en from case_file
  where id > $1::uuid and id < $2::uuid order by id limit $3`;

/** In the order of ids. */
export const listWorded = (tx: Tx, after: string, before: string, limit: number): Promise<WordedRow[]> =>
  tx.query<WordedRow>(WORDED, [after, before, limit]);

export interface WordsRow {
  readonly case_id: string;
  readonly grams: readonly number[];
}

/** Words that are there already are left as they are: whoever changed a case has written the newer ones. */
export async function insertWords(tx: Tx, rows: readonly WordsRow[]): Promise<void> {
  await sql`
    insert into case_words (case_id, grams)
    select case_id, grams from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as w(case_id uuid, grams bigint[])
    on conflict (case_id) do nothing`.execute(tx.db);
}

/** One filler at a time; undefined where another is at it. */
export async function lockWordsMark(tx: Tx): Promise<string | undefined> {
  await sql`insert into case_words_mark (last_case_id) values (${NOWHERE}::uuid) on conflict do nothing`
    .execute(tx.db);
  const { rows } = await sql<{ last_case_id: string }>`
    select last_case_id from case_words_mark for update skip locked`.execute(tx.db);
  return rows[0]?.last_case_id;
}

export async function updateWordsMark(tx: Tx, caseId: string): Promise<void> {
  await sql`update case_words_mark set last_case_id = ${caseId}::uuid`.execute(tx.db);
}

export interface UntailedRow {
  readonly case_id: string;
  readonly id: string;
  readonly phone_sealed: Uint8Array;
}

export async function listUntailed(tx: Tx, limit: number): Promise<UntailedRow[]> {
  const { rows } = await sql<UntailedRow>`
    select case_id, id, phone_sealed from case_reporter
    where phone_sealed is not null and phone_tail_index is null
    order by case_id, id limit ${limit} for update skip locked`.execute(tx.db);
  return rows;
}

export interface TailRow {
  readonly case_id: string;
  readonly id: string;
  /** Hex of the blind index. */
  readonly tail: string;
}

export async function updateTails(tx: Tx, rows: readonly TailRow[]): Promise<void> {
  await sql`
    update case_reporter r set phone_tail_index = decode(t.tail, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(case_id uuid, id uuid, tail text)
    where r.case_id = t.case_id and r.id = t.id`.execute(tx.db);
}

/** The cases of these centres that somebody with this number reported or joined, the last first. */
export async function listIdsByPhone(
  tx: Tx, { index, isWhole }: { readonly index: Uint8Array; readonly isWhole: boolean },
  centreUnitIds: readonly string[], limit: number,
): Promise<string[]> {
  const hex = Buffer.from(index).toString('hex');
  const isIt = isWhole ? sql`r.phone_index = decode(${hex}, 'hex')`
    : sql`r.phone_tail_index = decode(${hex}, 'hex')`;
  const { rows } = await sql<{ id: string }>`
    select f.id, max(r.joined_at) as at from case_reporter r join case_file f on f.id = r.case_id
    where ${isIt} and f.centre_unit_id = any(${[...centreUnitIds]}::uuid[])
    group by f.id order by at desc, f.id desc limit ${limit}`.execute(tx.db);
  return rows.map(({ id }) => id);
}
