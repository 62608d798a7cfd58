// post.give: puts people into posts, one or thousands in one statement, whole or not at all.
import type { Id } from '../../../kernel/id.ts';
import { type Actor, isWithin } from '../../../kernel/rights.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Consent } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { peoplePolicy } from '../core/policy.ts';
import { checkPosts, type NewPost } from '../core/post.ts';
import type { Unit } from '../core/unit.ts';
import { refuseClash } from './clash.ts';
import { lockPeopleForPosts, type PersonRow } from './queries-people.ts';
import { insertPosts } from './queries-posts.ts';
import { holdUnits } from './queries-units.ts';
import type { SessionCache } from './session-cache.ts';
import { personSubject, placeName, postFacts, TITLES, toldOf } from './tell-change.ts';
import { UNITS_SNAPSHOT } from './unit-snapshot.ts';

export type GivenPost = NewPost & { readonly id?: Id };

/** Both the area and the unit must lie below the giver: else a street could make itself district
 *  dispatcher. */
function requireRights(actor: Actor, posts: readonly GivenPost[], units: ReadonlyMap<Id, Unit>): void {
  const unitPaths = posts.flatMap((post) => units.get(post.unitId)?.areaPath ?? []);
  for (const areaPath of new Set([...posts.map((post) => post.areaPath), ...unitPaths])) {
    requireRight(peoplePolicy, actor, 'post.give', { areaPath });
  }
}

async function requireActive(tx: Tx, paths: ReadonlyMap<Id, readonly string[]>): Promise<PersonRow[]> {
  const people = await lockPeopleForPosts(tx, [...paths.keys()]);
  if (people.length < paths.size) throwRefusal('people.person_unknown');
  for (const person of people) {
    if (person.state === 'left') throwRefusal('people.person_left', { name: person.name });
    // Staff of another district are that district's to give: their names and phones would follow the post.
    const isForeign = (paths.get(person.id) ?? []).some((path) => !isWithin(path, person.districtId));
    if (isForeign) throwRefusal('people.person_unknown');
  }
  return people;
}

export interface CheckedPosts {
  readonly units: ReadonlyMap<Id, Unit>;
  readonly people: ReadonlyMap<Id, PersonRow>;
  readonly paths: ReadonlyMap<Id, readonly string[]>;
}

/** Whether the actor may give these posts, and they may be given; the people are held until the end, and so
 *  are the units: one that is being closed at this moment is closed before it is looked at, or not at all. */
export async function checkGiven(tx: Tx, actor: Actor, posts: readonly GivenPost[]): Promise<CheckedPosts> {
  const found = await holdUnits(tx, [...new Set(posts.map((post) => post.unitId))]);
  const units = new Map(found.map((unit) => [unit.id, unit]));
  requireRights(actor, posts, units);
  orRefuse(checkPosts(posts, (id) => units.get(id)));
  const paths = new Map<Id, string[]>();
  for (const post of posts) paths.set(post.personId, [...(paths.get(post.personId) ?? []), post.areaPath]);
  const people = await requireActive(tx, paths);
  return { units, people: new Map(people.map((person) => [person.id, person])), paths };
}

/** One post in words, as it will stand on record. */
export async function tellPost(tx: Tx, post: GivenPost, { units, people }: CheckedPosts) {
  const place = await placeName(tx, post.areaPath);
  return {
    operation: 'post.give',
    title: TITLES['post.give'],
    areaPath: post.areaPath,
    subject: personSubject(post.personId, people.get(post.personId)?.name ?? ''),
    facts: postFacts(post, units.get(post.unitId), place),
  };
}

export interface Giving {
  readonly sessions?: SessionCache;
  readonly consent?: Consent;
  readonly why?: string;
}

/** The ids of the posts, in the order given. */
export async function givePosts(
  tx: Tx,
  actor: Actor,
  posts: readonly GivenPost[],
  { sessions, consent, why }: Giving = {},
): Promise<Id[]> {
  const checked = await checkGiven(tx, actor, posts);
  const { units, paths } = checked;
  const rows = posts.map((post) => ({
    ...post,
    id: post.id ?? tx.ids.next(),
    districtId: units.get(post.unitId)?.districtId ?? post.areaPath.slice(0, 6),
  }));
  const giver = actor.kind === 'person' ? actor.personId : null;
  const head = rows.find((row) => row.role === 'grid_head');
  const clashes = { post_one_head_per_grid: 'people.grid_has_head' } as const;
  await refuseClash(insertPosts(tx, rows, giver), clashes, { areaPath: head?.areaPath });
  if (head) await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
  const entries = [];
  for (const post of toldOf(actor, posts)) {
    entries.push({ ...(await tellPost(tx, post, checked)), ...(why === undefined ? {} : { why }) });
  }
  await recordChanges(tx, actor, entries, consent, posts.length);
  tx.afterCommit(() => {
    for (const personId of paths.keys()) sessions?.forgetPerson(personId);
  });
  return rows.map((row) => row.id);
}
