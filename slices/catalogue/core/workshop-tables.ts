// The lists as the tables of a workbook, one sheet for each kind of row, and back: a workbook that nobody
// has touched brings no change. A line that says what the draft says already is that very row; only a line
// that says otherwise is read.
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Entry, Problem } from './catalogue.ts';
import type { RowNote, Say } from './import-cells.ts';
import { readWhole } from './import-cells.ts';
import { cellText, type Row } from './import-columns.ts';
import { type ItemLine, keyOf, type ListRow, type ListRows } from './list-rows.ts';
import {
  type Cells,
  readRule,
  readTerms,
  type RuleFrame,
  RULE_HEADINGS,
  TERM_HEADINGS,
  type UnitCodes,
  writeRule,
  writeTerms,
} from './table-cells.ts';

export type SheetName = '大类小类' | '细类' | '问题' | '责任规则' | '默认条件';

export const HEADINGS: Readonly<Record<SheetName, readonly string[]>> = {
  大类小类: ['代码', '名称', '英文名称'],
  细类: [
    '代码',
    '名称',
    '英文名称',
    '部件类别',
    '别名',
    '关键词',
    '查重半径',
    '查重天数',
    ...TERM_HEADINGS,
  ],
  问题: ['代码', '名称', '英文名称', '立案条件', '结案条件', ...TERM_HEADINGS],
  责任规则: RULE_HEADINGS,
  默认条件: TERM_HEADINGS,
};
const SHEET_NAMES = Object.keys(HEADINGS) as SheetName[];

export interface Table {
  readonly name: string;
  /** Headings first. */
  readonly rows: readonly Row[];
}

export const sheetOf = (row: ListRow): SheetName | undefined =>
  (
    ({
      heading: undefined,
      entry: '大类小类',
      item: '细类',
      problem: '问题',
      rule: '责任规则',
      defaults: '默认条件',
    }) as const
  )[row.table];

export function cellsOf(row: ListRow, codes: UnitCodes): Cells {
  switch (row.table) {
    case 'heading':
      return {};
    case 'defaults':
      return writeTerms(row.defaults);
    case 'entry':
      return { 代码: row.entry.code, 名称: row.entry.name, 英文名称: row.entry.nameEn };
    case 'item': {
      const { item } = row;
      return {
        代码: item.code,
        名称: item.name,
        英文名称: item.nameEn,
        部件类别: item.componentClass ?? '',
        别名: item.aliases.join(' '),
        关键词: item.keywords.join(' '),
        查重半径: String(item.duplicateRadiusMetres),
        查重天数: String(item.duplicateDays),
        ...writeTerms(item.terms),
      };
    }
    case 'problem': {
      const { problem, itemCode } = row;
      return {
        代码: `${itemCode}.${problem.number}`,
        名称: problem.name,
        英文名称: problem.nameEn,
        立案条件: problem.fileWhen,
        结案条件: problem.closeWhen,
        ...writeTerms(problem.terms),
      };
    }
    case 'rule':
      return writeRule(row.rule, codes);
  }
}

export function tablesOf(rows: ListRows, codes: UnitCodes): Table[] {
  return SHEET_NAMES.map((name) => {
    const lines = [...rows.values()]
      .filter((row) => sheetOf(row) === name)
      .map((row) => cellsOf(row, codes));
    const headings = HEADINGS[name];
    return {
      name,
      rows: [headings, ...lines.map((cells) => headings.map((heading) => cells[heading] ?? ''))],
    };
  });
}

const words = (text: string): string[] => text.split(/[\s、,;；，|]+/).filter((word) => word !== '');
const listOf = (code: string) => (code.startsWith('C') ? ('component' as const) : ('event' as const));

function readEntry(cells: Cells): Entry {
  const code = cells['代码'] ?? '';
  const level = code.length > 3 ? 'subclass' : 'class';
  const name = cells['名称'] ?? '';
  return {
    code,
    list: listOf(code),
    level,
    name,
    nameEn: cells['英文名称'] || name,
    parentCode: level === 'class' ? null : code.slice(0, 3),
  };
}

