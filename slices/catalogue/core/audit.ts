// Walks every item × every grid before a catalogue may be published: each pair must come to exactly one unit
// and one centre, for every problem and season that a rule distinguishes. Finds; never repairs.
import type { Id } from '../../../kernel/id.ts';
import { pathUpwards, type Unit } from '../../people/core/unit.ts';
import { groupFindings } from './audit-findings.ts';
import type { Finding, Group, PairFinding } from './audit-findings.ts';
import type { Item, Responsible, Rule } from './catalogue.ts';
import type { CompiledCatalogue, SubjectRules } from './compile.ts';
import { findRule } from './find-rule.ts';
import type { Circumstance } from './find-rule.ts';
import { centreLevelFor, findUnit, tellResponsible } from './find-unit.ts';
import type { Sought, Units } from './find-unit.ts';

export interface AuditReport {
  readonly items: number;
  readonly grids: number;
  /** Items × grids. */
  readonly pairs: number;
  /** Pairs × the problems and seasons that some rule distinguishes. */
  readonly questions: number;
  /** Pairs with at least one finding that stands in the way of publication. */
  readonly brokenPairs: number;
  /** Stand in the way of publication. */
  readonly findings: Finding[];
  /** Worth mending, but nobody is left without a responsible unit. */
  readonly warnings: Finding[];
}

export const passes = (report: AuditReport): boolean => report.findings.length === 0 && report.pairs > 0;

