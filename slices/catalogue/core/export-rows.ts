// Writes the lists as the rows of a table that the importer reads back to the same lists. One row for each
// problem, then a row with `*` for each further rule. Knows headings and words, no file format.
import { tellLimit } from '../../calendar/core/limit.ts';
import type { AreaLevel } from '../../people/core/unit.ts';
import type { CatalogueLists, Item, PartialTerms, Problem, Responsible } from './catalogue.ts';
import type { Column } from './import-columns.ts';
import { THING_CONDITION_WORDS } from './thing-condition.ts';

type ListRule = CatalogueLists['rules'][number];
/** A unit's code in the directory by its id. */
export type UnitCodes = (unitId: string) => string;

const EXPORT_HEADINGS: readonly (readonly [Column, string])[] = [
  ['list', '清单'],
  ['classCode', '大类代码'],
  ['className', '大类'],
  ['classNameEn', '大类英文'],
  ['subclassCode', '小类代码'],
  ['subclassName', '小类'],
  ['subclassNameEn', '小类英文'],
  ['itemCode', '细类代码'],
  ['itemName', '细类'],
  ['itemNameEn', '细类英文'],
  ['aliases', '别名'],
  ['keywords', '关键词'],
  ['problemName', '问题'],
  ['problemNameEn', '问题英文'],
  ['fileWhen', '立案条件'],
  ['closeWhen', '结案条件'],
  ['limit', '处置时限'],
  ['unitKind', '责任单位'],
  ['unitLevel', '责任层级'],
  ['areaPath', '责任区域'],
  ['coUnits', '协办单位'],
  ['centreLevel', '受理层级'],
  ['season', '适用时段'],
  ['legalBasis', '法律依据'],
  ['verification', '核查方式'],
  ['reportPhotos', '上报照片'],
  ['feedBackPhotos', '反馈照片'],
  ['solvedOnSpot', '随手处置'],
  ['straightThrough', '直派阈值'],
  ['extensions', '可延期次数'],
  ['thingCondition', '部件状况'],
  ['duplicateRadius', '查重半径'],
  ['duplicateDays', '查重天数'],
];

type Cells = Partial<Record<Column, string>>;

const LEVEL_CELLS: Readonly<Record<AreaLevel | 'nearest', string>> = {
  nearest: '',
  district: '区',
  street: '镇街',
  community: '社区',
  grid: '网格',
};
const VERIFIER_CELLS = { inspector: '巡查员', reporter: '上报人', centre: '中心' } as const;

const unitCell = (responsible: Responsible, codes: UnitCodes): string =>
  'unitId' in responsible ? `单位:${codes(responsible.unitId)}` : responsible.unitKind;

const levelCell = (responsible: Responsible): string =>
  'unitId' in responsible ? '' : LEVEL_CELLS[responsible.unitLevel];

function coUnitCell(responsible: Responsible, codes: UnitCodes): string {
  const level = levelCell(responsible);
  return unitCell(responsible, codes) + (level === '' ? '' : `@${level}`);
}

function ruleCells(rule: ListRule, codes: UnitCodes): Cells {
  const { season } = rule.condition;
  return {
    unitKind: unitCell(rule.responsible, codes),
    unitLevel: levelCell(rule.responsible),
    areaPath: rule.areaPath.includes('.') ? rule.areaPath : '',
    coUnits: rule.coUnits.map((co) => coUnitCell(co, codes)).join(' '),
    centreLevel: rule.centreLevel === null ? '' : LEVEL_CELLS[rule.centreLevel],
    season: season ? `${season.from}~${season.to}` : '',
  };
}

function termCells({ limits, ...terms }: PartialTerms): Cells {
  const { verification, photoRule, solvedOnSpot, straightThroughFrom, legalBasis, thingCondition } = terms;
  return {
    limit: limits?.handle ? tellLimit(limits.handle, 'zh') : '',
    legalBasis: legalBasis ?? '',
    verification: verification ? VERIFIER_CELLS[verification] : '',
    reportPhotos: photoRule ? String(photoRule.report) : '',
    feedBackPhotos: photoRule ? String(photoRule.feedBack) : '',
    solvedOnSpot: solvedOnSpot === undefined ? '' : solvedOnSpot === 'closed' ? '结案' : '核查',
    straightThrough: straightThroughFrom === undefined ? '' : String(straightThroughFrom ?? '否'),
    extensions: terms.extensions === undefined ? '' : String(terms.extensions),
    thingCondition: thingCondition ? THING_CONDITION_WORDS[thingCondition].zh : '',
  };
}

