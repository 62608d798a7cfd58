// The table of codes as people hold it in Excel: what its columns are called, and a table that comes back
// read for other names. Codes are never changed by it: a row is known by its code, and whatever else stands
// in it is left as it is.
import { pathOfCode } from './area.ts';

export const CODE_HEADS = {
  zh: ['编码', '级别', '名称', '英文名称', '上级编码', '上级名称', '原编码', '面积（公顷）'],
  en: ['Code', 'Level', 'Name', 'English name', 'Code above', 'Name above', 'Own code', 'Hectares'],
} as const;

const [CODE, NAME, NAME_EN] = [0, 2, 3];
const CODE_PATTERN = /^([0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$/;
const LONGEST_NAME = 100;

export interface NewNames {
  readonly path: string;
  readonly name: string;
  readonly nameEn: string | null;
}

type CodeFaultKind = 'code_wrong' | 'code_unknown' | 'code_twice' | 'name_wrong';

export interface CodeFault {
  readonly kind: CodeFaultKind;
  /** As the sheet counts them. */
  readonly line: number;
  readonly found: string;
}

/** Where the columns stand that are read; undefined where the first row is not the heads, in any order. */
function columnsOf([heads = []]: readonly (readonly string[])[]) {
  const said = heads.map((head) => head.trim());
  const at = (column: number) =>
    said.findIndex((head) => head === CODE_HEADS.zh[column] || head === CODE_HEADS.en[column]);
  const [code, name, nameEn] = [at(CODE), at(NAME), at(NAME_EN)];
  return code < 0 || name < 0 || nameEn < 0 ? undefined : { code, name, nameEn };
}

type Known = ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;

export interface CodesRead {
  /** Those that are called otherwise than before. */
  readonly names: readonly NewNames[];
  readonly faults: readonly CodeFault[];
}

/** `known`: the areas of the draft by path. Undefined where it is no table of codes. */
export function readCodes(rows: readonly (readonly string[])[], known: Known): CodesRead | undefined {
  const columns = columnsOf(rows);
  if (!columns) return undefined;
  const names: NewNames[] = [];
  const faults: CodeFault[] = [];
  const seen = new Set<string>();
  for (const [n, row] of rows.slice(1).entries()) {
    const cell = (column: number) => (row[column] ?? '').trim();
    if (row.every((one) => one.trim() === '')) continue;
    const [code, name, nameEn] = [cell(columns.code), cell(columns.name), cell(columns.nameEn) || null];
    const line = n + 2;
    const path = pathOfCode(code);
    const before = known.get(path);
    if (!CODE_PATTERN.test(code)) faults.push({ kind: 'code_wrong', line, found: code });
    else if (!before) faults.push({ kind: 'code_unknown', line, found: code });
    else if (seen.has(path)) faults.push({ kind: 'code_twice', line, found: code });
    else if (name === '' || Math.max(name.length, nameEn?.length ?? 0) > LONGEST_NAME) {
      faults.push({ kind: 'name_wrong', line, found: name });
    } else if (name !== before.name || nameEn !== before.nameEn) names.push({ path, name, nameEn });
    seen.add(path);
  }
  return { names, faults };
}

export function tellCodeFault({ kind, line, found }: CodeFault, lang: 'zh' | 'en'): string {
  const words: Readonly<Record<CodeFaultKind, { readonly zh: string; readonly en: string }>> = {
    code_wrong: {
      zh: `编码“${found}”应为 6、9、12 或 15 位数字（单元格请设为文本）`,
      en: `the code “${found}” takes 6, 9, 12 or 15 figures (make the cell a text)`,
    },
    code_unknown: { zh: `草稿中没有编码 ${found}`, en: `the draft has no code ${found}` },
    code_twice: { zh: `编码 ${found} 出现了两次`, en: `the code ${found} stands here twice` },
    name_wrong: { zh: '名称须为 1 到 100 个字', en: 'a name takes 1 to 100 letters' },
  };
  return lang === 'zh' ? `第 ${line} 行：${words[kind].zh}。` : `Line ${line}: ${words[kind].en}.`;
}
