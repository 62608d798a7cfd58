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
import { listHolders } from './queries-roster.ts';
import {
  countUnitsBelow,
  holdUnit,
  listUnitsByIds,
  lockUnit,
  setUnitClosed,
  updateUnit,
} from './queries-units.ts';
import { placeName, TITLES, unitSubject, unitWords } from './tell-change.ts';
import { unitDirectory, UNITS_SNAPSHOT } from './unit-snapshot.ts';
import { requireNoCases, requireUntied, type UnitTies } from './unit-ties.ts';

export interface UnitChange {
  readonly name?: string;
  readonly nameEn?: string;
  readonly serves?: readonly string[];
  readonly parentId?: Id | null;
  readonly phone?: string | null;
  /** As it was read; undefined: whatever it is by now. */
  readonly version?: number;
  readonly why?: string;
}

export async function namesOfPlaces(tx: Tx, paths: readonly string[]): Promise<string> {
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

/** Nothing stands under a unit that is no more; whoever becomes one's parent is held until this is saved.
 *  Throws Refused `people.unit_closed`. */
export async function requireParentOpen(tx: Tx, parentId: Id | undefined): Promise<void> {
  const parent = parentId === undefined ? undefined : await holdUnit(tx, parentId);
  if (parent?.isClosed) throwRefusal('people.unit_closed', { name: parent.name });
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

/** Throws Refused `people.unit_needed` where it gives up an area in which cases or rules hang on it,
 *  `people.unit_closed` where it or its new parent is no more, `people.unit_changed` where another was
 *  faster. */
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
  if (before.isClosed) throwRefusal('people.unit_closed', { name: before.name });
  if (change.version !== undefined && change.version !== before.version) {
    throwRefusal('people.unit_changed', { name: before.name });
  }
  orRefuse(checkUnit(after));
  if (after.parentId !== before.parentId) await requireParentOpen(tx, after.parentId);
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

/** Throws Refused `people.unit_closed`, `people.unit_is_centre`, `people.unit_has_people`,
 *  `people.unit_has_units`. A post that begins later counts: nobody may come into a unit that is no more. */
export async function requireEmpty(tx: Tx, { id, isClosed, kind, name }: Unit): Promise<void> {
  if (isClosed) throwRefusal('people.unit_closed', { name });
  if (kind === 'centre') throwRefusal('people.unit_is_centre', { name });
  const { total: people } = await listHolders(tx, id, 1);
  if (people > 0) throwRefusal('people.unit_has_people', { name, people });
  const units = await countUnitsBelow(tx, id);
  if (units > 0) throwRefusal('people.unit_has_units', { name, units });
}

const MOST_NAMED = 20;

/** Who and what keeps the unit from being closed: a closing neither moves nor ends anybody's post. */
export async function previewClosing(tx: Tx, actor: Actor, id: Id) {
  const [unit] = await listUnitsByIds(tx, [id]);
  if (!unit) return throwRefusal('people.unit_unknown');
  requireRight(peoplePolicy, actor, 'unit.close', { areaPath: unit.areaPath });
  const { total, named } = await listHolders(tx, id, MOST_NAMED);
  return { people: total, named: [...named], units: await countUnitsBelow(tx, id) };
}

/** The rules are looked at before the unit is held: that takes long, and whoever reports to the unit would
 *  wait. Under the lock stands what is counted quickly: people, units, and cases that came meanwhile. Throws
 *  the refusals of requireEmpty, `people.unit_needed`, and `people.unit_changed` where it changed since. */
export async function closeUnit(
  tx: Tx,
  ties: UnitTies,
  actor: Actor,
  id: Id,
  why: string | undefined,
): Promise<void> {
  const [seen] = await listUnitsByIds(tx, [id]);
  if (!seen) return throwRefusal('people.unit_unknown');
  requireRight(peoplePolicy, actor, 'unit.close', { areaPath: seen.areaPath });
  await requireEmpty(tx, seen);
  const leaving = { before: seen, after: undefined, left: [seen.districtId] };
  await requireUntied(tx, ties, leaving);
  const unit = (await lockUnit(tx, id)) ?? throwRefusal('people.unit_unknown');
  await requireEmpty(tx, unit);
  if (unit.version !== seen.version) throwRefusal('people.unit_changed', { name: unit.name });
  await requireNoCases(tx, ties, leaving);
  await setUnitClosed(tx, id);
  const entry = { operation: 'unit.close', title: TITLES['unit.close'], areaPath: unit.areaPath, facts: [] };
  const said = why === undefined ? {} : { why };
  await recordChanges(tx, actor, [{ ...entry, ...said, subject: unitSubject(id, unit.name) }]);
  await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
}
