// What became of somebody's posts while they were at work on this screen: which ended, since when and by
// whom, and which began. Pure; the words are in post-words.ts.
import type { EndedPost, NamedPost, Session } from './session.tsx';

export interface PostChange {
  readonly personId: string;
  /** Without the details where the server does not tell them (any more). */
  readonly ended: readonly (NamedPost & Partial<EndedPost>)[];
  readonly begun: readonly NamedPost[];
}

const without = <P extends NamedPost>(posts: readonly P[], others: readonly NamedPost[]): P[] =>
  posts.filter(({ id }) => !others.some((other) => other.id === id));

/** Undefined where nothing changed, and where another person sits here now. */
export function postChange(
  before: Session | null | undefined,
  after: Session | null,
): PostChange | undefined {
  if (!before || !after || before.personId !== after.personId) return undefined;
  const ended = without(before.posts, after.posts).map(
    (post) => after.endedPosts?.find(({ id }) => id === post.id) ?? post,
  );
  const begun = without(after.posts, before.posts);
  return ended.length + begun.length === 0 ? undefined : { personId: after.personId, ended, begun };
}

/** Both, while the first has not been read yet. */
export const bothChanges = (first: PostChange | undefined, second: PostChange): PostChange =>
  first?.personId === second.personId
    ? {
        ...second,
        ended: [...without(first.ended, second.ended), ...second.ended],
        begun: [...without(first.begun, second.ended), ...second.begun],
      }
    : second;
