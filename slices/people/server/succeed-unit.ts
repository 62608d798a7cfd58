// unit.succeed: a unit is closed and another takes over its open cases and the rules that name it, in one act
// on record. It moves what lists promise, so it takes two people (docs/decisions/0011). Nobody may work in
// the unit and none may stand under it any more: whoever works there is given posts where they belong first.
// What takes long, the look at the rules and the cases themselves, holds neither unit.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type Consent, factOf, type Fact, factsOf, same, textFact } from '../../changes/core/change.ts';
import { proposeChange, recordChanges, requireReason } from '../../changes/server/public.ts';
import { peoplePolicy } from '../core/policy.ts';
import { serves, type Unit } from '../core/unit.ts';
import { namesOfPlaces, requireEmpty } from './change-unit.ts';
import { listUnitsByIds, lockUnits, setUnitClosed, updateUnit } from './queries-units.ts';
import { placeName, TITLES, unitSubject, unitWords } from './tell-change.ts';
import { UNITS_SNAPSHOT } from './unit-snapshot.ts';
import type { UnitTies } from './unit-ties.ts';

const OPERATION = 'unit.succeed';

export const SUCCESSION_REFUSALS = [
  'people.unit_unknown',
  'people.unit_closed',
  'people.unit_changed',
  'people.unit_is_centre',
  'people.unit_has_people',
  'people.unit_has_units',
  'people.successor_unfit',
  'people.successor_other_kind',
] as const;

export interface SuccessionAsked {
  readonly unitId: Id;
  readonly successorId: Id;
}

interface Plan {
  readonly unit: Unit;
  /** As it is, and as it will be: it serves what the unit served as well. */
  readonly successor: Unit;
  readonly after: Unit;
  readonly cases: number;
  readonly rules: number;
  /** What it gains. */
  readonly gained: readonly string[];
}

function requireFit(unit: Unit, successor: Unit): void {
  const isFit =
    unit.id !== successor.id &&
    unit.districtId === successor.districtId &&
    successor.kind !== 'centre' &&
    !successor.isClosed;
  if (!isFit) throwRefusal('people.successor_unfit', { successor: successor.name });
}

/** Every area in which either answers for something: who decides must stand above all of them. */
const reachOf = (unit: Unit, successor: Unit): string[] => [
  ...new Set([unit.areaPath, ...unit.serves, successor.areaPath]),
];

/** What it reaches by now: either may serve more than on the day of the proposal. */
export async function reachOfSuccession(tx: Tx, { unitId, successorId }: SuccessionAsked): Promise<string[]> {
  const units = await listUnitsByIds(tx, [unitId, successorId]);
  return units.flatMap((unit) => [unit.areaPath, ...(unit.id === unitId ? unit.serves : [])]);
}

const oneOf = (units: readonly Unit[], unitId: Id): Unit =>
  units.find(({ id }) => id === unitId) ?? throwRefusal('people.unit_unknown');

async function plan(
  tx: Tx,
  ties: UnitTies,
  actor: Actor,
  { unitId, successorId }: SuccessionAsked,
): Promise<Plan> {
  const units = await listUnitsByIds(tx, [unitId, successorId]);
  const [unit, successor] = [oneOf(units, unitId), oneOf(units, successorId)];
  for (const areaPath of reachOf(unit, successor)) requireRight(peoplePolicy, actor, OPERATION, { areaPath });
  await requireEmpty(tx, unit);
  requireFit(unit, successor);
  // Written out also where it serves a wider area: the more exact one keeps its place before others.
  const added = unit.serves.filter((path) => !successor.serves.includes(path));
  const after = { ...successor, serves: [...successor.serves, ...added] };
  const leaving = { before: unit, after: undefined, left: [unit.districtId] };
  const lost = await ties.countRules(tx, { ...leaving, successor: after });
  if (lost > 0) {
    const { name } = unit;
    throwRefusal('people.successor_other_kind', { name, successor: successor.name, rules: lost });
  }
  const cases = await ties.countOpenCases(tx, leaving);
  const rules = await ties.countRulesNaming(tx, unit);
  return { unit, successor, after, cases, rules, gained: added.filter((path) => !serves(successor, path)) };
}

