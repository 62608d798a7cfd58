// What other slices may ask of components inside their transaction.
import type { Point } from '../../../kernel/geo.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Component } from '../core/component.ts';
import {
  type Box,
  findComponentByCode,
  findComponentRow,
  listInBox,
  listNearest,
  type NearComponent,
} from './queries.ts';

export type { Component } from '../core/component.ts';
export type { SourceRow } from '../core/plan-import.ts';
export { importComponents } from './import-components.ts';

/** The most that one question returns, whatever is asked for. */
const MOST_FOUND = 1_000;

export const findComponent = (tx: Tx, id: Id): Promise<Component | undefined> => findComponentRow(tx, id);

/** By its sixteen digits, as read from a plate. */
export const findByCode = (tx: Tx, districtId: string, code: string): Promise<Component | undefined> =>
  findComponentByCode(tx, districtId, code);

/** Throws Refused `component.not_found`. */
export async function getComponent(tx: Tx, id: Id): Promise<Component> {
  return (await findComponentRow(tx, id)) ?? throwRefusal('component.not_found', { id });
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
