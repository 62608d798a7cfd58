// Finds which column of an office's table holds what, by the headings in use. Knows headings, not values.
import { plainText, tidyText } from './tidy-text.ts';

export type Cell = string | number | boolean | Date | null | undefined;
export type Row = readonly Cell[];

const COLUMNS = {
  list: ['清单', '类型', '清单类型', 'list', 'kind'],
  classCode: ['大类代码', '大类编码', '大类码', 'class_code'],
  className: ['大类', '大类名称', 'class'],
  classNameEn: ['大类英文', 'class_en'],
  subclassCode: ['小类代码', '小类编码', '小类码', 'subclass_code'],
  subclassName: ['小类', '小类名称', 'subclass'],
  subclassNameEn: ['小类英文', 'subclass_en'],
  itemCode: ['细类代码', '细类编码', '细类码', 'item_code', 'type_code'],
  itemName: ['细类', '细类名称', 'item', 'type'],
  itemNameEn: ['细类英文', 'item_en', 'type_en'],
  aliases: ['别名', 'aliases'],
  keywords: ['关键词', 'keywords'],
  problemName: ['问题', '问题名称', 'problem'],
  problemNameEn: ['问题英文', 'problem_en'],
  fileWhen: ['立案条件', '立案标准', '立案规范', 'file_when'],
  closeWhen: ['结案条件', '结案标准', '结案规范', 'close_when'],
  limit: ['处置时限', '时限', '处置期限', 'limit', 'limits', 'time_limit'],
  unitKind: ['责任单位', '责任单位类型', '责任主体', '处置单位', '责任部门', 'unit', 'unit_kind'],
  unitLevel: ['责任层级', '单位层级', 'unit_level'],
  areaPath: ['责任区域', '适用区域', '区域', 'area'],
  coUnits: ['协办单位', '配合单位', '协同单位', 'co_units'],
  legalBasis: ['法律依据', '依据', 'legal_basis'],
  verification: ['核查方式', '核查', 'verification'],
  reportPhotos: ['上报照片', '上报照片数', 'report_photos'],
  feedBackPhotos: ['反馈照片', '处置照片', '反馈照片数', 'feed_back_photos'],
  solvedOnSpot: ['随手处置', 'solved_on_spot'],
  straightThrough: ['直派阈值', '自动派遣阈值', 'straight_through'],
  extensions: ['可延期次数', 'extensions'],
  thingCondition: ['部件状况', 'thing_condition'],
  centreLevel: ['受理层级', 'centre_level'],
  duplicateRadius: ['查重半径', 'duplicate_radius_metres'],
  duplicateDays: ['查重天数', 'duplicate_days'],
  season: ['适用时段', '适用季节', 'season'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

const BY_HEADING = new Map<string, Column>(
  COLUMN_NAMES.flatMap((column) => COLUMNS[column].map((heading) => [heading, column] as const)),
);

export interface Headings {
  /** Index of the heading row; rows above it are titles. */
  readonly row: number;
  readonly columns: ReadonlyMap<Column, number>;
  /** Headings that nobody understands: told as a warning, their cells are left out. */
  readonly unknown: readonly string[];
}

/** What a cell says, as one line; a date is no text here. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined || cell instanceof Date) return '';
  return plainText(String(cell));
}

/** How far down a table's headings may stand: titles and notes come before them. */
const SEARCHED_ROWS = 10;

function columnsOf(row: Row): { columns: Map<Column, number>; unknown: string[] } {
  const columns = new Map<Column, number>();
  const unknown: string[] = [];
  row.forEach((cell, index) => {
    const heading = tidyText(cellText(cell))
      .toLowerCase()
      .replace(/[\s*]+/g, '')
      .replace(/\(.*\)$/, '');
    const column = BY_HEADING.get(heading);
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
    else if (heading !== '') unknown.push(cellText(cell));
  });
  // Two-level tables (大类, 小类) call the item 小类; there is no level between.
  const isTwoLevel = !columns.has('itemName') && columns.has('subclassName');
  if (isTwoLevel) {
    for (const [from, to] of TWO_LEVEL) {
      const index = columns.get(from);
      if (index === undefined) continue;
      columns.delete(from);
      columns.set(to, index);
    }
  }
  return { columns, unknown };
}

const TWO_LEVEL = [
  ['subclassCode', 'itemCode'],
  ['subclassName', 'itemName'],
  ['subclassNameEn', 'itemNameEn'],
] as const;

/** The first row that names an item and at least two columns more; undefined if there is none. */
export function findHeadings(rows: readonly Row[]): Headings | undefined {
  for (const [row, cells] of rows.slice(0, SEARCHED_ROWS).entries()) {
    const { columns, unknown } = columnsOf(cells);
    if (columns.size >= 3 && columns.has('itemName')) return { row, columns, unknown };
  }
  return undefined;
}
