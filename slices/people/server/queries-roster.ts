// SQL of the roster: everybody of an area, with or without a post, and where nobody is.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PersonRow } from './queries-people.ts';
import { runsOrWill } from './queries-posts.ts';

export interface RosterFilter {
  readonly areaPath: string;
  readonly personId?: Id;
  readonly unitId?: Id;
  readonly role?: Role;
  /** Part of a name or of a login. */
  readonly words?: string;
  /** Found by an exact number. */
  readonly phoneIndex?: Uint8Array;
  /** Default those who work here. */
  readonly state?: 'active' | 'left';
  readonly hasNoPost?: boolean;
  /** Continue after this person. */
  readonly after?: Id;
  readonly limit: number;
}

const within = (column: string, path: string) =>
  sql<boolean>`(${sql.ref(column)} = ${path} or starts_with(${sql.ref(column)}, ${`${path}.`}))`;

/** Those taken on in the area, and those with a post in it that runs or will run. In the order they came. */
export async function listRoster(tx: Tx, filter: RosterFilter): Promise<PersonRow[]> {
  const {
    areaPath,
    personId,
    unitId,
    role,
    words,
    phoneIndex,
    state = 'active',
    hasNoPost = false,
    after,
  } = filter;
  const runs = runsOrWill(localDate(tx.now));
  const posts = (
    ...more: readonly ReturnType<typeof sql<boolean>>[]
  ) => sql<boolean>`exists (select 1 from post
    where ${sql.join([sql`post.person_id = person.id`, runs, ...more], sql` and `)})`;
  const narrowed = [
    ...(unitId === undefined ? [] : [sql<boolean>`post.unit_id = ${unitId}::uuid`]),
    ...(role === undefined ? [] : [sql<boolean>`post.role = ${role}`]),
  ];
  const found =
    words === undefined
      ? undefined
      : sql<boolean>`strpos(lower(person.name || ' ' || coalesce(person.login, '')),
          ${words.toLowerCase()}) > 0`;
  const byNumber = phoneIndex === undefined ? undefined : sql<boolean>`person.phone_index = ${phoneIndex}`;
  const matches = [found, byNumber].filter((one) => one !== undefined);
  const when = [
    sql<boolean>`person.district_id = ${areaPath.slice(0, 6)}`,
    sql<boolean>`person.state = ${state}`,
    sql<boolean>`(${within('person.area_path', areaPath)} or ${posts(within('post.area_path', areaPath))})`,
    ...(narrowed.length === 0 ? [] : [posts(within('post.area_path', areaPath), ...narrowed)]),
    ...(matches.length === 0 ? [] : [sql<boolean>`(${sql.join(matches, sql` or `)})`]),
    ...(personId === undefined ? [] : [sql<boolean>`person.id = ${personId}::uuid`]),
    ...(hasNoPost ? [sql<boolean>`not ${posts()}`] : []),
    ...(after === undefined ? [] : [sql<boolean>`person.id > ${after}::uuid`]),
  ];
  const rows = await sql<PersonRow>`
    select person.id, person.district_id as "districtId", person.area_path as "areaPath", person.name,
      person.login, person.language, person.state, person.phone_sealed as "phoneSealed",
      person.version
    from person where ${sql.join(when, sql` and `)} order by person.id limit ${filter.limit}`.execute(tx.db);
  return rows.rows;
}

/** How many posts run in each unit of the district today; a unit that is missing has none. */
export async function countPostsByUnit(tx: Tx, districtId: string): Promise<ReadonlyMap<Id, number>> {
  const today = localDate(tx.now);
  const found = await sql<{ unitId: Id; total: number }>`
    select unit_id as "unitId", count(distinct person_id)::int8 as total from post
    where district_id = ${districtId} and from_date <= ${today}::date
      and (to_date is null or to_date > ${today}::date)
    group by unit_id limit 100000`.execute(tx.db);
  return new Map(found.rows.map(({ unitId, total }) => [unitId, total]));
}

export interface Holders {
  readonly total: number;
  /** The first of them, by name. */
  readonly named: readonly { readonly personId: Id; readonly name: string }[];
}

/** Who holds a post in the unit that runs or will run: each once, however many posts. */
export async function listHolders(tx: Tx, unitId: Id, mostNamed: number): Promise<Holders> {
  const { rows } = await sql<{ personId: Id; name: string; total: number }>`
    select person.id as "personId", person.name, (count(*) over ())::int8 as total
    from person where exists (
      select 1 from post where post.unit_id = ${unitId}::uuid and post.person_id = person.id
        and ${runsOrWill(localDate(tx.now))})
    order by person.name, person.id limit ${mostNamed}`.execute(tx.db);
  return { total: rows[0]?.total ?? 0, named: rows.map(({ personId, name }) => ({ personId, name })) };
}
