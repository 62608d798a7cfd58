// What other slices may ask of components inside their transaction.
import type { Point } from '../../../kernel/geo.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Component } from '../core/component.ts';
import {
  type Box,
  type ClassCount,
  countByClass,
  findComponentByCode,
  findComponentRow,
  listInBox,
  listInGrid,
  listMaintenance,
  listNearest,
  type NearComponent,
  type StandingComponent,
} from './queries.ts';
import { type Dot, listDots } from './queries-places.ts';
import { REGISTER_VERSION } from './register-version.ts';

export type { Component } from '../core/component.ts';
export type { SourceRow } from '../core/read-row.ts';
export { importComponents } from './import-components.ts';
export type { Dot } from './queries-places.ts';
export { listComponentFeatures } from './queries-features.ts';
export type { CountedCell, ThingFilter, TileDots, TileThing } from './queries-tiles.ts';
export { readThings, type ThingsOfTile } from './read-tile-things.ts';

/** The most that one question returns, whatever is asked for. */
const MOST_FOUND = 1_000;

/** A grid of three hundred households has some hundred things; this holds the densest streets. */
const MOST_IN_GRID = 3_000;

export const findComponent = (tx: Tx, id: Id): Promise<Component | undefined> => findComponentRow(tx, id);

/** By its sixteen digits, as read from a plate. */
export const findByCode = (tx: Tx, districtId: string, code: string): Promise<Component | undefined> =>
  findComponentByCode(tx, districtId, code);

/** Throws Refused `component.not_found`. */
export async function getComponent(tx: Tx, id: Id): Promise<Component> {
  return (await findComponentRow(tx, id)) ?? throwRefusal('component.not_found', { id });
}

/** The unit that maintains each of them, in one question; those without are missing. */
export async function maintenanceUnits(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Id>> {
  if (ids.length === 0) return new Map();
  return new Map((await listMaintenance(tx, ids)).map(({ id, unitId }) => [id, unitId]));
}

/** Within the radius, nearest first; between equals the lower code. */
export async function nearestComponents(
  tx: Tx,
  of: {
    districtId: string;
    classCode?: string | undefined;
    point: Point;
    radiusMetres: number;
    limit: number;
  },
): Promise<NearComponent[]> {
  return listNearest(tx, { ...of, limit: Math.min(of.limit, MOST_FOUND) });
}

/** In the order of codes. */
export async function componentsInBox(
  tx: Tx,
  of: { districtId: string; classCode?: string | undefined; box: Box; limit: number },
): Promise<Component[]> {
  return listInBox(tx, { ...of, limit: Math.min(of.limit, MOST_FOUND) });
}

/** Components in the box as a map draws them, at most `limit`; what is not intact comes first. */
export const componentDots = (
  tx: Tx,
  of: { readonly districtId: string; readonly box: Box; readonly limit: number },
): Promise<Dot[]> => listDots(tx, of.districtId, of.box, of.limit);

/** Moves with every import that changed something, in any district. */
export const componentsVersion = (tx: Tx): Promise<number> => tx.snapshots.version(REGISTER_VERSION);

/** What stands in one grid, in the order of codes; `isAll` is false where there is more than that. */
export async function componentsInGrid(
  tx: Tx,
  gridPath: string,
): Promise<{ components: StandingComponent[]; isAll: boolean }> {
  const found = await listInGrid(tx, gridPath, MOST_IN_GRID + 1);
  return { components: found.slice(0, MOST_IN_GRID), isAll: found.length <= MOST_IN_GRID };
}

/** More classes than any list has. */
const MOST_CLASSES = 1_000;

/** How many of each class stand in an area, and how many of them are not intact. */
export const componentCounts = (tx: Tx, areaPath: string): Promise<ClassCount[]> =>
  countByClass(tx, areaPath, MOST_CLASSES);
