// One save on a draft of the lists: rows to put and rows to take away. What hangs under an item goes with
// it; what would leave a row in the air is refused with that row. Pure: the same save on the same rows
// gives the same patch, so a step can be told and taken back.
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Responsible, Rule } from './catalogue.ts';
import { isSameRow, keyOf, type ListRow, type ListRows } from './list-rows.ts';
import type { WorkshopRefusalCode } from './refusals-workshop.ts';
import { unitSpecialty } from './unit-specialties.ts';

export interface Save {
  readonly put: readonly ListRow[];
  /** Keys. */
  readonly remove: readonly string[];
}

/** Only rows that differ; a row in one of them alone is new or gone. */
export interface ListsPatch {
  readonly before: readonly ListRow[];
  readonly after: readonly ListRow[];
}

export interface Around {
  readonly districtId: string;
  isUnit(id: string): boolean;
}

type No = Refusal<WorkshopRefusalCode>;

const hangsUnder = (row: ListRow, key: string): boolean =>
  (row.table === 'problem' && key === `item ${row.itemCode}`) ||
  (row.table === 'rule' &&
    (key === `item ${row.rule.subjectCode}` || key === `entry ${row.rule.subjectCode}`));

function without(rows: ListRows, remove: readonly string[]): Map<string, ListRow> | No {
  const left = new Map(rows);
  for (const key of remove) {
    if (key === 'heading' || key === 'defaults') return refuse('catalogue.row_needed', { row: key });
    if (!rows.has(key)) return refuse('catalogue.row_unknown', { row: key });
    left.delete(key);
    for (const [under, row] of rows) if (hangsUnder(row, key)) left.delete(under);
  }
  return left;
}

export function applySave(rows: ListRows, save: Save, around: Around): ListsPatch | No {
  const next = without(rows, save.remove);
  if (isRefusal(next)) return next;
  for (const row of save.put) next.set(keyOf(row), row);
  const changed = [...new Set([...rows.keys(), ...next.keys()])].filter(
    (key) => !isSameRow(rows.get(key), next.get(key)),
  );
  for (const key of changed) {
    const row = next.get(key);
    const wrong = row ? wrongIn(row, next, around) : leftInTheAir(key, next);
    if (wrong) return wrong;
  }
  return {
    before: changed.flatMap((key) => rows.get(key) ?? []),
    after: changed.flatMap((key) => next.get(key) ?? []),
  };
}

function isUnder(row: ListRow, code: string): boolean {
  if (row.table === 'entry') return row.entry.parentCode === code;
  if (row.table === 'item') return row.item.classCode === code || row.item.subclassCode === code;
  if (row.table !== 'rule') return false;
  const { subjectCode, condition } = row.rule;
  return (condition.problems ?? []).some((number) => code === `${subjectCode}.${number}`);
}

/** A class with items or subclasses under it stays, and so does a problem that a rule tells apart. */
function leftInTheAir(key: string, next: ListRows): No | undefined {
  const [table, code = ''] = key.split(' ');
  if (table !== 'entry' && table !== 'problem') return undefined;
  for (const row of next.values()) {
    if (isUnder(row, code)) return refuse('catalogue.row_in_use', { row: key, by: keyOf(row) });
  }
  return undefined;
}

function wrongIn(row: ListRow, next: ListRows, around: Around): No | undefined {
  switch (row.table) {
    case 'heading':
    case 'defaults':
      return undefined;
    case 'entry':
      return wrongEntry(row, next);
    case 'item':
      return wrongItem(row, next);
    case 'problem':
      return needs(next, `item ${row.itemCode}`);
    case 'rule':
      return wrongRule(row.rule, next, around);
  }
}

const needs = (rows: ListRows, key: string): No | undefined =>
  rows.has(key) ? undefined : refuse('catalogue.row_unknown', { row: key });

const badCode = (code: string): No => refuse('catalogue.code_invalid', { code });

function wrongEntry({ entry }: ListRow & { table: 'entry' }, next: ListRows): No | undefined {
  const { code, level, parentCode, list } = entry;
  const isClass = level === 'class';
  const isFit =
    code.length === (isClass ? 3 : 5) &&
    (code[0] === 'E') === (list === 'event') &&
    (isClass ? parentCode === null : parentCode === code.slice(0, 3));
  if (!isFit) return badCode(code);
  return parentCode === null ? undefined : needs(next, `entry ${parentCode}`);
}

function wrongItem({ item }: ListRow & { table: 'item' }, next: ListRows): No | undefined {
  const { code, list, classCode, subclassCode, componentClass } = item;
  const above = subclassCode ?? classCode;
  const isFit =
    code.length === above.length + 2 &&
    code.startsWith(above) &&
    above.startsWith(classCode) &&
    (code[0] === 'E') === (list === 'event') &&
    (list === 'component') === (componentClass !== null);
  if (!isFit) return badCode(code);
  for (const other of next.values()) {
    const isTwice = componentClass !== null && other.table === 'item' && other.item !== item;
    if (isTwice && other.item.componentClass === componentClass && other.item.code !== code) {
      return refuse('catalogue.row_in_use', { row: componentClass, by: keyOf(other) });
    }
  }
  return (
    needs(next, `entry ${classCode}`) ?? (subclassCode ? needs(next, `entry ${subclassCode}`) : undefined)
  );
}

function wrongUnit(responsible: Responsible, around: Around): No | undefined {
  if ('unitId' in responsible) {
    const { unitId } = responsible;
    return around.isUnit(unitId) ? undefined : refuse('catalogue.rule_unit_unknown', { unit: unitId });
  }
  const { unitKind } = responsible;
  return unitSpecialty(unitKind) ? undefined : refuse('catalogue.rule_unit_unknown', { unit: unitKind });
}

function wrongRule(rule: Rule, next: ListRows, around: Around): No | undefined {
  const { subjectCode, areaPath, condition } = rule;
  if (!isWithin(areaPath, around.districtId)) return refuse('catalogue.rule_area_outside', { areaPath });
  if (!next.has(`entry ${subjectCode}`) && !next.has(`item ${subjectCode}`)) {
    return refuse('catalogue.row_unknown', { row: `item ${subjectCode}` });
  }
  for (const number of condition.problems ?? []) {
    const missing = needs(next, `problem ${subjectCode}.${number}`);
    if (missing) return missing;
  }
  for (const one of [rule.responsible, ...rule.coUnits]) {
    const wrong = wrongUnit(one, around);
    if (wrong) return wrong;
  }
  return undefined;
}
