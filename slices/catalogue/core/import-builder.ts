// Gathers rows into the two lists: rows of one code become one item, each row one problem, and each unit
// named a rule. Says where rows contradict each other; the first row of a code is the one that holds.
import type { CatalogueLists, Entry, Item, ListKind, PartialTerms, Problem, Rule } from './catalogue.ts';
import { DEFAULT_DUPLICATE_DAYS, DEFAULT_DUPLICATE_RADIUS_METRES } from './default-terms.ts';
import type { Say } from './import-cells.ts';
import { ALL } from './import-row.ts';
import type { Named, ResponsibilityRead, RowRead } from './import-row.ts';

type DraftRule = Omit<Rule, 'id'>;
type DraftItem = Omit<Item, 'problems'> & { readonly problems: Problem[] };

const PREFIX: Readonly<Record<ListKind, string>> = { event: 'E', component: 'C' };
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The first clause of a condition, short enough for a list. */
const shortName = (fileWhen: string): string => (fileWhen.split(/[，。；,;]/)[0] ?? '').slice(0, 16);

export class ListsBuilder {
  readonly #entries = new Map<string, Entry>();
  readonly #items = new Map<string, DraftItem>();
  readonly #rules: DraftRule[] = [];

  /** False (after an error said) if the row adds nothing. */
  add(row: RowRead, say: Say): boolean {
    const classCode = this.#entry(row.list, 'class', PREFIX[row.list] + row.class.code, null, row.class, say);
    const subclassCode =
      row.subclass === null
        ? null
        : this.#entry(row.list, 'subclass', classCode + row.subclass.code, classCode, row.subclass, say);
    const above = subclassCode ?? classCode;
    if (row.item === null) return this.#addRule(above, row, row.responsibility, undefined, say);
    const item = this.#item(`${above}${row.item.code}`, classCode, subclassCode, row, say);
    return item !== undefined && this.#addProblems(item, row, say);
  }

  lists(): CatalogueLists {
    return {
      entries: [...this.#entries.values()],
      items: [...this.#items.values()],
      rules: this.#rules,
    };
  }

  #entry(
    list: ListKind,
    level: Entry['level'],
    code: string,
    parentCode: string | null,
    named: Named,
    say: Say,
  ) {
    const { name, nameEn } = named;
    const known = this.#entries.get(code);
    if (!known) this.#entries.set(code, { code, list, level, parentCode, name, nameEn });
    else if (known.name !== name) {
      say(
        'warning',
        '大类',
        `代码 ${code} 前面叫“${known.name}”，这里叫“${name}”：以前面为准`,
        `Code ${code} was “${known.name}” above and is “${name}” here: the first holds`,
      );
    }
    return code;
  }

  #item(
    code: string,
    classCode: string,
    subclassCode: string | null,
    row: RowRead,
    say: Say,
  ): DraftItem | undefined {
    if (!row.item) return undefined;
    const { name, nameEn, aliases, keywords } = row.item;
    const known = this.#items.get(code);
    if (known && known.name !== name) {
      say(
        'error',
        '细类代码',
        `代码 ${code} 已是“${known.name}”：请给“${name}”另一个代码`,
        `Code ${code} is already “${known.name}”: give “${name}” another`,
      );
      return undefined;
    }
    const item: DraftItem = known ?? {
      code,
      list: row.list,
      classCode,
      subclassCode,
      name,
      nameEn,
      aliases,
      keywords,
      componentClass: row.list === 'component' ? code.slice(1) : null,
      duplicateRadiusMetres: row.item.duplicateRadiusMetres ?? DEFAULT_DUPLICATE_RADIUS_METRES,
      duplicateDays: row.item.duplicateDays ?? DEFAULT_DUPLICATE_DAYS,
      terms: {},
      problems: [],
    };
    this.#items.set(code, item);
    return item;
  }

