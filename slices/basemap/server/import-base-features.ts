// Brings the features of one source into the base map of a district, in place of what that source had
// brought. Wrong features come back with the way to mend them; the same features again change nothing.
import { createHash } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Crs } from '../../../kernel/coordinates.ts';
import { areaTree, boundariesGeoJson } from '../../areas/server/public.ts';
import type { BaseClass } from '../core/base-feature.ts';
import type { FeatureFault } from '../core/feature-fault.ts';
import { planBaseImport } from '../core/plan-import.ts';
import type { Box } from '../../../kernel/tile-address.ts';
import { basemapSnapshot } from './basemap-snapshot.ts';
import { insertFeatures, listSources, lockBaseMap, refreshStatistics, replaceSource } from './queries.ts';

/** What one transaction writes in well under a minute. */
export const MOST_FEATURES = 200_000;
const BATCH = 2_000;

export interface BaseImport {
  readonly districtId: string;
  readonly source: string;
  readonly crs: Crs;
  /** For features that do not say their class. */
  readonly class?: BaseClass;
  readonly features: readonly unknown[];
  readonly by: string;
}

export interface BaseImported {
  readonly hasChanged: boolean;
  readonly accepted: number;
  readonly replaced: number;
  readonly refused: readonly FeatureFault[];
}

type ImportRefusal = Refusal<'basemap.no_district' | 'basemap.nothing_usable' | 'basemap.too_many_features'>;

async function districtBox(tx: Tx, districtId: string): Promise<Box | Refusal<'basemap.no_district'>> {
  if (isRefusal(await areaTree(tx, districtId))) return refuse('basemap.no_district', { districtId });
  const { features } = await boundariesGeoJson(tx, districtId, 'district');
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const [lon = 0, lat = 0] of features.flatMap(({ geometry }) => geometry.coordinates.flat(2))) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

/** Refused `basemap.nothing_usable` carries `faults`. */
export async function importBaseFeatures(tx: Tx, load: BaseImport): Promise<BaseImported | ImportRefusal> {
  const { districtId, source, features, by } = load;
  if (features.length > MOST_FEATURES) {
    return refuse('basemap.too_many_features', { found: features.length, limit: MOST_FEATURES });
  }
  const box = await districtBox(tx, districtId);
  if (isRefusal(box)) return box;
  const { crs, class: all } = load;
  const plan = planBaseImport(features, { crs, box, ...(all === undefined ? {} : { class: all }) });
  const { drafts, faults: refused } = plan;
  if (drafts.length === 0) {
    return refuse('basemap.nothing_usable', { found: features.length, faults: refused.slice(0, 1_000) });
  }
  await lockBaseMap(tx, districtId);
  const known = (await listSources(tx, districtId)).find((one) => one.source === source);
  const digest = createHash('sha256').update(JSON.stringify(drafts)).digest('hex');
  const accepted = drafts.length;
  if (known?.digest === digest) return { hasChanged: false, accepted, replaced: 0, refused };
  await replaceSource(tx, { districtId, source, digest, features: accepted, by });
  for (let at = 0; at < drafts.length; at += BATCH) {
    await insertFeatures(tx, { districtId, source }, drafts.slice(at, at + BATCH));
  }
  await refreshStatistics(tx);
  await tx.snapshots.bump(tx, basemapSnapshot.name);
  return { hasChanged: true, accepted, replaced: known?.features ?? 0, refused };
}
