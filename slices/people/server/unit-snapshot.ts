// The unit directory as an in-process read model: units and the terms of grid heads, by maps.
// Whoever writes a unit or a head's post must bump it in the same transaction.
import { localDate } from '../../../kernel/instant.ts';
import { defineSnapshot } from '../../../platform/server/db/snapshots.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { indexUnits, UnitDirectory, type UnitIndex } from '../core/unit-directory.ts';
import { listHeadTerms } from './queries-posts.ts';
import { listUnits } from './queries-units.ts';

export const UNITS_SNAPSHOT = 'units';

const unitsSnapshot = defineSnapshot(UNITS_SNAPSHOT, async (tx) =>
  indexUnits(await listUnits(tx), await listHeadTerms(tx)),
);

const ofToday = new WeakMap<UnitIndex, UnitDirectory>();

/** The directory as of the transaction's local day: the same one until a unit or the day changes. */
export async function unitDirectory(tx: Tx): Promise<UnitDirectory> {
  const index = await tx.snapshots.get(unitsSnapshot);
  const today = localDate(tx.now);
  const known = ofToday.get(index);
  if (known?.today === today) return known;
  const made = new UnitDirectory(index, today);
  ofToday.set(index, made);
  return made;
}

/** For whoever found that a unit is not as the directory says. */
export const recheckUnits = (tx: Tx): void => tx.snapshots.recheck(UNITS_SNAPSHOT);
