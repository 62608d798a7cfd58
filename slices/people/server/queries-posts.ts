// SQL of posts, and of people by the posts that they hold.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, localDate, toIso } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Language } from '../core/person.ts';
import type { DatedPost, NewPost } from '../core/post.ts';
import type { HeadTerm } from '../core/unit-directory.ts';

export interface NewPostRow extends NewPost {
  readonly id: Id;
  readonly districtId: string;
}

/** Many rows in one statement. Fails on `post_one_head_per_grid` where a grid would have two heads. */
export async function insertPosts(tx: Tx, rows: readonly NewPostRow[], givenBy: Id | null): Promise<void> {
  await sql`
    insert into post (id, district_id, person_id, unit_id, role, area_path, from_date, to_date, given_at,
      given_by)
    select r.id, r."districtId", r."personId", r."unitId", r.role, r."areaPath", r."fromDate", r."toDate",
      ${toIso(tx.now)}::timestamptz, ${givenBy}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "districtId" text, "personId" uuid,
      "unitId" uuid, role text, "areaPath" text, "fromDate" date, "toDate" date)`.execute(tx.db);
}

export type PostRow = DatedPost & { readonly personId: Id };

const postColumns = sql`post.id, post.person_id as "personId", post.unit_id as "unitId",
  unit.kind as "unitKind",
  post.role, post.area_path as "areaPath", post.from_date as "fromDate", post.to_date as "toDate"`;

const MAX_POSTS_OF_ONE = 200;

/** In force on that day or later; one that was ended before it began never is. */
export const runsOrWill = (today: string) =>
  sql<boolean>`(post.to_date is null or post.to_date > greatest(${today}::date, post.from_date))`;

/** Posts of these people that are in force today or will be. */
export async function listPostsOf(tx: Tx, personIds: readonly Id[]): Promise<PostRow[]> {
  const found = await sql<PostRow>`
    select ${postColumns} from post join unit on unit.id = post.unit_id
    where post.person_id = any(${[...personIds]}::uuid[]) and ${runsOrWill(localDate(tx.now))}
    order by post.given_at, post.id limit ${personIds.length * MAX_POSTS_OF_ONE}`.execute(tx.db);
  return found.rows;
}

export interface EndedPost extends PostRow {
  /** Null where its term ran out by itself. */
  readonly endedAt: Instant | null;
  readonly endedByName: string | null;
}

const MOST_ENDED = 20;

/** Posts of one person that ended on that day or later, the last first. */
export async function listEndedPosts(tx: Tx, personId: Id, since: string): Promise<EndedPost[]> {
  const found = await sql<EndedPost>`
    select ${postColumns}, post.ended_at as "endedAt", ender.name as "endedByName"
    from post join unit on unit.id = post.unit_id left join person ender on ender.id = post.ended_by
    where post.person_id = ${personId}::uuid and post.to_date >= ${since}::date
      and post.to_date <= ${localDate(tx.now)}::date
    order by post.to_date desc, post.ended_at desc, post.id limit ${MOST_ENDED}`.execute(tx.db);
  return found.rows;
}

export async function lockPost(tx: Tx, id: Id): Promise<PostRow | undefined> {
  const found = await sql<PostRow>`
    select ${postColumns} from post join unit on unit.id = post.unit_id
    where post.id = ${id} for update of post`.execute(tx.db);
  return found.rows[0];
}

export async function updatePostEnd(tx: Tx, id: Id, toDate: string, endedBy: Id | null): Promise<void> {
  await tx.db
    .updateTable('post')
    .set({ to_date: toDate, ended_at: toIso(tx.now), ended_by: endedBy })
    .where('id', '=', id)
    .execute();
}

/** Whether anyone else holds or ever held a post of these roles that reaches the whole area. */
export async function hasEverBeenHeld(
  tx: Tx,
  of: { readonly roles: readonly Role[]; readonly areaPath: string; readonly exceptFor: Id },
): Promise<boolean> {
  const found = await sql`
    select 1 from post where district_id = ${of.areaPath.slice(0, 6)} and person_id <> ${of.exceptFor}::uuid
      and role = any(${[...of.roles]}::text[])
      and (area_path = ${of.areaPath} or starts_with(${of.areaPath}, area_path || '.'))
    limit 1`.execute(tx.db);
  return found.rows.length > 0;
}

