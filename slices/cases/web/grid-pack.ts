// What 我的网格 and the map need on the phone before the network goes: for each area of my posts its shape, its
// cases, who answers for it, the units' phones. What stands there comes with the pack of the report.
import { api, urlOf } from '../../../platform/web/api/api.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import type { Session } from '../../../platform/web/session/session.tsx';
import { type AreaNode, treeUrl } from '../../areas/web/public.ts';
import { itemWordsUrl } from '../../catalogue/web/public.ts';
import { gridComponentsUrl } from '../../components/web/public.ts';
import {
  countsUrl,
  endedView,
  gridsOf,
  MOST_PAGES,
  onDutyUrl,
  openView,
  shapesUrl,
  shownLevel,
  unitsUrl,
} from './grid-data.ts';
import type { View } from './use-cases.ts';
import type { CaseList } from '../core/contract.ts';

const MOST_POSTS = 4;
const casesUrl = (view: View, cursor?: string): string =>
  urlOf('/api/cases', { ...view, ...(cursor === undefined ? {} : { cursor }) });

/** The pages beyond the first are known only when the one before is here. */
async function pagesOf(view: View): Promise<readonly string[]> {
  const urls = [casesUrl(view)];
  for (let page = 1; page < MOST_PAGES; page += 1) {
    const { nextCursor } = await api.get<CaseList>(urls.at(-1) ?? '');
    if (nextCursor === null) break;
    urls.push(casesUrl(view, nextCursor));
  }
  return urls;
}

export async function gridNeeds({ posts, abilities }: Session): Promise<readonly string[]> {
  const areas = [...new Set(posts.map(({ areaPath }) => areaPath))].slice(0, MOST_POSTS);
  const urls: string[] = [];
  for (const areaPath of areas) {
    const districtId = areaPath.slice(0, 6);
    const tree = await keptFirst<AreaNode>(treeUrl(districtId));
    urls.push(
      treeUrl(districtId),
      itemWordsUrl(districtId),
      shapesUrl(areaPath, shownLevel(areaPath)),
      countsUrl(areaPath),
      unitsUrl(areaPath),
      ...gridsOf(tree, areaPath).map(gridComponentsUrl),
    );
    if (abilities.includes('person.on_duty')) urls.push(onDutyUrl(areaPath));
    if (abilities.includes('case.list')) {
      urls.push(...(await pagesOf(openView(areaPath))), ...(await pagesOf(endedView(areaPath))));
    }
  }
  return [...new Set(urls)];
}
