// unit.change and unit.close: a name, what it serves, whom it stands under; and the end of a unit in which
// nobody works any more. Who serves an area answers for its cases: the actor must stand above every area that
// it gains, and above every one that it leaves.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type Fact, factOf, factsOf, textFact } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { peoplePolicy } from '../core/policy.ts';
import { checkUnit, serves, type Unit } from '../core/unit.ts';
import { refuseClash } from './clash.ts';
import { countPostsByUnit } from './queries-roster.ts';
import { lockUnit, setUnitClosed, updateUnit } from './queries-units.ts';
import { placeName, TITLES, unitSubject, unitWords } from './tell-change.ts';
import { unitDirectory, UNITS_SNAPSHOT } from './unit-snapshot.ts';
import { requireUntied, type UnitTies } from './unit-ties.ts';

export interface UnitChange {
  readonly name?: string;
  readonly nameEn?: string;
  readonly serves?: readonly string[];
  readonly parentId?: Id | null;
  readonly phone?: string | null;
  readonly why?: string;
}

async function namesOfPlaces(tx: Tx, paths: readonly string[]): Promise<string> {
  const names = [];
  for (const path of paths) names.push(await placeName(tx, path));
  return names.join('、');
}

async function factsFor(tx: Tx, before: Unit, after: Unit): Promise<Fact[]> {
  const directory = await unitDirectory(tx);
  const parentOf = (unit: Unit) => (unit.parentId ? unitWords(directory.unit(unit.parentId)) : null);
  return factsOf(
    factOf({ zh: '名称', en: 'name' }, unitWords(before), unitWords(after)),
    textFact(
      { zh: '服务区域', en: 'serves' },
      await namesOfPlaces(tx, before.serves),
      await namesOfPlaces(tx, after.serves),
    ),
    factOf({ zh: '上级单位', en: 'under' }, parentOf(before), parentOf(after)),
    textFact({ zh: '电话', en: 'office phone' }, before.phone, after.phone),
  );
}

async function requireNoCircle(tx: Tx, unit: Unit): Promise<void> {
  const directory = await unitDirectory(tx);
  const above = new Set<Id>();
  for (let at = unit.parentId; at !== undefined && !above.has(at); at = directory.unit(at)?.parentId) {
    if (at === unit.id) throwRefusal('people.unit_own_parent', { code: unit.code });
    above.add(at);
  }
}

function changed(before: Unit, { name, nameEn, serves, parentId, phone }: UnitChange): Unit {
  const { parentId: oldParent, phone: oldPhone, ...rest } = before;
  const parent = parentId === undefined ? oldParent : parentId;
  const number = phone === undefined ? oldPhone : phone;
  return {
    ...rest,
    name: name?.trim() ?? before.name,
    nameEn: nameEn?.trim() ?? before.nameEn,
    serves: serves ?? before.serves,
    ...(parent ? { parentId: parent } : {}),
    ...(number ? { phone: number } : {}),
  };
}

/** Throws Refused `people.unit_needed` where it gives up an area in which cases or rules hang on it. */
export async function changeUnit(
  tx: Tx,
  ties: UnitTies,
  actor: Actor,
  id: Id,
  change: UnitChange,
): Promise<boolean> {
  const before = (await lockUnit(tx, id)) ?? throwRefusal('people.unit_unknown');
  const after = changed(before, change);
  for (const areaPath of new Set([before.areaPath, ...before.serves, ...after.serves])) {
    requireRight(peoplePolicy, actor, 'unit.change', { areaPath });
  }
  orRefuse(checkUnit(after));
  await requireNoCircle(tx, after);
  const facts = await factsFor(tx, before, after);
  if (facts.length === 0) return false;
  const left = before.serves.filter((path) => !serves(after, path));
  await requireUntied(tx, ties, { before, after, left });
  await refuseClash(updateUnit(tx, after), { unit_parent_id_fkey: 'people.unit_unknown' });
  const why = change.why === undefined ? {} : { why: change.why };
  const entry = { operation: 'unit.change', title: TITLES['unit.change'], areaPath: before.areaPath, facts };
  await recordChanges(tx, actor, [{ ...entry, ...why, subject: unitSubject(id, after.name) }]);
  await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
  return true;
}

/** Throws Refused `people.unit_has_people`, `people.unit_has_units`, `people.unit_is_centre`,
 *  `people.unit_needed`. */
export async function closeUnit(
  tx: Tx,
  ties: UnitTies,
  actor: Actor,
  id: Id,
  why: string | undefined,
): Promise<void> {
  const unit = (await lockUnit(tx, id)) ?? throwRefusal('people.unit_unknown');
  requireRight(peoplePolicy, actor, 'unit.close', { areaPath: unit.areaPath });
  if (unit.isClosed) throwRefusal('people.unit_closed', { name: unit.name });
  if (unit.kind === 'centre') throwRefusal('people.unit_is_centre', { name: unit.name });
  const people = (await countPostsByUnit(tx, unit.districtId)).get(id) ?? 0;
  if (people > 0) throwRefusal('people.unit_has_people', { name: unit.name, people });
  const below = (await unitDirectory(tx)).units().filter((one) => one.parentId === id && !one.isClosed);
  if (below.length > 0) throwRefusal('people.unit_has_units', { name: unit.name, units: below.length });
  await requireUntied(tx, ties, { before: unit, after: undefined, left: [unit.districtId] });
  await setUnitClosed(tx, id);
  const entry = { operation: 'unit.close', title: TITLES['unit.close'], areaPath: unit.areaPath, facts: [] };
  const said = why === undefined ? {} : { why };
  await recordChanges(tx, actor, [{ ...entry, ...said, subject: unitSubject(id, unit.name) }]);
  await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
}
