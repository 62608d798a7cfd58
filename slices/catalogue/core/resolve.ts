// Who is responsible for an item in a place, on what terms, and why: the question that every dispatch asks.
// Pure: the same catalogue, directory and question always give the same answer; it never guesses a unit.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { Condition } from '../../components/core/condition.ts';
import { pathUpwards, type Unit } from '../../people/core/unit.ts';
import { standsFor } from '../../people/core/unit-directory.ts';
import type { Item, Problem, Rule, Terms } from './catalogue.ts';
import { splitItemCode } from './catalogue.ts';
import type { CompiledCatalogue } from './compile.ts';
import { findRule } from './find-rule.ts';
import type { Found } from './find-rule.ts';
import { centreLevelFor, findUnit } from './find-unit.ts';
import type { Sought, Units } from './find-unit.ts';
import { mergeTerms } from './merge-terms.ts';
import type { CatalogueRefusalCode } from './refusals.ts';
import { Reasons } from './resolve-words.ts';
import type { Reason } from './resolve-words.ts';
import { thingConditionOf } from './thing-condition.ts';

export interface ComponentAsked {
  readonly classCode: string;
  readonly maintenanceUnitId?: Id | null;
}

export interface Question {
  /** An item's code, or one with a problem's number; without a number the gravest problem is meant. */
  readonly itemCode: string;
  readonly areaPath: string;
  readonly component?: ComponentAsked;
  readonly at: Instant;
  /** How sure the item is, 0–1; 1 (the default) where a person chose it. */
  readonly confidence?: number;
}

export interface Resolution extends Omit<Terms, 'straightThroughFrom' | 'thingCondition'> {
  readonly itemCode: string;
  readonly itemName: string;
  readonly itemNameEn: string;
  readonly catalogueId: Id;
  readonly ruleId: Id;
  readonly unitId: Id;
  readonly centreUnitId: Id;
  readonly coUnitIds: readonly Id[];
  /** May be dispatched without a dispatcher: unit and item are certain. */
  readonly isCertain: boolean;
  /** What it says of the thing that it is about, once it is accepted; null: nothing. */
  readonly thingCondition: Condition | null;
  readonly why: readonly Reason[];
}

type No = Refusal<CatalogueRefusalCode>;

interface Scene {
  readonly compiled: CompiledCatalogue;
  readonly units: Units;
  readonly question: Question;
  readonly item: Item;
  readonly problem: Problem | undefined;
  readonly reasons: Reasons;
}

function refuseFound(scene: Scene, found: Exclude<Found, { kind: 'rule' }>): No {
  const { item, question } = scene;
  const about = { itemCode: item.code, itemName: item.name, areaPath: question.areaPath };
  if (found.kind === 'hole') return refuse('catalogue.hole', about);
  return refuse('catalogue.clash', { ...about, rules: found.rules.map((rule) => rule.id).join(', ') });
}

function refuseUnit(scene: Scene, rule: Rule, sought: Exclude<Sought, { kind: 'unit' }>): No {
  const { responsible } = rule;
  const unitKind = 'unitId' in responsible ? responsible.unitId : responsible.unitKind;
  const about = { unitKind, areaPath: scene.question.areaPath };
  if (sought.kind === 'nobody') return refuse('catalogue.unit_missing', about);
  return refuse('catalogue.unit_ambiguous', { ...about, units: sought.units.map((u) => u.name).join('、') });
}

/** The component's own maintenance unit, or whoever took over from it, if that is at work. */
function ownUnit(scene: Scene): Unit | undefined {
  const { question, units, reasons } = scene;
  if (!question.component) return undefined;
  const { maintenanceUnitId } = question.component;
  const unit = maintenanceUnitId ? standsFor(units, maintenanceUnitId) : undefined;
  reasons.component(maintenanceUnitId ?? null, unit);
  return unit;
}

/** What the rule, the problem, the item and the lists say together. */
export function termsOf(
  { defaults }: Pick<CompiledCatalogue, 'defaults'>,
  rule: Rule,
  item: Item,
  problem: Problem | undefined,
): Terms {
  return mergeTerms(
    defaults,
    problem ? [rule.terms, problem.terms, item.terms] : [rule.terms, item.terms],
  );
}

function answer(scene: Scene, rule: Rule, isClassRule: boolean, unit: Unit, isOwn: boolean): Resolution | No {
  const { compiled, units, question, item, problem, reasons } = scene;
  const level = centreLevelFor(rule, unit);
  const centre = units.centreOf(question.areaPath, level);
  if (!centre) return refuse('catalogue.centre_missing', { areaPath: question.areaPath, level });
  reasons.centre(centre);
  const coUnits = rule.coUnits.map((co) => findUnit(units, co, question.areaPath));
  const { straightThroughFrom, thingCondition, ...terms } = termsOf(compiled, rule, item, problem);
  const isSure = straightThroughFrom !== null && (question.confidence ?? 1) >= straightThroughFrom;
  return {
    ...terms,
    itemCode: question.itemCode,
    itemName: item.name,
    itemNameEn: item.nameEn,
    catalogueId: compiled.id,
    ruleId: rule.id,
    unitId: unit.id,
    centreUnitId: centre.id,
    coUnitIds: coUnits.flatMap((co) => (co.kind === 'unit' && co.unit.id !== unit.id ? [co.unit.id] : [])),
    isCertain: isSure && (isOwn || !isClassRule),
    thingCondition: thingConditionOf(thingCondition, item, problem),
    why: reasons.list,
  };
}

/** Refuses `catalogue.item_unknown`, `.hole`, `.clash`, `.unit_missing`, `.unit_ambiguous`,
 *  `.centre_missing`;
 *  in a published catalogue only the first can happen until units or grids change. Who asks a million times
 *  and shows no reasons asks `answers.ts`. */
export function resolve(
  compiled: CompiledCatalogue,
  units: Units,
  question: Question,
): Resolution | No {
  const item = compiled.item(question.itemCode);
  const problem = compiled.problem(question.itemCode);
  if (!item || (question.itemCode.includes('.') && !problem)) {
    return refuse('catalogue.item_unknown', { itemCode: question.itemCode });
  }
  const scene: Scene = { compiled, units, question, item, problem, reasons: new Reasons() };
  const own = ownUnit(scene);
  const circumstance = {
    problem: splitItemCode(question.itemCode).problem,
    monthDay: localDate(question.at).slice(5),
  };
  const places = pathUpwards(question.areaPath);
  const found = findRule(compiled.subjects(item.code), places, circumstance, (tried) =>
    scene.reasons.tried(tried),
  );
  if (found.kind !== 'rule') return refuseFound(scene, found);
  const sought: Sought = own
    ? { kind: 'unit', unit: own }
    : findUnit(units, found.rule.responsible, question.areaPath);
  if (sought.kind !== 'unit') return refuseUnit(scene, found.rule, sought);
  scene.reasons.rule(found.rule, sought.unit, own !== undefined);
  return answer(scene, found.rule, found.subject.kind === 'class', sought.unit, own !== undefined);
}
