// How many rules hang on a unit that leaves, or name it, over every catalogue in force or published for
// later: asked in the transaction that would change the unit.
import { localDate } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { areaTree } from '../../areas/server/public.ts';
import { indexUnits, UnitDirectory } from '../../people/core/unit-directory.ts';
import { type Unit, unitDirectory, type UnitLeaving } from '../../people/server/public.ts';
import { rulesNaming, rulesOnUnit } from '../core/rules-on-unit.ts';
import { cataloguesSnapshot } from './catalogues-snapshot.ts';
import { gridsOf } from './check-catalogue.ts';

async function versionsFrom(tx: Tx, districtId: string) {
  const today = localDate(tx.now);
  const all = (await tx.snapshots.get(cataloguesSnapshot)).byDistrict.get(districtId) ?? [];
  return all.filter(({ effectiveUntil }) => effectiveUntil === null || effectiveUntil > today);
}

/** Rules that would mean whoever takes over from the unit. */
export async function countRulesNaming(tx: Tx, unit: Unit): Promise<number> {
  const named = { before: unit, unitsBefore: await unitDirectory(tx) };
  const versions = await versionsFrom(tx, unit.districtId);
  return versions.reduce((sum, version) => sum + rulesNaming(version, named).length, 0);
}

export async function countRulesOn(
  tx: Tx,
  { before, after, left, successor }: UnitLeaving,
): Promise<number> {
  const { districtId, id } = before;
  const versions = await versionsFrom(tx, districtId);
  const tree = await areaTree(tx, districtId);
  if (versions.length === 0 || isRefusal(tree)) return 0;
  const unitsBefore = await unitDirectory(tx);
  const others = unitsBefore.units().filter((unit) => unit.id !== id && unit.id !== successor?.id);
  const gone = { ...before, isClosed: true as const, ...(successor ? { successorId: successor.id } : {}) };
  const then = [...others, after ?? gone, ...(successor ? [successor] : [])];
  const unitsAfter = new UnitDirectory(indexUnits(then, []), localDate(tx.now));
  const grids = gridsOf(tree).filter((grid) => left.some((path) => isWithin(grid, path)));
  const taking = successor ? { successor } : {};
  const leaving = { before, after, unitsBefore, unitsAfter, grids, ...taking };
  return versions.reduce((sum, version) => sum + rulesOnUnit(version, leaving).size, 0);
}
