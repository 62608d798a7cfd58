// By which of a person's posts something may be done with components, and so where.
import { type Post, rightTo } from '../../../kernel/rights.ts';
import type { Session } from '../../../platform/web/session/session.tsx';
import { componentsPolicy } from '../core/policy.ts';

export type Operation =
  | 'component.list'
  | 'component.right_ask'
  | 'component.right_answer'
  | 'component.right_rule'
  | 'component.review'
  | 'component.round'
  | 'component.import'
  | 'component.survey';

/** Those of a person's posts that allow an operation where they are. */
export function postsFor(session: Session | undefined, operation: Operation): readonly Post[] {
  if (!session) return [];
  const { personId, name, posts } = session;
  return posts.filter((post) => {
    const actor = { kind: 'person', personId, name, posts: [post] } as const;
    const target = { areaPath: post.areaPath, unitId: post.unitId };
    return rightTo(componentsPolicy, actor, operation, target) !== undefined;
  });
}
