// Whose table it is. Each slice names its tables in its README; only its own queries write them. The platform
// owns the tables of the migrations whose names begin with `platform`.
import type { Source } from './source.ts';
import type { Violation } from './violation.ts';

/** Rows that a slice's one big statement may write by the platform's exported row shapes. */
const WRITTEN_BY_SHAPE = new Set(['event', 'timer', 'idempotency_receipt']);
export const PLATFORM = 'platform';

/** The tables that migrations make: name → migration. */
export function tablesOf(migrations: ReadonlyMap<string, string>): Map<string, string> {
  const tables = new Map<string, string>();
  for (const [file, text] of migrations) {
    for (const match of text.matchAll(/^\s*create (?:unlogged )?table (?:if not exists )?([a-z_]+)/gim))
      tables.set(match[1] ?? '', file);
    for (const match of text.matchAll(/^\s*drop table (?:if exists )?([a-z_]+)/gim))
      tables.delete(match[1] ?? '');
  }
  return tables;
}

/** The names in the sentence `Owns the tables …`, `**Owns** …` or `Tables it owns: …` of a README. */
export function ownedBy(readme: string): string[] {
  const claim = /(?:\bOwns\b(?:\*\*)?(?: the tables?)?|Tables? it owns:?)([^.]*)\./i.exec(readme);
  const sentence = claim?.[1] ?? '';
  const tables = sentence.replace(/sequences? `[a-z_]+`/g, '');
  return [...tables.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? '');
}

export interface Written {
  readonly table: string;
  readonly line: number;
}

const WRITES = [
  /\binsert\s+into\s+([a-z_]+)/gi,
  /\bupdate\s+(?:only\s+)?([a-z_]+)(?:\s+(?:as\s+)?[a-z_]+)?\s+set\b/gi,
  /\bdelete\s+from\s+([a-z_]+)/gi,
  /\btruncate\s+(?:table\s+)?([a-z_]+)/gi,
  /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'([a-z_]+)(?:\s+as\s+[a-z_]+)?'/g,
];

/** Every table a file writes, in SQL or through the builder. Comments are not looked at. */
export function writtenIn(text: string): Written[] {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^\s*\/\/.*$/gm, '');
  return WRITES.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => ({
      table: match[1] ?? '',
      line: code.slice(0, match.index).split('\n').length,
    })),
  );
}

/** @param owners table → slice or `platform` */
export function checkWrites(source: Source, owners: ReadonlyMap<string, string>): Violation[] {
  const { path } = source;
  const slice = /^slices\/([^/]+)\//.exec(path)?.[1];
  const writer = slice ?? (path.startsWith('platform/server/') ? PLATFORM : undefined);
  if (!writer || source.isTest) return [];
  return writtenIn(source.text).flatMap(({ table, line }) => {
    const owner = owners.get(table);
    if (owner === undefined || owner === writer || (owner === PLATFORM && WRITTEN_BY_SHAPE.has(table)))
      return [];
    return [
      { rule: 'table-owner', path, line, what: `writes '${table}', which ${owner} owns: call its public.ts` },
    ];
  });
}

/** Each table of the migrations has exactly one owner, and no README names a table that is not there. */
export function checkOwners(
  tables: ReadonlyMap<string, string>,
  readmes: ReadonlyMap<string, string>,
): { violations: Violation[]; owners: Map<string, string> } {
  const owners = new Map<string, string>();
  const violations: Violation[] = [];
  for (const [table, file] of tables) if (/^\d{4}_platform/.test(file)) owners.set(table, PLATFORM);
  for (const [slice, readme] of readmes) {
    const path = `slices/${slice}/README.md`;
    for (const table of ownedBy(readme)) {
      const what = !tables.has(table)
        ? `names '${table}', which no migration makes`
        : owners.has(table)
          ? `names '${table}', which ${owners.get(table)} owns too`
          : undefined;
      if (what) violations.push({ rule: 'table-owner', path, line: 1, what });
      else owners.set(table, slice);
    }
  }
  for (const [table, file] of tables) {
    if (owners.has(table)) continue;
    const what = `nobody's README names '${table}': one slice must own it`;
    violations.push({ rule: 'table-owner', path: `db/migrations/${file}`, line: 1, what });
  }
  return { violations, owners };
}

const isQueries = (path: string): boolean => /\/queries(-[a-z0-9-]+)?\.ts$/.test(path);
const SQL_STARTS = new Set([
  'selectFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'selectNoFrom',
]);

/** All SQL of a slice lies in its queries. */
export function checkSqlPlace(source: Source): Violation[] {
  const { path } = source;
  if (!/^slices\/[^/]+\/server\//.test(path) || source.isTest || isQueries(path)) return [];
  return source.nodes.flatMap((node) => {
    const tag = (node.tag ?? {}) as { name?: unknown };
    const property = (node.property ?? {}) as { name?: unknown };
    const isSql =
      (node.type === 'TaggedTemplateExpression' && tag.name === 'sql') ||
      (node.type === 'MemberExpression' && SQL_STARTS.has(String(property.name)));
    if (!isSql) return [];
    return [
      {
        rule: 'sql-place',
        path,
        line: source.lineOf(node),
        what: 'SQL outside of queries.ts: move it there',
      },
    ];
  });
}
