// Which screens stand in the bar at the thumb, by the posts a person holds: five at most, 我的 always last;
// what else they may open is under 我的. A matter of reach, never of rights.
import type { Role } from '../../kernel/rights.ts';

const OFFICER = ['/report', '/todo', '/map', '/grid'] as const;
const LEADER = ['/red', '/pushes', '/map', '/figures'] as const;
const DISPATCHER = ['/red', '/todo', '/map', '/figures'] as const;
/** Who leads and works in the street has the first two of either. */
const SEVERAL = ['/red', '/report', '/todo', '/figures'] as const;

const BARS: Readonly<Partial<Record<Role, readonly string[]>>> = {
  leader: LEADER,
  analyst: LEADER,
  administrator: LEADER,
  dispatcher: DISPATCHER,
};

const LAST = '/me';

/** The paths of the bar, in order, among those that this person may open. */
export function tabsOf(
  posts: readonly { readonly role: Role }[],
  paths: readonly string[],
): readonly string[] {
  const bars = new Set(posts.map(({ role }) => BARS[role] ?? OFFICER));
  const [only = OFFICER] = bars;
  const wanted = bars.size > 1 ? SEVERAL : only;
  return [...wanted, LAST].filter((path) => paths.includes(path));
}