function readItem(cells: Cells, say: Say): ItemLine | undefined {
  const code = cells['代码'] ?? '';
  const radius = readWhole(cells['查重半径'] ?? '', '查重半径', 5_000, say);
  const days = readWhole(cells['查重天数'] ?? '', '查重天数', 366, say);
  const name = cells['名称'] ?? '';
  if (radius === undefined || days === undefined) return undefined;
  const isComponent = listOf(code) === 'component';
  return {
    code,
    list: listOf(code),
    name,
    nameEn: cells['英文名称'] || name,
    classCode: code.slice(0, 3),
    subclassCode: code.length > 5 ? code.slice(0, 5) : null,
    componentClass: isComponent ? cells['部件类别'] || code.slice(1) : null,
    aliases: words(cells['别名'] ?? ''),
    keywords: words(cells['关键词'] ?? ''),
    duplicateRadiusMetres: radius,
    duplicateDays: days,
    terms: readTerms(cells, say),
  };
}

function readProblem(cells: Cells, say: Say): ListRow | undefined {
  const [itemCode = '', number = ''] = (cells['代码'] ?? '').split('.');
  if (!/^[1-9]\d{0,2}$/.test(number)) {
    const code = cells['代码'] ?? '';
    say('error', '代码', `“${code}”不是问题代码：请写成如 E0110.2`, `“${code}”: write such as E0110.2`);
    return undefined;
  }
  const name = cells['名称'] ?? '';
  const problem: Problem = {
    number: Number(number),
    name,
    nameEn: cells['英文名称'] || name,
    fileWhen: cells['立案条件'] ?? '',
    closeWhen: cells['结案条件'] ?? '',
    terms: readTerms(cells, say),
  };
  return { table: 'problem', itemCode, problem };
}

export interface TablesFrame extends RuleFrame {
  readonly codes: UnitCodes;
  /** A new id for a rule that the draft does not have. */
  nextId(): string;
}

const CODE = /^[EC]([0-9]{2}){1,3}$/;

/** One line that says something new. */
function readLine(
  name: SheetName,
  cells: Cells,
  frame: TablesFrame,
  now: ListRows,
  say: Say,
): ListRow | undefined {
  const code = (cells['代码'] ?? '').split('.')[0] ?? '';
  if ('代码' in cells && !CODE.test(code)) {
    say('error', '代码', `“${code}”不是代码`, `“${code}” is no code`);
    return undefined;
  }
  if ('名称' in cells && cells['名称'] === '') {
    say('error', '名称', '缺名称', 'No name');
    return undefined;
  }
  if (name === '大类小类') return { table: 'entry', entry: readEntry(cells) };
  if (name === '问题') return readProblem(cells, say);
  if (name === '细类') {
    const item = readItem(cells, say);
    return item && { table: 'item', item };
  }
  if (name === '责任规则') {
    const rule = readRule(cells, frame.nextId(), frame, say);
    return rule && { table: 'rule', rule };
  }
  const before = now.get('defaults');
  const terms = readTerms(cells, say);
  if (before?.table !== 'defaults') return undefined;
  // What every level falls back on must be said: a cell that was emptied keeps what stood there.
  const limits = { ...before.defaults.limits, ...terms.limits };
  return { table: 'defaults', defaults: { ...before.defaults, ...terms, limits } };
}

export interface TablesRead {
  readonly rows: ListRows;
  readonly notes: readonly RowNote[];
}

interface Reading {
  readonly frame: TablesFrame;
  readonly now: ListRows;
  /** Rows of the draft by what they say; each is taken once. */
  readonly same: Map<string, ListRow[]>;
  readonly rows: Map<string, ListRow>;
  readonly notes: RowNote[];
}

const saysKey = (name: SheetName, texts: readonly string[]): string => JSON.stringify([name, ...texts]);

