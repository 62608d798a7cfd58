// Rules over one file: how long, how it begins, what it may be called, what must not stand in it.
import { basename, extname } from 'node:path';
import type { Node, Source } from './source.ts';
import type { Violation } from './violation.ts';

export const LIMITS = {
  fileLines: 400,
  testLines: 800,
  functionLines: 60,
  columns: 110,
  headLines: 8,
} as const;

const FORBIDDEN_WORDS = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'manager',
  'managers',
  'misc',
]);
// Written in two parts, so that this file does not find itself.
const UNFINISHED = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;

export function checkSize(source: Source): Violation[] {
  const { path, lines, isTest } = source;
  const limit = isTest ? LIMITS.testLines : LIMITS.fileLines;
  const found: Violation[] = [];
  if (lines.length > limit) {
    found.push({
      rule: 'file-lines',
      path,
      line: limit,
      what: `has ${lines.length} lines, at most ${limit}: split it by idea`,
    });
  }
  lines.forEach((text, i) => {
    const columns = [...text].length;
    if (columns <= LIMITS.columns) return;
    found.push({
      rule: 'columns',
      path,
      line: i + 1,
      what: `is ${columns} columns wide, at most ${LIMITS.columns}`,
    });
  });
  for (const { line, lines: length, givenTo } of source.functions) {
    // A `describe` is a heading, not a function.
    if (length <= LIMITS.functionLines || /^describe\b/.test(givenTo)) continue;
    found.push({
      rule: 'function-lines',
      path,
      line,
      what: `a function of ${length} lines, at most ${LIMITS.functionLines}: give its parts names`,
    });
  }
  return found;
}

/** The lines of the comment that a file begins with; 0 where it begins with none. */
export function headLength(lines: readonly string[]): number {
  let first = lines[0]?.startsWith('#!') ? 1 : 0;
  while (/^\/\/ @/.test(lines[first] ?? '')) first += 1;
  if (/^\/\*/.test(lines[first] ?? '')) {
    const end = lines.findIndex((line, i) => i >= first && line.includes('*/'));
    return end < 0 ? 0 : end - first + 1;
  }
  let last = first;
  while (/^\/\//.test(lines[last] ?? '')) last += 1;
  return last - first;
}

export function checkHead(source: Source): Violation[] {
  const length = headLength(source.lines);
  const what =
    length === 0
      ? 'begins without a comment: say in 1–8 lines what it is for and what it must never do'
      : length > LIMITS.headLines
        ? `begins with ${length} lines of comment, at most ${LIMITS.headLines}`
        : undefined;
  return what ? [{ rule: 'head-comment', path: source.path, line: 1, what }] : [];
}

export function checkName(path: string): Violation[] {
  const found: Violation[] = [];
  const stems = path
    .split('/')
    .map((part, i, all) => (i === all.length - 1 ? basename(part, extname(part)) : part));
  for (const word of stems.flatMap((stem) => stem.split(/[-.]/))) {
    if (!FORBIDDEN_WORDS.has(word)) continue;
    found.push({ rule: 'forbidden-name', path, line: 1, what: `'${word}' names no idea: name what it does` });
  }
  const name = basename(path);
  if (!FILE_NAME.test(name)) {
    found.push({ rule: 'kebab-case', path, line: 1, what: `${name} is not kebab-case` });
  }
  return found;
}

export function checkUnfinished(source: Source): Violation[] {
  return source.lines.flatMap((text, i) =>
    UNFINISHED.test(text)
      ? [
          {
            rule: 'unfinished',
            path: source.path,
            line: i + 1,
            what: 'unfinished work is not on main: finish it or leave it out',
          },
        ]
      : [],
  );
}

const nameOf = (node: unknown): string => {
  const { type, name } = (node ?? {}) as { type?: string; name?: unknown };
  return type === 'Identifier' && typeof name === 'string' ? name : '';
};

function isEmptyCatch(node: Node): boolean {
  const isEmpty = (body: unknown) => ((body as Node | null)?.body as unknown[] | undefined)?.length === 0;
  if (node.type === 'CatchClause') return isEmpty(node.body);
  if (node.type !== 'CallExpression') return false;
  const callee = node.callee as Node;
  const [handler] = node.arguments as Node[];
  const isCatch = callee.type === 'MemberExpression' && nameOf(callee.property) === 'catch';
  return (
    isCatch &&
    handler?.type === 'ArrowFunctionExpression' &&
    (handler.body as Node).type === 'BlockStatement' &&
    isEmpty(handler.body)
  );
}

export function checkSyntax(source: Source): Violation[] {
  return source.nodes.flatMap((node) => {
    const found = (rule: string, what: string) => [
      { rule, path: source.path, line: source.lineOf(node), what },
    ];
    if (node.type === 'TSAnyKeyword')
      return found('any', 'never `any`: `unknown` and a check, or the real type');
    if (isEmptyCatch(node))
      return found('empty-catch', 'an empty catch hides a fault: handle it, or let it through');
    return [];
  });
}
