// How many rules hang on a unit that leaves, over every catalogue in force or published for later: asked in
// the transaction that would change the unit.
import { localDate } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { areaTree } from '../../areas/server/public.ts';
import { indexUnits, UnitDirectory } from '../../people/core/unit-directory.ts';
import { unitDirectory, type UnitLeaving } from '../../people/server/public.ts';
import { rulesOnUnit } from '../core/rules-on-unit.ts';
import { cataloguesSnapshot } from './catalogues-snapshot.ts';
import { gridsOf } from './check-catalogue.ts';

export async function countRulesOn(tx: Tx, { before, after, left }: UnitLeaving): Promise<number> {
  const { districtId, id } = before;
  const today = localDate(tx.now);
  const versions = ((await tx.snapshots.get(cataloguesSnapshot)).byDistrict.get(districtId) ?? []).filter(
    ({ effectiveUntil }) => effectiveUntil === null || effectiveUntil > today,
  );
  const tree = await areaTree(tx, districtId);
  if (versions.length === 0 || isRefusal(tree)) return 0;
  const unitsBefore = await unitDirectory(tx);
  const others = unitsBefore.units().filter((unit) => unit.id !== id);
  const unitsAfter = new UnitDirectory(
    indexUnits([...others, after ?? { ...before, isClosed: true }], []),
    today,
  );
  const grids = gridsOf(tree).filter((grid) => left.some((path) => isWithin(grid, path)));
  const leaving = { before, after, unitsBefore, unitsAfter, grids };
  return versions.reduce((sum, version) => sum + rulesOnUnit(version, leaving).size, 0);
}