function readSheet(name: SheetName, sheet: Table, reading: Reading): void {
  const { frame, now, same, rows, notes } = reading;
  const found = sheet.rows[0]?.map((cell) => cellText(cell)) ?? [];
  const headings = HEADINGS[name];
  sheet.rows.slice(1).forEach((line, index) => {
    const texts = headings.map((heading) => cellText(line[found.indexOf(heading)]));
    if (texts.every((text) => text === '')) return;
    const [kept] = same.get(saysKey(name, texts))?.splice(0, 1) ?? [];
    let isRefused = false;
    const say: Say = (severity, column, zh, en) => {
      isRefused ||= severity === 'error';
      notes.push({ row: index + 2, severity, column: `${name} ${column}`, zh, en });
    };
    const cells = Object.fromEntries(headings.map((heading, at) => [heading, texts[at] ?? '']));
    const row = kept ?? readLine(name, cells, frame, now, say);
    if (!row || isRefused) return;
    const key = keyOf(row);
    if (rows.has(key)) say('error', '代码', `“${key}”写了两行`, `“${key}” stands there twice`);
    rows.set(key, row);
  });
}

/** The rows that the draft would have. Refuses `catalogue.tables_missing` for a workbook of another kind. */
export function readTables(
  sheets: readonly Table[],
  now: ListRows,
  frame: TablesFrame,
): TablesRead | Refusal {
  const missing = SHEET_NAMES.filter((name) => {
    const first = sheets.find((sheet) => sheet.name === name)?.rows[0]?.map((cell) => cellText(cell)) ?? [];
    return HEADINGS[name].some((heading) => !first.includes(heading));
  });
  if (missing.length > 0) return refuse('catalogue.tables_missing', { sheets: missing.join('、') });
  const same = new Map<string, ListRow[]>();
  for (const row of now.values()) {
    const name = sheetOf(row);
    if (!name) continue;
    const cells = cellsOf(row, frame.codes);
    const key = saysKey(
      name,
      HEADINGS[name].map((heading) => cellText(cells[heading])),
    );
    same.set(key, [...(same.get(key) ?? []), row]);
  }
  const heading = now.get('heading');
  const rows = new Map<string, ListRow>(heading ? [['heading', heading]] : []);
  const reading = { frame, now, same, rows, notes: [] };
  for (const name of SHEET_NAMES) {
    const sheet = sheets.find((one) => one.name === name);
    if (sheet) readSheet(name, sheet, reading);
  }
  const defaults = now.get('defaults');
  if (!rows.has('defaults') && defaults) rows.set('defaults', defaults);
  return { rows, notes: reading.notes };
}

/** What a save must put and take away so that the draft has these rows. */
export function saveBetween(now: ListRows, next: ListRows) {
  return {
    put: [...next].flatMap(([key, row]) => (now.get(key) === row ? [] : [row])),
    remove: [...now.keys()].filter((key) => !next.has(key)),
  };
}

/** One line as a form has it; undefined where a cell could not be read, and `notes` say which. A rule keeps
 * its id. */
export function readCells(
  name: SheetName,
  cells: Cells,
  before: ListRow | undefined,
  frame: TablesFrame,
): { readonly row: ListRow | undefined; readonly notes: readonly RowNote[] } {
  const notes: RowNote[] = [];
  const say: Say = (severity, column, zh, en) => notes.push({ row: 0, severity, column, zh, en });
  const now: ListRows = new Map(before ? [[keyOf(before), before]] : []);
  const trimmed = Object.fromEntries(
    Object.entries(cells).map(([heading, text]) => [heading, cellText(text)]),
  );
  const read = readLine(name, trimmed, frame, now, say);
  const isKept = read?.table === 'rule' && before?.table === 'rule';
  const row: ListRow | undefined = isKept ? { ...read, rule: { ...read.rule, id: before.rule.id } } : read;
  return { row: notes.some(({ severity }) => severity === 'error') ? undefined : row, notes };
}