/** Every combination of problem and season that some rule of the item tells apart; one if none does. */
export function circumstancesOf(item: Item, subjects: readonly SubjectRules[]): Circumstance[] {
  let isByProblem = false;
  const days = new Set<string>();
  for (const subject of subjects) {
    for (const rules of subject.byArea?.values() ?? []) {
      for (const { condition } of rules) {
        if (condition.problems) isByProblem = true;
        if (condition.season) for (const day of edgeDays(condition.season)) days.add(day);
      }
    }
  }
  if (days.size === 0) days.add('01-01');
  const problems = isByProblem ? [...item.problems.map((problem) => problem.number)] : [1];
  return problems.flatMap((problem) => [...days].map((monthDay) => ({ problem, monthDay })));
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (n: number): string => String(n).padStart(2, '0');

function dayAfter(monthDay: string): string {
  const [month = 1, day = 1] = monthDay.split('-').map(Number);
  if (day < (DAYS_IN_MONTH[month - 1] ?? 31)) return `${two(month)}-${two(day + 1)}`;
  return month === 12 ? '01-01' : `${two(month + 1)}-01`;
}

/** The first day of a season and the first day after it: between two such days nothing changes. */
const edgeDays = ({ from, to }: { from: string; to: string }): string[] => [from, dayAfter(to)];

/** Looks each kind of unit up once per grid, however many items ask for it. */
export class UnitMemo {
  readonly #units: Units;
  readonly #grids: readonly string[];
  readonly #byKey = new Map<string, (Sought | undefined)[]>();
  /** The same rows by the words of a rule, which are asked again and again. */
  readonly #rows = new Map<Responsible, (Sought | undefined)[]>();
  readonly #centres = new Map<string, (Unit | null)[]>();

  constructor(units: Units, grids: readonly string[]) {
    this.#units = units;
    this.#grids = grids;
  }

  find(responsible: Responsible, grid: number): Sought {
    const row = this.#rowOf(responsible);
    const sought = row[grid] ?? findUnit(this.#units, responsible, this.#grids[grid] ?? '');
    row[grid] = sought;
    return sought;
  }

  #rowOf(responsible: Responsible): (Sought | undefined)[] {
    const known = this.#rows.get(responsible);
    if (known) return known;
    const key =
      'unitId' in responsible ? responsible.unitId : `${responsible.unitKind} ${responsible.unitLevel}`;
    const row = this.#byKey.get(key) ?? [];
    this.#byKey.set(key, row);
    this.#rows.set(responsible, row);
    return row;
  }

  centre(level: 'district' | 'street' | 'community', grid: number): Unit | null {
    const row = this.#centres.get(level) ?? [];
    this.#centres.set(level, row);
    const known = row[grid];
    const centre =
      known === undefined ? (this.#units.centreOf(this.#grids[grid] ?? '', level) ?? null) : known;
    row[grid] = centre;
    return centre;
  }
}

function judgeUnit(rule: Rule, grid: number, memo: UnitMemo): PairFinding | undefined {
  const sought = memo.find(rule.responsible, grid);
  if (sought.kind === 'nobody') return { kind: 'unmanned', about: tellResponsible(rule.responsible), rule };
  if (sought.kind === 'several') {
    const names = sought.units.map((unit) => unit.name).join('、');
    return { kind: 'ambiguous', about: tellResponsible(rule.responsible), rule, names };
  }
  const level = centreLevelFor(rule, sought.unit);
  return memo.centre(level, grid) ? undefined : { kind: 'no_centre', about: level, rule };
}

/** What a walk comes by, for those who ask more than whether every pair is sound. */
export interface Watch {
  /** Rules that spoke for some pair, alone or in a clash. */
  readonly spoke: Set<Id>;
  /** Units that answer for some pair, with the rules that led to them. */
  readonly reached: Map<Unit, Set<Id>>;
}

function watchRule(watch: Watch, rule: Rule, sought: Sought): void {
  watch.spoke.add(rule.id);
  if (sought.kind !== 'unit') return;
  const rules = watch.reached.get(sought.unit);
  if (rules) rules.add(rule.id);
  else watch.reached.set(sought.unit, new Set([rule.id]));
}

interface Walk {
  readonly watch: Watch | undefined;
  readonly memo: UnitMemo;
  readonly broken: Map<string, Group>;
  readonly warned: Map<string, Group>;
}

function note(into: Map<string, Group>, finding: PairFinding, item: Item, grid: number): void {
  const key = `${finding.kind} ${finding.about}`;
  const group = into.get(key) ?? { finding, byItem: new Map<string, Set<number>>(), rules: new Set<Id>() };
  into.set(key, group);
  if (finding.rule) group.rules.add(finding.rule.id);
  for (const rule of finding.clashing ?? []) group.rules.add(rule.id);
  const grids = group.byItem.get(item.code) ?? new Set<number>();
  group.byItem.set(item.code, grids);
  grids.add(grid);
}

/** All that is the same for an item in every grid. */
interface Asked {
  readonly item: Item;
  readonly subjects: readonly SubjectRules[];
  readonly circumstances: readonly Circumstance[];
}

/** True if the pair is sound under every circumstance. */
function walkPair(walk: Walk, asked: Asked, places: readonly string[], grid: number): boolean {
  const { item, subjects, circumstances } = asked;
  let isSound = true;
  for (const circumstance of circumstances) {
    const found = findRule(subjects, places, circumstance);
    let finding: PairFinding | undefined;
    if (found.kind === 'hole') finding = { kind: 'hole', about: '' };
    else if (found.kind === 'clash') {
      finding = {
        kind: 'clash',
        about: found.rules.map((rule) => rule.id).join(', '),
        clashing: found.rules,
      };
      for (const rule of found.rules) walk.watch?.spoke.add(rule.id);
    } else {
      finding = judgeUnit(found.rule, grid, walk.memo);
      if (walk.watch) watchRule(walk.watch, found.rule, walk.memo.find(found.rule.responsible, grid));
      for (const co of found.rule.coUnits) {
        if (walk.memo.find(co, grid).kind === 'unit') continue;
        note(walk.warned, { kind: 'co_unit', about: tellResponsible(co), rule: found.rule }, item, grid);
      }
    }
    if (!finding) continue;
    isSound = false;
    note(walk.broken, finding, item, grid);
  }
  return isSound;
}

/** `grids`: the paths of all grids of the district, each once. 500,000 pairs take well under a second. */
export function audit(
  compiled: CompiledCatalogue,
  units: Units,
  grids: readonly string[],
  watch?: Watch,
): AuditReport {
  const walk: Walk = { watch, memo: new UnitMemo(units, grids), broken: new Map(), warned: new Map() };
  const places = grids.map((grid) => pathUpwards(grid));
  const items = compiled.items();
  let questions = 0;
  let brokenPairs = 0;
  for (const item of items) {
    const subjects = compiled.subjects(item.code).filter((subject) => subject.byArea !== undefined);
    const circumstances = circumstancesOf(item, subjects);
    questions += circumstances.length * grids.length;
    places.forEach((upwards, grid) => {
      if (!walkPair(walk, { item, subjects, circumstances }, upwards, grid)) brokenPairs += 1;
    });
  }
  const pairs = items.length * grids.length;
  const findings = groupFindings(compiled, grids, walk.broken);
  const warnings = groupFindings(compiled, grids, walk.warned);
  return { items: items.length, grids: grids.length, pairs, questions, brokenPairs, findings, warnings };
}
