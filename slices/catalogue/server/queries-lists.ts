// All SQL of the lists of a version: classes, items, problems and rules, written once and never changed.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type {
  CatalogueLists,
  Entry,
  Item,
  PartialTerms,
  Problem,
  Responsible,
  Rule,
} from '../core/catalogue.ts';

const MOST_ROWS = 200_000;
/** Rows of one INSERT: below the limit of parameters in one statement. */
const ROWS_PER_INSERT = 1_000;

async function inBatches<T>(rows: readonly T[], write: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await write(rows.slice(from, from + ROWS_PER_INSERT));
  }
}

async function insertEntries(
  tx: Tx,
  catalogueId: Id,
  entries: readonly Entry[],
  from: number,
): Promise<void> {
  const rows = entries.map((entry, index) => ({
    catalogue_id: catalogueId,
    code: entry.code,
    list: entry.list,
    level: entry.level,
    parent_code: entry.parentCode,
    name: entry.name,
    name_en: entry.nameEn,
    position: from + index,
  }));
  await inBatches(rows, (batch) => tx.db.insertInto('catalogue_entry').values(batch).execute());
}

async function insertItems(tx: Tx, catalogueId: Id, items: readonly Item[], from: number): Promise<void> {
  const rows = items.map((item, index) => ({
    catalogue_id: catalogueId,
    code: item.code,
    list: item.list,
    class_code: item.classCode,
    subclass_code: item.subclassCode,
    component_class: item.componentClass,
    name: item.name,
    name_en: item.nameEn,
    aliases: JSON.stringify(item.aliases),
    keywords: JSON.stringify(item.keywords),
    duplicate_radius_metres: item.duplicateRadiusMetres,
    duplicate_days: item.duplicateDays,
    terms: JSON.stringify(item.terms),
    position: from + index,
  }));
  await inBatches(rows, (batch) => tx.db.insertInto('catalogue_item').values(batch).execute());
}

export interface ProblemLine {
  readonly itemCode: string;
  readonly problem: Problem;
}

async function insertProblems(tx: Tx, catalogueId: Id, lines: readonly ProblemLine[]): Promise<void> {
  const rows = lines.map(({ itemCode, problem }) => ({
    catalogue_id: catalogueId,
    item_code: itemCode,
    number: problem.number,
    name: problem.name,
    name_en: problem.nameEn,
    file_when: problem.fileWhen,
    close_when: problem.closeWhen,
    terms: JSON.stringify(problem.terms),
  }));
  await inBatches(rows, (batch) => tx.db.insertInto('catalogue_problem').values(batch).execute());
}

type NewRule = CatalogueLists['rules'][number] & { readonly id?: Id };

async function insertRules(
  tx: Tx,
  catalogueId: Id,
  rules: readonly NewRule[],
  from: number,
): Promise<void> {
  const rows = rules.map((rule, index) => ({
    id: rule.id ?? tx.ids.next(),
    catalogue_id: catalogueId,
    subject_code: rule.subjectCode,
    area_path: rule.areaPath,
    condition: JSON.stringify(rule.condition),
    unit_kind: 'unitId' in rule.responsible ? null : rule.responsible.unitKind,
    unit_level: 'unitId' in rule.responsible ? null : rule.responsible.unitLevel,
    unit_id: 'unitId' in rule.responsible ? rule.responsible.unitId : null,
    co_units: JSON.stringify(rule.coUnits),
    centre_level: rule.centreLevel,
    terms: JSON.stringify(rule.terms),
    position: from + index,
  }));
  await inBatches(rows, (batch) => tx.db.insertInto('catalogue_rule').values(batch).execute());
}

export interface NewLists extends Omit<CatalogueLists, 'rules'> {
  /** A rule without an id gets one. */
  readonly rules: readonly NewRule[];
  /** Problems of items that are there already. */
  readonly problems?: readonly ProblemLine[];
}