  #addProblems(item: DraftItem, row: RowRead, say: Say): boolean {
    if (ALL.has(row.problemName)) return this.#addRule(item.code, row, row.responsibility, undefined, say);
    const known = item.problems.find(
      (problem) =>
        row.limits.length === 1 &&
        problem.name === this.#problemName(row, item, 1) &&
        problem.fileWhen === row.fileWhen,
    );
    if (known) return this.#addRule(item.code, row, row.responsibility, known.number, say);
    if (row.limits.length > 1) {
      say(
        'warning',
        '处置时限',
        `一格里有 ${row.limits.length} 个时限：拆成 ${row.limits.length} 种情形，请补写立案条件`,
        `${row.limits.length} limits in one cell became as many problems: write when each applies`,
      );
    }
    if (!row.responsibility && !this.#rules.some((rule) => rule.subjectCode === item.code)) {
      say(
        'warning',
        '责任单位',
        '没有责任单位：发布前要补，或由大类规则负责',
        'No unit named: one is needed before publication, here or by a rule of the class',
      );
    }
    for (const limit of row.limits) {
      const number = item.problems.length + 1;
      const name = this.#problemName(row, item, row.limits.length === 1 ? 1 : number, row.limits.length > 1);
      item.problems.push({
        number,
        name,
        nameEn: row.problemNameEn || name,
        fileWhen: row.fileWhen,
        closeWhen: row.closeWhen,
        terms: { ...row.terms, limits: { handle: limit } },
      });
      if (row.responsibility) this.#addMain(item.code, row.responsibility, number);
    }
    return true;
  }

  #problemName(row: RowRead, item: DraftItem, number: number, isSplit = false): string {
    if (isSplit) return `${row.problemName || '情形'}${number}`;
    return row.problemName || shortName(row.fileWhen) || item.name;
  }

  /** The unit of a new problem: the first of the item is everybody's, a different one is for this problem. */
  #addMain(subjectCode: string, read: ResponsibilityRead, problem: number): void {
    const { responsible, coUnits, areaPath, centreLevel, season } = read;
    const here = this.#rules.filter(
      (rule) =>
        rule.subjectCode === subjectCode && rule.areaPath === areaPath && same(rule.condition.season, season),
    );
    const rule: DraftRule = {
      subjectCode,
      areaPath,
      condition: season ? { season } : {},
      responsible,
      coUnits,
      centreLevel,
      terms: {},
    };
    const main = here.find((other) => other.condition.problems === undefined);
    if (!main) this.#rules.push(rule);
    else if (!same([main.responsible, main.coUnits, main.centreLevel], [responsible, coUnits, centreLevel])) {
      this.#addConditional(rule, problem);
    }
  }

  /** Problems with one answer in one place share one rule. */
  #addConditional(rule: DraftRule, problem: number): boolean {
    const alike = this.#rules.findIndex(
      (other) =>
        other.condition.problems !== undefined &&
        same(
          { ...other, condition: { ...other.condition, problems: [] } },
          { ...rule, condition: { ...rule.condition, problems: [] } },
        ),
    );
    const known = this.#rules[alike];
    if (known?.condition.problems?.includes(problem)) return false;
    const problems = [...(known?.condition.problems ?? []), problem];
    const next = { ...rule, condition: { ...rule.condition, problems } };
    if (known) this.#rules[alike] = next;
    else this.#rules.push(next);
    return true;
  }

  /** A row that adds a rule for a subject, or for one known problem of an item. */
  #addRule(
    subjectCode: string,
    row: RowRead,
    read: ResponsibilityRead | undefined,
    problem: number | undefined,
    say: Say,
  ): boolean {
    const [handle] = row.limits;
    const terms: PartialTerms =
      problem === undefined && handle ? { ...row.terms, limits: { handle } } : row.terms;
    const { season, ...rest } = read ?? {};
    const rule = read && ({ subjectCode, condition: season ? { season } : {}, ...rest, terms } as DraftRule);
    const ordered = rule && this.#inOrder(rule);
    const isNew =
      ordered !== undefined &&
      (problem === undefined
        ? !this.#rules.some((other) => same(other, ordered))
        : !this.#repeats(ordered, problem));
    if (ordered && isNew && problem === undefined) this.#rules.push(ordered);
    const isAdded =
      ordered && isNew ? problem === undefined || this.#addConditional(ordered, problem) : false;
    if (!isAdded) {
      say(
        'error',
        '问题',
        '与前面的行重复：同一细类、同一情形、同一责任只写一行',
        'Repeats a row above: one row for each item, problem and responsible unit',
      );
    }
    return isAdded;
  }

  #inOrder(rule: DraftRule): DraftRule {
    const { subjectCode, areaPath, condition, responsible, coUnits, centreLevel, terms } = rule;
    return { subjectCode, areaPath, condition, responsible, coUnits, centreLevel, terms };
  }

  /** The problem already has this very unit in this area and season. */
  #repeats(rule: DraftRule, problem: number): boolean {
    return this.#rules.some(
      (other) =>
        other.subjectCode === rule.subjectCode &&
        other.areaPath === rule.areaPath &&
        same(other.condition.season, rule.condition.season) &&
        same(other.responsible, rule.responsible) &&
        (other.condition.problems === undefined || other.condition.problems.includes(problem)),
    );
  }
}
