// The one search for the rule that speaks for an item in a place: nearest subject first (item, subclass,
// class), then nearest area, then a condition that holds before none. Says only which rule, never who.
import type { Condition, Rule, Season } from './catalogue.ts';
import type { SubjectRules } from './compile.ts';

/** What a condition can look at. */
export interface Circumstance {
  readonly problem: number;
  /** `MM-DD` in the district's own time. */
  readonly monthDay: string;
}

const isInSeason = (season: Season, monthDay: string): boolean =>
  season.from <= season.to
    ? season.from <= monthDay && monthDay <= season.to
    : monthDay >= season.from || monthDay <= season.to;

const hasCondition = (condition: Condition): boolean =>
  condition.problems !== undefined || condition.season !== undefined;

export function holds(condition: Condition, circumstance: Circumstance): boolean {
  if (condition.problems && !condition.problems.includes(circumstance.problem)) return false;
  return condition.season === undefined || isInSeason(condition.season, circumstance.monthDay);
}

export type Found =
  | { readonly kind: 'rule'; readonly rule: Rule; readonly subject: SubjectRules }
  | { readonly kind: 'clash'; readonly rules: readonly Rule[]; readonly subject: SubjectRules }
  | { readonly kind: 'hole' };

export interface Tried {
  readonly subject: SubjectRules;
  readonly areaPath: string;
  /** How many rules stand there, whether or not they hold. */
  readonly rules: number;
}

const HOLE: Found = { kind: 'hole' };

function chooseAt(
  rules: readonly Rule[],
  subject: SubjectRules,
  circumstance: Circumstance,
): Found | undefined {
  const [only] = rules;
  if (only !== undefined && rules.length === 1) {
    return holds(only.condition, circumstance) ? { kind: 'rule', rule: only, subject } : undefined;
  }
  const holding = rules.filter((rule) => holds(rule.condition, circumstance));
  const conditional = holding.filter((rule) => hasCondition(rule.condition));
  const rank = conditional.length > 0 ? conditional : holding;
  const [rule, second] = rank;
  if (rule === undefined) return undefined;
  return second === undefined ? { kind: 'rule', rule, subject } : { kind: 'clash', rules: rank, subject };
}

/** `places`: the area's path and all above it, nearest first. `onTry` hears of every rank looked at. */
export function findRule(
  subjects: readonly SubjectRules[],
  places: readonly string[],
  circumstance: Circumstance,
  onTry?: (tried: Tried) => void,
): Found {
  for (const subject of subjects) {
    for (const areaPath of places) {
      const rules = subject.byArea?.get(areaPath);
      onTry?.({ subject, areaPath, rules: rules?.length ?? 0 });
      const found = rules && chooseAt(rules, subject, circumstance);
      if (found) return found;
    }
  }
  return HOLE;
}
