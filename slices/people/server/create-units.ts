// unit.create: takes a list of units whole or not at all. Ids may be given, so that a list can name parents.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { factOf, factsOf, same, textFact } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { peoplePolicy } from '../core/policy.ts';
import { checkUnits, type Unit } from '../core/unit.ts';
import { requireParentOpen } from './change-unit.ts';
import { refuseClash } from './clash.ts';
import { insertUnits } from './queries-units.ts';
import { placeName, TITLES, toldOf, unitSubject, unitWords } from './tell-change.ts';
import { UNITS_SNAPSHOT } from './unit-snapshot.ts';

export type NewUnit = Omit<Unit, 'id'> & { readonly id?: Id };

const CLASHES = {
  unit_district_id_code_key: 'people.unit_code_taken',
  unit_one_centre_per_area: 'people.unit_code_taken',
  unit_pkey: 'people.unit_code_taken',
  unit_parent_id_fkey: 'people.unit_unknown',
} as const;

async function record(tx: Tx, actor: Actor, units: readonly Unit[]): Promise<void> {
  const names = new Map<string, string>();
  for (const path of actor.kind === 'person' ? units.flatMap((unit) => unit.serves) : []) {
    names.set(path, await placeName(tx, path));
  }
  const entries = toldOf(actor, units).map((unit) => ({
    operation: 'unit.create',
    title: TITLES['unit.create'],
    areaPath: unit.areaPath,
    subject: unitSubject(unit.id, unit.name),
    facts: factsOf(
      factOf({ zh: '名称', en: 'name' }, null, unitWords(unit)),
      textFact({ zh: '编码', en: 'code' }, null, unit.code),
      factOf(
        { zh: '服务区域', en: 'serves' },
        null,
        same(unit.serves.map((path) => names.get(path) ?? path).join('、')),
      ),
    ),
  }));
  await recordChanges(tx, actor, entries, undefined, units.length);
}

/** Serving an area is a claim on its cases: the giver must stand above every area that is served. */
export async function createUnits(tx: Tx, actor: Actor, units: readonly NewUnit[]): Promise<Unit[]> {
  for (const areaPath of new Set(units.flatMap((unit) => [unit.areaPath, ...unit.serves]))) {
    requireRight(peoplePolicy, actor, 'unit.create', { areaPath });
  }
  const rows = units.map((unit): Unit => ({ ...unit, id: unit.id ?? tx.ids.next() }));
  orRefuse(checkUnits(rows));
  const own = new Set(rows.map(({ id }) => id));
  const parents = new Set(rows.flatMap(({ parentId }) => (parentId && !own.has(parentId) ? [parentId] : [])));
  for (const parentId of [...parents].sort()) await requireParentOpen(tx, parentId);
  await refuseClash(insertUnits(tx, rows), CLASHES);
  await record(tx, actor, rows);
  await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
  return rows;
}
