// The areas that somebody answers for by their posts, none inside another: what a screen offers to choose
// from. The server asks the same of every request. Pure.
import { isWithin, type PolicyRow, rightTo } from '../../../kernel/rights.ts';
import type { Session } from './session.tsx';

/** Down to the community: a grid has no page of its own. */
const DEEPEST = 3;

export function widestAreas(
  { personId, name, posts }: Session,
  policy: readonly PolicyRow[],
  operation: string,
): readonly string[] {
  const paths = posts.flatMap((post) => {
    const { areaPath } = post;
    const actor = { kind: 'person', personId, name, posts: [post] } as const;
    const may = rightTo(policy, actor, operation, { areaPath }) !== undefined;
    return may && areaPath.split('.').length <= DEEPEST ? [areaPath] : [];
  });
  return [...new Set(paths)].filter((path) =>
    paths.every((other) => other === path || !isWithin(path, other)),
  );
}
