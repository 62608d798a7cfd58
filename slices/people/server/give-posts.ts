// post.give: puts people into posts, one or thousands in one statement, whole or not at all.
import type { Id } from '../../../kernel/id.ts';
import { type Actor, isWithin } from '../../../kernel/rights.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { peoplePolicy } from '../core/policy.ts';
import { checkPosts, type NewPost } from '../core/post.ts';
import type { Unit } from '../core/unit.ts';
import { refuseClash } from './clash.ts';
import { lockPeopleForPosts } from './queries-people.ts';
import { insertPosts } from './queries-posts.ts';
import { listUnitsByIds } from './queries-units.ts';
import type { SessionCache } from './session-cache.ts';
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

async function requireActive(tx: Tx, paths: ReadonlyMap<Id, readonly string[]>): Promise<void> {
  const people = await lockPeopleForPosts(tx, [...paths.keys()]);
  if (people.length < paths.size) throwRefusal('people.person_unknown');
  for (const person of people) {
    if (person.state === 'left') throwRefusal('people.person_left', { name: person.name });
    // Staff of another district are that district's to give: their names and phones would follow the post.
    const isForeign = (paths.get(person.id) ?? []).some((path) => !isWithin(path, person.districtId));
    if (isForeign) throwRefusal('people.person_unknown');
  }
}

/** The ids of the posts, in the order given. */
export async function givePosts(
  tx: Tx,
  actor: Actor,
  posts: readonly GivenPost[],
  sessions?: SessionCache,
): Promise<Id[]> {
  const found = await listUnitsByIds(tx, [...new Set(posts.map((post) => post.unitId))]);
  const units = new Map(found.map((unit) => [unit.id, unit]));
  requireRights(actor, posts, units);
  orRefuse(checkPosts(posts, (id) => units.get(id)));
  const paths = new Map<Id, string[]>();
  for (const post of posts) paths.set(post.personId, [...(paths.get(post.personId) ?? []), post.areaPath]);
  await requireActive(tx, paths);
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
  tx.afterCommit(() => {
    for (const personId of paths.keys()) sessions?.forgetPerson(personId);
  });
  return rows.map((row) => row.id);
}