/** What it would move; writes nothing. */
export async function previewSuccession(tx: Tx, ties: UnitTies, actor: Actor, asked: SuccessionAsked) {
  const { cases, rules, gained } = await plan(tx, ties, actor, asked);
  const areas = [];
  for (const areaPath of gained) areas.push({ areaPath, name: await placeName(tx, areaPath) });
  return { cases, rules, areas };
}

const count = (n: number): string => String(n);

const PASSING = { zh: '移交的未结案件', en: 'open cases that pass' };
/** Where they go after the others, one by one. */
const BEING_MOVED = { zh: '逐件移交的未结案件', en: 'open cases being moved one by one' };

async function factsOfPlan(
  tx: Tx,
  { unit, successor, cases, rules, gained }: Plan,
  title = PASSING,
): Promise<Fact[]> {
  return factsOf(
    factOf({ zh: '撤销的单位', en: 'unit closed' }, null, unitWords(unit)),
    factOf({ zh: '承接单位', en: 'taken over by' }, null, unitWords(successor)),
    factOf(title, null, same(count(cases))),
    factOf({ zh: '改由其承接的规则', en: 'rules that pass' }, null, same(count(rules))),
    textFact({ zh: '增加的服务区域', en: 'also serves' }, null, await namesOfPlaces(tx, gained)),
  );
}

/** Holds both units, and looks whether they are what was planned with. */
async function lockPlanned(tx: Tx, { unit, successor }: Plan): Promise<void> {
  const units = await lockUnits(tx, [unit.id, successor.id]);
  const [now, heir] = [oneOf(units, unit.id), oneOf(units, successor.id)];
  await requireEmpty(tx, now);
  requireFit(now, heir);
  for (const [before, after] of [[unit, now], [successor, heir]] as const) {
    if (before.version !== after.version) throwRefusal('people.unit_changed', { name: after.name });
  }
}

/** Throws the refusals of a closing, `people.unit_changed` where either changed since it was looked at,
 *  `people.successor_unfit`, `people.successor_other_kind`. */
export async function succeedUnit(
  tx: Tx,
  ties: UnitTies,
  actor: Actor,
  asked: SuccessionAsked,
  consent: Pick<Consent, 'why'> & Partial<Consent>,
): Promise<void> {
  const planned = await plan(tx, ties, actor, asked);
  const { unit, successor, after } = planned;
  const facts = await factsOfPlan(tx, planned, BEING_MOVED);
  await lockPlanned(tx, planned);
  await updateUnit(tx, after);
  await setUnitClosed(tx, unit.id, successor.id);
  await ties.moveCases(tx, unit.id, consent.why);
  const entries = [unit, successor].map(({ id, name, areaPath }) => ({
    operation: OPERATION,
    title: TITLES[OPERATION],
    areaPath,
    facts,
    why: consent.why,
    subject: unitSubject(id, name),
  }));
  const { proposalId, second, why } = consent;
  const agreed = proposalId && second ? { proposalId, second, why } : undefined;
  await recordChanges(tx, actor, entries, agreed);
  await tx.snapshots.bump(tx, UNITS_SNAPSHOT);
}

/** As a person asks for it: it waits for a second one. */
export async function requestSuccession(
  tx: Tx,
  ties: UnitTies,
  actor: Actor,
  asked: SuccessionAsked & { readonly why: string | undefined },
): Promise<{ isDone: boolean; proposalId: Id | null }> {
  const { unitId, successorId } = asked;
  const why = requireReason(asked.why);
  if (actor.kind !== 'person') {
    await succeedUnit(tx, ties, actor, { unitId, successorId }, { why });
    return { isDone: true, proposalId: null };
  }
  const planned = await plan(tx, ties, actor, asked);
  const { unit, successor } = planned;
  const proposalId = await proposeChange(tx, actor, {
    operation: OPERATION,
    title: TITLES[OPERATION],
    subject: unitSubject(unit.id, unit.name),
    facts: await factsOfPlan(tx, planned),
    why,
    reach: reachOf(unit, successor),
    body: { unitId, successorId },
  });
  return { isDone: false, proposalId };
}
