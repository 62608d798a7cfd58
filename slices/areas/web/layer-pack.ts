// Professional layers for a phone without a network: which there are in the districts where somebody works,
// and the ground of each that is in force, so that a no-entry zone is still on the map in the lift.
import { api } from '../../../platform/web/api/api.ts';
import type { Session } from '../../../platform/web/session/session.tsx';
import type { LayerRow } from '../core/contract-layers.ts';
import { layerGroundUrl, layersInForce, layersUrl } from './use-layers.ts';

export async function layerNeeds({ posts }: Session): Promise<readonly string[]> {
  const districts = [...new Set(posts.map(({ areaPath }) => areaPath.slice(0, 6)))].filter(Boolean);
  const ofEach = districts.map(async (districtId) => {
    const url = layersUrl(districtId);
    const layers = layersInForce(await api.get<readonly LayerRow[]>(url));
    return [url, ...layers.map(({ versionId }) => layerGroundUrl(versionId))];
  });
  return (await Promise.all(ofEach)).flat();
}