/** `from`: behind the rows that are there already. */
export async function insertLists(tx: Tx, catalogueId: Id, lists: NewLists, from = 0): Promise<void> {
  const { entries, items, rules, problems = [] } = lists;
  await insertEntries(tx, catalogueId, entries, from);
  await insertItems(tx, catalogueId, items, from);
  const own = items.flatMap((item) => item.problems.map((problem) => ({ itemCode: item.code, problem })));
  await insertProblems(tx, catalogueId, [...own, ...problems]);
  await insertRules(tx, catalogueId, rules, from);
}

async function listEntries(tx: Tx, catalogueId: Id): Promise<Entry[]> {
  const rows = await tx.db
    .selectFrom('catalogue_entry')
    .selectAll()
    .where('catalogue_id', '=', catalogueId)
    .orderBy('position')
    .limit(MOST_ROWS)
    .execute();
  return rows.map((row) => ({
    code: row.code,
    list: row.list as Entry['list'],
    level: row.level as Entry['level'],
    parentCode: row.parent_code,
    name: row.name,
    nameEn: row.name_en,
  }));
}

async function listProblems(tx: Tx, catalogueId: Id): Promise<Map<string, Problem[]>> {
  const rows = await tx.db
    .selectFrom('catalogue_problem')
    .selectAll()
    .where('catalogue_id', '=', catalogueId)
    .orderBy('item_code')
    .orderBy('number')
    .limit(MOST_ROWS)
    .execute();
  const byItem = new Map<string, Problem[]>();
  for (const row of rows) {
    const problems = byItem.get(row.item_code) ?? [];
    byItem.set(row.item_code, problems);
    problems.push({
      number: row.number,
      name: row.name,
      nameEn: row.name_en,
      fileWhen: row.file_when,
      closeWhen: row.close_when,
      terms: row.terms as PartialTerms,
    });
  }
  return byItem;
}

async function listItems(tx: Tx, catalogueId: Id): Promise<Item[]> {
  const problems = await listProblems(tx, catalogueId);
  const rows = await tx.db
    .selectFrom('catalogue_item')
    .selectAll()
    .where('catalogue_id', '=', catalogueId)
    .orderBy('position')
    .limit(MOST_ROWS)
    .execute();
  return rows.map((row) => ({
    code: row.code,
    list: row.list as Item['list'],
    classCode: row.class_code,
    subclassCode: row.subclass_code,
    componentClass: row.component_class,
    name: row.name,
    nameEn: row.name_en,
    aliases: row.aliases as string[],
    keywords: row.keywords as string[],
    duplicateRadiusMetres: row.duplicate_radius_metres,
    duplicateDays: row.duplicate_days,
    terms: row.terms as PartialTerms,
    problems: problems.get(row.code) ?? [],
  }));
}

async function listRules(tx: Tx, catalogueId: Id): Promise<Rule[]> {
  const rows = await tx.db
    .selectFrom('catalogue_rule')
    .selectAll()
    .where('catalogue_id', '=', catalogueId)
    .orderBy('position')
    .limit(MOST_ROWS)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subjectCode: row.subject_code,
    areaPath: row.area_path,
    condition: row.condition as Rule['condition'],
    responsible: (row.unit_id === null
      ? { unitKind: row.unit_kind, unitLevel: row.unit_level }
      : { unitId: row.unit_id }) as Responsible,
    coUnits: row.co_units as Responsible[],
    centreLevel: row.centre_level as Rule['centreLevel'],
    terms: row.terms as PartialTerms,
  }));
}

export async function getLists(
  tx: Tx,
  catalogueId: Id,
): Promise<Pick<CatalogueLists, 'entries' | 'items'> & { rules: Rule[] }> {
  return {
    entries: await listEntries(tx, catalogueId),
    items: await listItems(tx, catalogueId),
    rules: await listRules(tx, catalogueId),
  };
}
