// The columns of a list of staff: one line is a person and, where a role is named, one post. Headings are
// known in Chinese and English, in any order; what is exported is what is imported.
import { localDate } from '../../../kernel/instant.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import { ROLES, type Role } from '../../../kernel/rights.ts';
import type { Language } from './person.ts';

export const IMPORT_FIELDS = [
  'name',
  'login',
  'phone',
  'area',
  'language',
  'role',
  'unit',
  'postArea',
  'from',
  'until',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What one line says, each cell as trimmed text; '' where nothing stands. */
export type ImportRow = Readonly<Record<ImportField, string>> & { readonly line: number };

const HEADINGS: Readonly<Record<ImportField, { zh: string; en: string; also: readonly string[] }>> = {
  name: { zh: '姓名', en: 'Name', also: ['名字'] },
  login: { zh: '账号', en: 'Login', also: ['帐号', '登录名', 'account'] },
  phone: { zh: '电话', en: 'Phone', also: ['手机', '手机号', '联系电话', 'telephone', 'mobile'] },
  area: { zh: '所在区域', en: 'Area', also: ['区域'] },
  language: { zh: '语言', en: 'Language', also: [] },
  role: { zh: '岗位', en: 'Role', also: ['角色', 'post'] },
  unit: { zh: '单位', en: 'Unit', also: ['部门'] },
  postArea: { zh: '任职区域', en: 'Post area', also: ['负责区域'] },
  from: { zh: '任期自', en: 'From', also: ['开始日期'] },
  until: { zh: '任期至', en: 'Until', also: ['结束日期'] },
};

export const headingsIn = (language: Language): string[] =>
  IMPORT_FIELDS.map((field) => HEADINGS[field][language]);

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const FIELD_OF = new Map<string, ImportField>(
  IMPORT_FIELDS.flatMap((field) => {
    const { zh, en, also } = HEADINGS[field];
    return [zh, en, ...also].map((heading) => [plain(heading), field] as const);
  }),
);

/** A quote before what a spreadsheet would run was put there by whoever wrote the file. */
const unquoted = (text: string): string => text.replace(/^'(?=[=+\-@＝＋－＠])/, '');

/** The letter over a column of a sheet: 0 is A, 26 is AA. */
function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}

/** In which column of the file a field stands; a field that the file has not is missing. */
export type ImportColumns = Readonly<Partial<Record<ImportField, string>>>;

export interface ImportTable {
  readonly rows: readonly ImportRow[];
  readonly columns: ImportColumns;
}

/** The lines under the first one that names a person's column; undefined where none does. */
export function readRows(cells: readonly (readonly string[])[]): ImportTable | undefined {
  const head = cells.findIndex((row) => row.some((cell) => FIELD_OF.get(plain(cell)) === 'name'));
  const headings = cells[head];
  if (!headings) return undefined;
  const fields = headings.map((cell) => FIELD_OF.get(plain(cell)));
  const columns = Object.fromEntries(
    fields.flatMap((field, column) => (field ? [[field, letterOf(column)]] : [])),
  );
  const rows: ImportRow[] = [];
  for (const [index, row] of cells.entries()) {
    if (index <= head || row.every((cell) => cell.trim() === '')) continue;
    const found = Object.fromEntries(IMPORT_FIELDS.map((field) => [field, ''])) as Record<
      ImportField,
      string
    >;
    for (const [column, field] of fields.entries()) {
      if (field) found[field] = unquoted((row[column] ?? '').trim());
    }
    rows.push({ ...found, line: index + 1 });
  }
  return { rows, columns };
}

const ROLE_OF = new Map<string, Role>(
  ROLES.flatMap((role) =>
    [role, ROLE_WORDS[role].zh, ROLE_WORDS[role].en].map((word) => [plain(word), role]),
  ),
);
export const roleIn = (text: string): Role | undefined => ROLE_OF.get(plain(text));

const LANGUAGE_OF: Readonly<Record<string, Language>> = {
  '': 'zh',
  zh: 'zh',
  中文: 'zh',
  chinese: 'zh',
  en: 'en',
  英文: 'en',
  英语: 'en',
  english: 'en',
};
export const languageIn = (text: string): Language | undefined => LANGUAGE_OF[plain(text)];

/** `2026-8-5`, `2026/08/05`, `2026年8月5日` → `2026-08-05`; undefined for what is no day. */
export function dayIn(text: string): string | undefined {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim());
  if (!found) return undefined;
  const [, year = '', month = '', day = ''] = found;
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${said}T00:00:00Z`);
  return Number.isNaN(at) || localDate(at, 0) !== said ? undefined : said;
}

export const MOST_IMPORT_ROWS = 5_000;
