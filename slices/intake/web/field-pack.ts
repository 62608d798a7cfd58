// What a report needs on the phone before the network goes: the list with its words, the tree, the grids and
// the edge of the district, and what stands in the grids where this person works.
import { isWithin } from '../../../kernel/rights.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import type { Session } from '../../../platform/web/session/session.tsx';
import { type AreaNode, areasHereUrls, leavesOf, treeUrl } from '../../areas/web/public.ts';
import { itemWordsUrl } from '../../catalogue/web/public.ts';
import { gridComponentsUrl } from '../../components/web/public.ts';

/** A street has some forty grids; whoever answers for more finds components online. */
export const MOST_GRIDS = 80;

export async function reportNeeds({ posts, abilities }: Session): Promise<readonly string[]> {
  const districtId = posts[0]?.areaPath.slice(0, 6);
  if (districtId === undefined || !abilities.includes('case.report')) return [];
  const homes = posts.map(({ areaPath }) => areaPath).filter((path) => path.startsWith(districtId));
  const tree = await keptFirst<AreaNode>(treeUrl(districtId));
  const grids = leavesOf(tree)
    .map(({ path }) => path)
    .filter((path) => homes.some((home) => isWithin(path, home)));
  return [
    itemWordsUrl(districtId),
    ...(await areasHereUrls(homes)),
    ...(grids.length > MOST_GRIDS ? [] : grids.map(gridComponentsUrl)),
  ];
}
