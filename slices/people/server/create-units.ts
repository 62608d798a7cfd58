// unit.create: takes a list of units whole or not at all. Ids may be given, so that a list can name parents.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { peoplePolicy } from '../core/policy.ts';
import { checkUnits, type Unit } from '../core/unit.ts';
import { refuseClash } from './clash.ts';
import { insertUnits } from './queries-units.ts';
import { UNITS_SNAPSHOT } from './unit-snapshot.ts';

export type NewUnit = Omit<Unit, 'id'> & { readonly id?: Id };

const CLASHES = {
  unit_district_id_code_key: 'people.unit_code_taken',
  unit_one_centre_per_area: 'people.unit_code_taken',
  unit_pkey: 'people.unit_code_taken',
  unit_parent_id_fkey: 'people.unit_unknown',
} as const;

/** Serving an area is a claim on its cases: the giver must stand above every area that is served. */
export async function createUnits(tx: Tx, actor: Actor, units: readonly NewUnit[]): Promise<Unit[]> {
  for (const areaPath of new Set(units.flatMap((unit) => [unit.areaPath, ...unit.serves]))) {
    requireRight(peoplePolicy, actor, 'unit.create', { areaPath });
  }
  const rows = units.map((unit): Unit => ({ ...unit, id: unit.id ?? tx.ids.next() }));
  orRefuse(checkUnits(rows));
  await refuseClash(insertUnits(tx, rows), CLASHES);
  await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
  return rows;
}
