// What other slices may ask of areas: where a point lies, what a path is called, the tree, boundaries to
// draw, and how to bring in a district. All through the open transaction.
import { isOnEarth, type Point } from '../../../kernel/geo.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { AreaLevel, AreaNode } from '../core/area.ts';
import { AreasIndex, type Located } from '../core/areas-index.ts';
import { toE7 } from '../core/exact-geometry.ts';
import type { FeatureSource } from '../core/read-features.ts';
import type { Crs } from '../../../kernel/coordinates.ts';
import { areasSnapshot } from './areas-snapshot.ts';
import { importAreas } from './import-areas.ts';
import { type LayerHit, listLayersAt } from './queries-layers.ts';
import { publishAreas, type Published } from './publish-areas.ts';
import {
  type AreaShape,
  type AreaVersion,
  type BoundaryRow,
  type DegreeBox,
  findLastName,
  findVersion,
  listBoundaries,
  listGridCodes,
  listPublishedAreas,
  listShapesInBox,
  listVersions,
} from './queries.ts';

export { areasExecutors } from './request-publication.ts';
export type { AreaLevel, AreaNode } from '../core/area.ts';
export type { Located } from '../core/areas-index.ts';
export type { AreaShape } from './queries.ts';
export { listGridFeatures } from './queries-features.ts';

const NOWHERE = { nearestDistrict: null, distanceMetres: null, distanceKm: null };

/** More areas of one level than any district has. */
const MOST_BOUNDARIES = 20_000;

/** The grid of a WGS 84 point; ties on a boundary go to the lower code. Refused `areas.outside`. */
export async function locate(tx: Tx, point: Point): Promise<Located | Refusal<'areas.outside'>> {
  if (!isOnEarth(point)) return refuse('areas.outside', NOWHERE);
  return (await tx.snapshots.get(areasSnapshot)).locate(point);
}

/** The same asked of the database: the lowest grid code that covers each point, or null. */
export async function locateInSql(tx: Tx, points: readonly Point[]): Promise<(string | null)[]> {
  return listGridCodes(
    tx,
    points.map((p) => toE7(p.lon)),
    points.map((p) => toE7(p.lat)),
  );
}

/** The name of a path in force, or the one it had last. Refused `areas.not_found` when it never was one. */
export async function findAreaName(tx: Tx, path: string): Promise<string | Refusal<'areas.not_found'>> {
  const inForce = (await tx.snapshots.get(areasSnapshot)).find(path)?.name;
  return inForce ?? (await findLastName(tx, path)) ?? refuse('areas.not_found', { path });
}

/** For showing: the name, or the path itself where no version ever named it (another city's import). */
export async function areaName(tx: Tx, path: string): Promise<string> {
  const name = await findAreaName(tx, path);
  return isRefusal(name) ? path : name;
}

/** One area in force with all below it; undefined when there is none. */
export async function findArea(tx: Tx, path: string): Promise<AreaNode | undefined> {
  return (await tx.snapshots.get(areasSnapshot)).find(path);
}

/** The district's tree in force. Refused `areas.district_not_found`. */
export async function areaTree(
  tx: Tx,
  districtId: string,
): Promise<AreaNode | Refusal<'areas.district_not_found'>> {
  const tree = (await tx.snapshots.get(areasSnapshot)).tree(districtId);
  return tree ?? refuse('areas.district_not_found', { districtId });
}

/** Roots of all districts in force, by code. */
export async function listDistricts(tx: Tx): Promise<readonly AreaNode[]> {
  return (await tx.snapshots.get(areasSnapshot)).districts();
}

type Corner = [lon: number, lat: number];

const featureOf = ({ path, code, name, nameEn, level, boundary }: BoundaryRow) => ({
  type: 'Feature' as const,
  id: path,
  properties: { path, code, name, nameEn, level },
  geometry: {
    type: 'MultiPolygon' as const,
    coordinates: boundary.map((part) => part.map((ring) => ring.map(([lon, lat]): Corner => [lon, lat]))),
  },
});

/** The boundaries of one level in force, as GeoJSON to draw; those `within` an area where one is named. Empty
 *  for an unknown district. */
export async function boundariesGeoJson(tx: Tx, districtId: string, level: AreaLevel, within?: string) {
  const rows = await listBoundaries(tx, districtId, level, MOST_BOUNDARIES, within);
  return { type: 'FeatureCollection' as const, features: rows.map(featureOf) };
}

/** Areas in force that touch the box, cut to it: to draw a tile from. Empty for an unknown district. */
export const areasInBox = (
  tx: Tx,
  of: { readonly districtId: string; readonly box: DegreeBox; readonly levels: readonly AreaLevel[] },
): Promise<AreaShape[]> => listShapesInBox(tx, of.districtId, of.box, of.levels, MOST_BOUNDARIES);

/** More layers than lie over each other anywhere. */
const MOST_HITS = 200;

/** Which areas of which professional layers in force a WGS 84 point lies in, their borders included: police
 *  grids, emergency units, no-entry zones. Several may lie over each other; empty where there is none. */
export async function layersAt(tx: Tx, point: Point): Promise<LayerHit[]> {
  if (!isOnEarth(point)) return [];
  return listLayersAt(tx, toE7(point.lon), toE7(point.lat), MOST_HITS);
}

/** Moves with every publication in any district. */
export const areasVersion = (tx: Tx): Promise<number> => tx.snapshots.version(areasSnapshot.name);

/** More versions than a district publishes in a lifetime of yearly redrawings. */
const MOST_VERSIONS = 200;

/** The version in force with where it came from; undefined for an unknown district. */
export async function findVersionInForce(tx: Tx, districtId: string): Promise<AreaVersion | undefined> {
  return (await listVersions(tx, districtId, MOST_VERSIONS)).find((version) => version.state === 'published');
}

export interface VersionIndex {
  readonly index: AreasIndex;
  readonly number: number;
  readonly revision: number;
}

/** Any version, drafts included, as `locate` would read it; undefined where the district has none such. */
export async function areasIndexOf(
  tx: Tx,
  districtId: string,
  versionId: string,
): Promise<VersionIndex | undefined> {
  const version = await findVersion(tx, versionId);
  if (version?.districtId !== districtId) return undefined;
  const index = new AreasIndex(await listPublishedAreas(tx, versionId));
  return { index, number: version.number, revision: version.revision };
}

export interface DistrictImport {
  readonly districtId: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly crs: Crs;
  readonly district?: FeatureSource;
  readonly streets: FeatureSource;
  readonly communities: FeatureSource;
  readonly grids: FeatureSource;
  readonly source: string;
}

/** Imports and publishes in one go. Refused with `faults` (nothing stored) or `findings` (the draft is kept
 *  if the caller commits). A street or community with `geometry: null` is united from what lies below it. */
export async function importDistrict(
  tx: Tx,
  district: DistrictImport,
  by = 'import',
): Promise<Published | Refusal> {
  const draft = await importAreas(tx, { ...district, by });
  return isRefusal(draft) ? draft : publishAreas(tx, draft.versionId, by);
}