class RowWriter {
  readonly rows: Cells[] = [];
  readonly #lists: CatalogueLists;
  readonly #codes: UnitCodes;

  constructor(lists: CatalogueLists, codes: UnitCodes) {
    this.#lists = lists;
    this.#codes = codes;
  }

  #entryCells(code: string | null, level: 'class' | 'subclass'): Cells {
    const entry = this.#lists.entries.find((candidate) => candidate.code === code);
    if (!entry) return {};
    return {
      [`${level}Code`]: entry.code.slice(-2),
      [`${level}Name`]: entry.name,
      [`${level}NameEn`]: entry.nameEn,
    };
  }

  #itemCells(item: Item): Cells {
    return {
      list: item.list === 'event' ? '事件' : '部件',
      ...this.#entryCells(item.classCode, 'class'),
      ...this.#entryCells(item.subclassCode, 'subclass'),
      itemCode: item.code.slice(-2),
      itemName: item.name,
      itemNameEn: item.nameEn,
      aliases: item.aliases.join(' '),
      keywords: item.keywords.join(' '),
      duplicateRadius: String(item.duplicateRadiusMetres),
      duplicateDays: String(item.duplicateDays),
    };
  }

  item(item: Item): void {
    const rules = this.#lists.rules.filter((rule) => rule.subjectCode === item.code);
    // The rule that the importer takes from the first problem's row: everywhere, always.
    const main = rules.find((rule) => isPlain(rule) && rule.condition.problems === undefined);
    const own = new Set<ListRule>(main ? [main] : []);
    for (const problem of item.problems) {
      const special =
        main && rules.find((rule) => isPlain(rule) && rule.condition.problems?.includes(problem.number));
      if (special) own.add(special);
      this.#problem(item, problem, special ?? main);
    }
    for (const rule of rules) if (!own.has(rule)) this.#further(item, rule);
  }

  #problem(item: Item, problem: Problem, rule: ListRule | undefined): void {
    this.rows.push({
      ...this.#itemCells(item),
      problemName: problem.name,
      problemNameEn: problem.nameEn,
      fileWhen: problem.fileWhen,
      closeWhen: problem.closeWhen,
      ...termCells(problem.terms),
      ...(rule ? ruleCells(rule, this.#codes) : {}),
    });
  }

  #further(item: Item, rule: ListRule): void {
    const { problems } = rule.condition;
    const cells = { ...this.#itemCells(item), ...ruleCells(rule, this.#codes), ...termCells(rule.terms) };
    if (!problems) this.rows.push({ ...cells, problemName: '*' });
    for (const problem of item.problems.filter(({ number }) => problems?.includes(number))) {
      const { name, nameEn, fileWhen, closeWhen, terms } = problem;
      const limit = termCells(terms).limit ?? '';
      this.rows.push({ ...cells, problemName: name, problemNameEn: nameEn, fileWhen, closeWhen, limit });
    }
  }

  entryRules(): void {
    for (const rule of this.#lists.rules) {
      const entry = this.#lists.entries.find((candidate) => candidate.code === rule.subjectCode);
      if (!entry) continue;
      const isClass = entry.level === 'class';
      this.rows.push({
        list: entry.list === 'event' ? '事件' : '部件',
        itemName: '*',
        itemCode: '*',
        ...this.#entryCells(isClass ? entry.code : entry.parentCode, 'class'),
        ...(isClass ? {} : this.#entryCells(entry.code, 'subclass')),
        ...ruleCells(rule, this.#codes),
        ...termCells(rule.terms),
      });
    }
  }
}

/** Holds in the whole district, all year, on the problem's own terms: it fits in the problem's row. */
const isPlain = (rule: ListRule): boolean =>
  !rule.areaPath.includes('.') && rule.condition.season === undefined && Object.keys(rule.terms).length === 0;

/** Headings first. Empty columns are left out. */
export function exportRows(lists: CatalogueLists, codes: UnitCodes): string[][] {
  const writer = new RowWriter(lists, codes);
  for (const item of lists.items) writer.item(item);
  writer.entryRules();
  const used = EXPORT_HEADINGS.filter(([column]) => writer.rows.some((row) => (row[column] ?? '') !== ''));
  return [
    used.map(([, heading]) => heading),
    ...writer.rows.map((row) => used.map(([column]) => row[column] ?? '')),
  ];
}
