// Finding cases by words: the index of their grams, and who fills it. The index gives what may match; the
// case itself is asked whether it does, so that an index a moment behind can miss nothing and invent nothing:
// what is younger than its mark is looked through one by one.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { soughtIn, type Sought } from '../core/case-grams.ts';
import { parseCaseNumber } from '../core/case-number.ts';
import { isKnownMany, keepMany } from './known-many.ts';

type Condition = RawBuilder<unknown>;

/** No id is lower. */
const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** Up to which case, in the order of ids, the index is kept. */
export async function findWordsMark(tx: Tx): Promise<string> {
  const rows = await tx.query<{ last_case_id: string }>('select last_case_id from case_words_mark');
  return rows[0]?.last_case_id ?? NOWHERE;
}

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

function mayMatch({ grams, tail }: Sought): Condition {
  const [all, ending] = [sql`grams @> ${grams}::bigint[]`, tail && sql`grams @> ${[tail.gram]}::bigint[]`];
  return ending ? sql`(${all} or ${ending})` : all;
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

export async function findCandidates(tx: Tx, text: string): Promise<Candidates> {
  const sought = soughtIn(text);
  // Whoever walks the newest asks no mark: every case is looked at.
  if (isKnownMany(tx, `words ${text}`)) return { ids: undefined, mark: NOWHERE };
  const mark = await findWordsMark(tx);
  const isWhole = parseCaseNumber(text.replace(/[\s-]/g, '')) !== undefined;
  if (isWhole || sought.grams.length === 0) return { ids: undefined, mark };
  const { rows } = await sql<{ case_id: string }>`
    select case_id from case_words where ${mayMatch(sought)} limit ${MOST_CANDIDATES + 1}`.execute(tx.db);
  if (rows.length <= MOST_CANDIDATES) return { mark, ids: rows.map(({ case_id }) => case_id) };
  keepMany(tx, `words ${text}`);
  return { mark, ids: undefined };
}

/** A condition of which the store makes no guess of its own: it walks in order until it has enough. */
export const whileWalking = (condition: Condition): Condition =>
  sql`(case when ${condition} then true else false end)`;

/** Each is a way to find some of them, all together all. */
export function textConditions(text: string, { ids, mark }: Candidates): readonly Condition[] {
  const number = text.replace(/[\s-]/g, '');
  if (parseCaseNumber(number)) return [sql`number = ${number}`];
  const sought = soughtIn(text);
  if (sought.words.length === 0) return [sql`true`];
  if (!ids) return [whileWalking(matches(sought))];
  return [sql`id = any(${[...ids]}::uuid[]) and ${matches(sought)}`,
    sql`id > ${mark}::uuid and ${matches(sought)}`];
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