/** Every head's term that runs today or later. */
export async function listHeadTerms(tx: Tx): Promise<HeadTerm[]> {
  const found = await sql<HeadTerm>`
    select post.area_path as "areaPath", post.person_id as "personId", person.name,
      post.from_date as "fromDate", post.to_date as "toDate"
    from post join person on person.id = post.person_id
    where post.role = 'grid_head' and (post.to_date is null or post.to_date > ${localDate(tx.now)}::date)
    order by post.area_path, post.from_date limit 200000`.execute(tx.db);
  return found.rows;
}

/** More units than any district has. */
const MOST_UNITS = 100_000;

/** The units in which an active person holds a post today. */
export async function listStaffedUnits(tx: Tx, districtId: string): Promise<Id[]> {
  const found = await sql<{ unitId: Id }>`
    select distinct post.unit_id as "unitId" from post join person on person.id = post.person_id
    where post.district_id = ${districtId} and person.state = 'active'
      and post.from_date <= ${localDate(tx.now)}::date
      and (post.to_date is null or post.to_date > ${localDate(tx.now)}::date)
    limit ${MOST_UNITS}`.execute(tx.db);
  return found.rows.map(({ unitId }) => unitId);
}

export interface PeopleFilter {
  readonly unitId?: Id;
  readonly role?: Role;
  /** Posts in this area or anywhere below it. */
  readonly areaPath?: string;
  /** Posts whose area contains this one: those who answer for the place. */
  readonly reaching?: string;
  /** Part of a name. */
  readonly words?: string;
  /** Default 200. */
  readonly limit?: number;
  /** Continue after this post id. */
  readonly after?: Id;
}

export interface PersonInPost {
  readonly postId: Id;
  readonly personId: Id;
  readonly name: string;
  readonly language: Language;
  readonly unitId: Id;
  readonly role: Role;
  readonly areaPath: string;
}

/** People with a post in force today; a person with two fitting posts appears twice. */
export async function listPeopleInPosts(tx: Tx, filter: PeopleFilter): Promise<PersonInPost[]> {
  const today = localDate(tx.now);
  let query = tx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .where('person.state', '=', 'active')
    .where(
      sql<boolean>`post.from_date <= ${today}::date
        and (post.to_date is null or post.to_date > ${today}::date)`,
    );
  const { unitId, role, areaPath, reaching, words, after } = filter;
  if (unitId !== undefined) query = query.where('post.unit_id', '=', unitId);
  if (role !== undefined) query = query.where('post.role', '=', role);
  if (areaPath !== undefined) {
    query = query
      .where('post.district_id', '=', areaPath.slice(0, 6))
      .where(sql<boolean>`(post.area_path = ${areaPath} or starts_with(post.area_path, ${`${areaPath}.`}))`);
  }
  if (reaching !== undefined) {
    query = query
      .where('post.district_id', '=', reaching.slice(0, 6))
      .where(sql<boolean>`(post.area_path = ${reaching} or starts_with(${reaching}, post.area_path || '.'))`);
  }
  if (words !== undefined) query = query.where(sql<boolean>`strpos(person.name, ${words}) > 0`);
  if (after !== undefined) query = query.where('post.id', '>', after);
  const rows = await query
    .select(['post.id as postId', 'person.id as personId', 'person.name', 'person.language'])
    .select(['post.unit_id as unitId', 'post.role', 'post.area_path as areaPath'])
    .orderBy('post.id')
    .limit(filter.limit ?? 200)
    .execute();
  return rows as PersonInPost[];
}

export interface OnDutyRow {
  readonly postId: Id;
  readonly personId: Id;
  readonly name: string;
  readonly phoneSealed: Uint8Array | null;
  readonly unitId: Id;
  readonly role: Role;
  readonly areaPath: string;
}

/** Posts in force today in the area or below it, and those of the areas named above it; wider areas first. */
export async function listOnDuty(
  tx: Tx,
  areaPath: string,
  above: readonly string[],
  limit: number,
): Promise<OnDutyRow[]> {
  const today = localDate(tx.now);
  const found = await sql<OnDutyRow>`
    select post.id as "postId", person.id as "personId", person.name, person.phone_sealed as "phoneSealed",
      post.unit_id as "unitId", post.role, post.area_path as "areaPath"
    from post join person on person.id = post.person_id and person.state = 'active'
    where post.district_id = ${areaPath.slice(0, 6)}
      and (post.area_path = ${areaPath} or starts_with(post.area_path, ${`${areaPath}.`})
        or post.area_path = any(${[...above]}::text[]))
      and post.from_date <= ${today}::date and (post.to_date is null or post.to_date > ${today}::date)
    order by length(post.area_path), post.area_path, post.role, post.id limit ${limit}`.execute(tx.db);
  return found.rows;
}
