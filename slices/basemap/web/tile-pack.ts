// Which tiles of the base map a phone keeps: those over the communities of my posts, from the district's
// view down to the doorstep. A wider post keeps as many zooms as fit.
import { urlOf } from '../../../platform/web/api/api.ts';
import { boxOf, type Areas } from '../../../platform/web/map/map-data.ts';
import { tileUrl } from '../../../platform/web/map/kept-tiles.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import type { Session } from '../../../platform/web/session/session.tsx';
import { MIN_ZOOM } from '../core/base-feature.ts';
import { type Box, tilesToKeep } from '../../../kernel/tile-address.ts';

/** The deepest that the map asks for; closer in, these are drawn larger. */
const DEEPEST = 16;
const MOST_TILES = 400;
const MOST_AREAS = 4;
/** Whoever works at the edge of a community looks across it. */
const MARGIN_DEGREES = 0.002;

const communityOf = (areaPath: string): string => areaPath.split('.').slice(0, 3).join('.');
const LEVELS = ['district', 'street', 'community'] as const;

export const shapeUrlOf = (areaPath: string): string =>
  urlOf('/api/areas/boundaries', {
    districtId: areaPath.slice(0, 6),
    level: LEVELS[areaPath.split('.').length - 1] ?? 'community',
    within: areaPath,
  });

function around(shapes: Areas): Box | undefined {
  const box = boxOf(shapes, []);
  if (!box) return undefined;
  const [west, south, east, north] = box;
  return {
    west: west - MARGIN_DEGREES,
    south: south - MARGIN_DEGREES,
    east: east + MARGIN_DEGREES,
    north: north + MARGIN_DEGREES,
  };
}

export async function tileNeeds({ posts, abilities }: Session): Promise<readonly string[]> {
  if (!abilities.includes('basemap.read')) return [];
  const areas = [...new Set(posts.map(({ areaPath }) => communityOf(areaPath)))].slice(0, MOST_AREAS);
  const urls = new Set<string>();
  for (const areaPath of areas) {
    const box = around(await keptFirst<Areas>(shapeUrlOf(areaPath)));
    if (!box) continue;
    const most = Math.floor(MOST_TILES / areas.length);
    for (const tile of tilesToKeep(box, MIN_ZOOM, DEEPEST, most))
      urls.add(tileUrl(areaPath.slice(0, 6), tile));
  }
  return [...urls];
}
