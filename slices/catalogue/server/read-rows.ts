// The rows of a version as the desk shows them: found by table, by part of a code or a name, or by key, in
// pages.
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ListRow } from '../core/list-rows.ts';
import { type Names, nameOf, type Words } from '../core/row-words.ts';
import { namesFor } from './compare-versions.ts';
import { rowsOfVersion } from './edit-draft.ts';
import type { VersionRow } from './queries.ts';

export interface RowsAsked {
  readonly table?: ListRow['table'];
  readonly text?: string;
  readonly rows?: string;
  readonly limit?: number;
  readonly after?: string;
}

export interface RowLine {
  readonly key: string;
  readonly words: Words;
  readonly row: ListRow;
}

const PAGE = 200;

function isMeant(
  { key, words, row }: RowLine,
  asked: RowsAsked,
  keys: ReadonlySet<string> | undefined,
): boolean {
  if (asked.table !== undefined && row.table !== asked.table) return false;
  if (keys && !keys.has(key)) return false;
  const text = asked.text?.trim().toLowerCase();
  return !text || `${words.zh} ${words.en}`.toLowerCase().includes(text);
}

/** By code: a class, then its items, each with its problems; rules by subject and place. */
function orderOf(row: ListRow): string {
  if (row.table === 'entry') return row.entry.code;
  if (row.table === 'item') return row.item.code;
  if (row.table === 'problem') return `${row.itemCode}.${String(row.problem.number).padStart(3, '0')}`;
  return row.table === 'rule' ? `${row.rule.subjectCode} ${row.rule.areaPath} ${row.rule.id}` : '';
}

const TABLES = ['heading', 'defaults', 'entry', 'item', 'problem', 'rule'];
const rank = ({ row }: RowLine): string => `${TABLES.indexOf(row.table)} ${orderOf(row)}`;

function linesOf(rows: Iterable<readonly [string, ListRow]>, names: Names): RowLine[] {
  const lines = [...rows].map(([key, row]) => ({ key, row, words: nameOf(row, names) }));
  return lines
    .map((line) => [rank(line), line] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, line]) => line);
}

export interface RowsRead {
  readonly total: number;
  readonly rows: readonly RowLine[];
  readonly next: string | null;
}

export async function readRows(tx: Tx, version: VersionRow, asked: RowsAsked): Promise<RowsRead> {
  const keys = asked.rows === undefined ? undefined : new Set(asked.rows.split(','));
  const names = await namesFor(tx, version.districtId);
  const all = linesOf(await rowsOfVersion(tx, version), names);
  const meant = all.filter((line) => isMeant(line, asked, keys));
  // A row that was taken away since the page before still has its place: the page goes on behind it.
  const from = asked.after === undefined ? 0 : meant.findIndex(({ key }) => key === asked.after) + 1;
  const limit = asked.limit ?? PAGE;
  const rows = meant.slice(from, from + limit);
  const isMore = from + rows.length < meant.length;
  return { total: meant.length, rows, next: isMore ? (rows.at(-1)?.key ?? null) : null };
}
