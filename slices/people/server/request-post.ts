// post.give as a person asks for it: at once where one may give it alone, else it waits for a second
// person. Only where nobody could ever have been second, the first administrator of an empty district gives
// the second administrator alone; the record says so. Reasons: docs/decisions/0008.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { proposeChange, requireReason } from '../../changes/server/public.ts';
import { needsSecond, SECOND_ROLES } from '../core/two-people.ts';
import { checkGiven, type GivenPost, givePosts, tellPost } from './give-posts.ts';
import { hasEverBeenHeld } from './queries-posts.ts';
import type { SessionCache } from './session-cache.ts';

export type Outcome =
  | { readonly isDone: true; readonly id: Id; readonly proposalId: null }
  | { readonly isDone: false; readonly id: null; readonly proposalId: Id };

const FIRST =
  '该区域从未有过第二位可审批的人员，由首位管理员直接任命 · ' +
  'nobody in the area could be the second person yet: given by its first administrator alone';

export interface AskedPost {
  readonly post: GivenPost;
  readonly why?: string;
}

/** Whether somebody other than the actor holds, or ever held, a post that decides over all of these areas. */
async function isFirstAdministrator(tx: Tx, actor: Actor, areaPaths: readonly string[]): Promise<boolean> {
  if (actor.kind !== 'person') return true;
  for (const areaPath of areaPaths) {
    if (await hasEverBeenHeld(tx, { roles: SECOND_ROLES, areaPath, exceptFor: actor.personId })) return false;
  }
  return true;
}

/** Throws the refusals of givePosts, and `changes.reason_missing` where it has to wait. */
export async function requestPost(
  tx: Tx,
  sessions: SessionCache,
  actor: Actor,
  { post, why }: AskedPost,
): Promise<Outcome> {
  const giveNow = async (reason?: string): Promise<Outcome> => {
    const said = reason === undefined ? {} : { why: reason };
    const [id = ''] = await givePosts(tx, actor, [post], { sessions, ...said });
    return { isDone: true, id, proposalId: null };
  };
  if (actor.kind !== 'person' || !needsSecond(post)) return giveNow(why);
  const checked = await checkGiven(tx, actor, [post]);
  const unitPath = checked.units.get(post.unitId)?.areaPath ?? post.areaPath;
  const reach = [post.areaPath, unitPath];
  if (post.role === 'administrator' && (await isFirstAdministrator(tx, actor, reach))) {
    return giveNow([why, FIRST].filter((part) => part).join(' · '));
  }
  const { operation, title, subject, facts } = await tellPost(tx, post, checked);
  const proposalId = await proposeChange(tx, actor, {
    operation,
    title,
    subject,
    facts,
    why: requireReason(why),
    reach,
    body: { ...post },
  });
  return { isDone: false, id: null, proposalId };
}
