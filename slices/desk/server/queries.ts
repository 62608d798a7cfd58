// SQL of the desk: saved views, preferences, searches by a number.
import { sql } from 'kysely';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Preferences } from '../core/contract.ts';

export interface ViewRow {
  readonly id: Id;
  readonly districtId: string;
  readonly screen: string;
  readonly name: string;
  readonly query: string;
  readonly columns: readonly string[] | null;
  readonly ownerId: Id;
  readonly sharedUnitId: Id | null;
  readonly sharedAreaPath: string | null;
  readonly updatedAt: Instant;
}

const VIEW = sql`id, district_id as "districtId", screen, name, query, columns, owner_id as "ownerId",
  shared_unit_id as "sharedUnitId", shared_area_path as "sharedAreaPath", updated_at as "updatedAt"`;

export interface ViewsAsked {
  readonly screen: string;
  readonly personId: Id;
  readonly unitIds: readonly Id[];
  /** The areas of my posts and all above them: what is shared with one of these is shared with me. */
  readonly areaPaths: readonly string[];
  readonly limit: number;
}

/** My own first, then by name. */
export async function listViews(tx: Tx, asked: ViewsAsked): Promise<ViewRow[]> {
  const { screen, personId, unitIds, areaPaths, limit } = asked;
  const { rows } = await sql<ViewRow>`
    select ${VIEW} from desk_view
    where screen = ${screen} and (owner_id = ${personId}::uuid
      or shared_unit_id = any(${[...unitIds]}::uuid[]) or shared_area_path = any(${[...areaPaths]}::text[]))
    order by owner_id <> ${personId}::uuid, name, id limit ${limit}`.execute(tx.db);
  return rows;
}

export async function lockView(tx: Tx, id: Id): Promise<ViewRow | undefined> {
  const { rows } = await sql<ViewRow>`select ${VIEW} from desk_view where id = ${id}::uuid for update`
    .execute(tx.db);
  return rows[0];
}

export async function countViews(tx: Tx, personId: Id): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from desk_view where owner_id = ${personId}::uuid`.execute(tx.db);
  return Number(rows[0]?.total);
}

/** Whether the person has another view of this name there. */
export async function hasViewNamed(tx: Tx, { id, ownerId, screen, name }: ViewRow): Promise<boolean> {
  const { rows } = await sql`select 1 from desk_view where owner_id = ${ownerId}::uuid
    and screen = ${screen} and name = ${name} and id <> ${id}::uuid`.execute(tx.db);
  return rows.length > 0;
}

export async function writeView(tx: Tx, view: ViewRow): Promise<void> {
  const columns = view.columns === null ? null : JSON.stringify(view.columns);
  const at = toIso(tx.now);
  await sql`
    insert into desk_view (id, district_id, screen, name, query, columns, owner_id, shared_unit_id,
      shared_area_path, created_at, updated_at)
    values (${view.id}::uuid, ${view.districtId}, ${view.screen}, ${view.name}, ${view.query},
      ${columns}::jsonb, ${view.ownerId}::uuid, ${view.sharedUnitId}::uuid, ${view.sharedAreaPath},
      ${at}::timestamptz, ${at}::timestamptz)
    on conflict (id) do update set name = excluded.name, query = excluded.query, columns = excluded.columns,
      shared_unit_id = excluded.shared_unit_id, shared_area_path = excluded.shared_area_path,
      updated_at = excluded.updated_at`.execute(tx.db);
}

export async function deleteView(tx: Tx, id: Id): Promise<void> {
  await sql`delete from desk_view where id = ${id}::uuid`.execute(tx.db);
}

export async function findPreferences(tx: Tx, personId: Id): Promise<Preferences | undefined> {
  const { rows } = await sql<{ body: Preferences }>`
    select body from desk_preference where person_id = ${personId}::uuid`.execute(tx.db);
  return rows[0]?.body;
}

/** As the store holds itself. */
const MOST_LETTERS = 20_000;

/** What is named takes the place of what stood there under the same name; the rest stays. Undefined where it
 *  is more than a desk can hold: then nothing has changed. */
export async function mergePreferences(
  tx: Tx, personId: Id, named: Preferences,
): Promise<Preferences | undefined> {
  const body = sql`${JSON.stringify(named)}::jsonb`;
  const { rows } = await sql<{ body: Preferences }>`
    insert into desk_preference (person_id, body, updated_at)
    select ${personId}::uuid, ${body}, ${toIso(tx.now)}::timestamptz
    where length((${body})::text) <= ${MOST_LETTERS}::int
    on conflict (person_id) do update
      set body = desk_preference.body || excluded.body, updated_at = excluded.updated_at
      where length((desk_preference.body || excluded.body)::text) <= ${MOST_LETTERS}::int
    returning body`.execute(tx.db);
  return rows[0]?.body;
}

export interface PhoneSearch {
  readonly districtId: string;
  readonly personId: Id;
  readonly postId: Id;
  readonly isWhole: boolean;
  readonly phoneIndex: Uint8Array;
  readonly found: number;
}

/** Until the end of the transaction: sent all at once, the searches of one person would count none of the
 *  others. */
export async function lockPhoneSearches(tx: Tx, personId: Id): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`phone search ${personId}`}))`.execute(tx.db);
}

export interface KeptSearches {
  /** How many other numbers the person has looked for within the hour. */
  readonly others: number;
  /** The same search again within a minute (the list is asked anew while somebody looks) is one look. */
  readonly isJustKept: boolean;
}

export async function getKeptSearches(
  tx: Tx, personId: Id, phoneIndex: Uint8Array,
): Promise<KeptSearches> {
  const index = Buffer.from(phoneIndex).toString('hex');
  const { rows } = await sql<{ others: number; is_just_kept: boolean }>`
    select count(distinct phone_index) filter (where phone_index <> decode(${index}, 'hex')) as others,
      coalesce(bool_or(phone_index = decode(${index}, 'hex')
        and searched_at > ${toIso(tx.now - MINUTE)}::timestamptz), false) as is_just_kept
    from desk_phone_search
    where person_id = ${personId}::uuid and searched_at > ${toIso(tx.now - HOUR)}::timestamptz`
    .execute(tx.db);
  return { others: Number(rows[0]?.others), isJustKept: rows[0]?.is_just_kept === true };
}

export async function insertPhoneSearch(tx: Tx, search: PhoneSearch): Promise<void> {
  const { districtId, personId, postId, isWhole, phoneIndex, found } = search;
  await sql`
    insert into desk_phone_search (id, district_id, person_id, post_id, is_whole, phone_index, found,
      searched_at)
    values (${tx.ids.next()}::uuid, ${districtId}, ${personId}::uuid, ${postId}::uuid, ${isWhole},
      decode(${Buffer.from(phoneIndex).toString('hex')}, 'hex'), ${found}, ${toIso(tx.now)}::timestamptz)`
    .execute(tx.db);
}
