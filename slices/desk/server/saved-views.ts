// Saved views: kept by whoever saved them, shown to those with whom they are shared. A view is an address and
// nothing more: what its list holds is asked anew by each reader, with their own rights.
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import { assert } from '../../../kernel/assert.ts';
import { type Actor, type Post, rightTo } from '../../../kernel/rights.ts';
import { sqlState } from '../../../platform/server/db/connection.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { areaName } from '../../areas/server/public.ts';
import { namesOf, type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import type { NewView, SavedView, ViewContent } from '../core/contract.ts';
import { deskPolicy } from '../core/policy.ts';
import {
  countViews, deleteView, hasViewNamed, listViews, lockView, type ViewRow, writeView,
} from './queries.ts';

const MOST_OWN = 100;
const MOST_SHOWN = 300;

type Person = Extract<Actor, { kind: 'person' }>;
function personOf(actor: Actor): Person {
  assert(actor.kind === 'person', 'the policy lets only people save views');
  return actor;
}

/** `500151.001.002` → itself and all above it. */
const upwards = (path: string): string[] =>
  path.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));

/** A view shared with a unit is looked after by its head, and by those who steer the unit's own area. */
function mayDelete(actor: Person, view: ViewRow, directory: UnitDirectory): boolean {
  if (rightTo(deskPolicy, actor, 'desk.delete_view', { personId: view.ownerId })) return true;
  const unit = view.sharedUnitId === null ? undefined : directory.unit(view.sharedUnitId);
  const areaPath = view.sharedAreaPath ?? unit?.areaPath;
  if (areaPath === undefined) return false;
  const target = { areaPath, ...(unit ? { unitId: unit.id } : {}) };
  return rightTo(deskPolicy, actor, 'desk.delete_view', target) !== undefined;
}

const shareOf = ({ sharedUnitId, sharedAreaPath }: ViewRow): SavedView['share'] => {
  if (sharedUnitId !== null) return 'unit';
  return sharedAreaPath === null ? 'nobody' : 'area';
};

export async function readViews(tx: Tx, actor: Actor, screen: string): Promise<{ views: SavedView[] }> {
  const me = personOf(actor);
  const rows = await listViews(tx, {
    screen, personId: me.personId, unitIds: me.posts.map((post) => post.unitId),
    areaPaths: [...new Set(me.posts.flatMap((post) => upwards(post.areaPath)))], limit: MOST_SHOWN,
  });
  const names = await namesOf(tx, [...new Set(rows.map((row) => row.ownerId))]);
  const directory = await unitDirectory(tx);
  const views: SavedView[] = [];
  for (const row of rows) {
    const unit = row.sharedUnitId ? (directory.unit(row.sharedUnitId)?.name ?? '') : '';
    views.push({
      id: row.id, screen: row.screen, name: row.name, query: row.query, columns: [...(row.columns ?? [])],
      share: shareOf(row), sharedWith: row.sharedAreaPath ? await areaName(tx, row.sharedAreaPath) : unit,
      owner: names.get(row.ownerId) ?? '', isMine: row.ownerId === me.personId,
      canDelete: mayDelete(me, row, directory), updatedAt: toIso(row.updatedAt),
    });
  }
  return { views };
}

function postFor(me: Person, postId: string | undefined): Post {
  const post = postId === undefined ? me.posts[0] : me.posts.find(({ id }) => id === postId);
  return post ?? throwRefusal('auth.not_allowed', { operation: 'desk.share_view' });
}

/** With whom it is shared, as far as the person may. Throws Refused `auth.not_allowed`. */
function sharing(
  me: Person, { share, postId }: ViewContent,
): Pick<ViewRow, 'sharedUnitId' | 'sharedAreaPath'> {
  if (share === 'nobody') return { sharedUnitId: null, sharedAreaPath: null };
  const post = postFor(me, postId);
  if (share === 'unit') return { sharedUnitId: post.unitId, sharedAreaPath: null };
  requireRight(deskPolicy, me, 'desk.share_view', { areaPath: post.areaPath });
  return { sharedUnitId: null, sharedAreaPath: post.areaPath };
}

async function save(tx: Tx, row: ViewRow): Promise<{ id: Id }> {
  if (await hasViewNamed(tx, row)) throwRefusal('desk.view_name_taken', { name: row.name });
  try {
    await writeView(tx, row);
  } catch (error) {
    // Somebody pressed twice, or in two windows: the other one came between the look and the writing.
    if (sqlState(error) !== '23505') throw error;
    throwRefusal('desk.view_name_taken', { name: row.name });
  }
  return { id: row.id };
}

const contentOf = ({ name, query, columns }: ViewContent) =>
  ({ name: name.trim(), query, columns: columns ?? null });

/** Throws Refused `desk.view_name_taken`, `desk.too_many_views`, `auth.not_allowed`. */
export async function addView(tx: Tx, actor: Actor, view: NewView): Promise<{ id: Id }> {
  const me = personOf(actor);
  if (await countViews(tx, me.personId) >= MOST_OWN) throwRefusal('desk.too_many_views', { most: MOST_OWN });
  return save(tx, {
    id: tx.ids.next(), districtId: postFor(me, view.postId).areaPath.slice(0, 6), screen: view.screen,
    ownerId: me.personId, updatedAt: tx.now, ...contentOf(view), ...sharing(me, view),
  });
}

/** The post by which it was shared, while the owner holds it: a renamed view stays with its readers. */
const sharedBy = (me: Person, { sharedUnitId, sharedAreaPath }: ViewRow): Id | undefined =>
  me.posts.find((post) => post.unitId === sharedUnitId || post.areaPath === sharedAreaPath)?.id;

/** Throws Refused `desk.view_not_found`, `desk.view_name_taken`, `auth.not_allowed`. */
export async function changeView(
  tx: Tx, actor: Actor, viewId: Id, content: ViewContent,
): Promise<{ id: Id }> {
  const me = personOf(actor);
  const before = await lockView(tx, viewId);
  if (before?.ownerId !== me.personId) return throwRefusal('desk.view_not_found');
  const postId = content.postId ?? sharedBy(me, before);
  const shared = sharing(me, postId === undefined ? content : { ...content, postId });
  return save(tx, { ...before, ...contentOf(content), ...shared });
}

/** Throws Refused `desk.view_not_found`. */
export async function removeView(tx: Tx, actor: Actor, viewId: Id): Promise<{ id: Id }> {
  const view = await lockView(tx, viewId);
  const directory = await unitDirectory(tx);
  if (!view || !mayDelete(personOf(actor), view, directory)) return throwRefusal('desk.view_not_found');
  await deleteView(tx, viewId);
  return { id: viewId };
}
