// The source as the house rules see it: files with their text, syntax tree, imports and functions.
// It reads; it judges nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

export interface Import {
  /** As written: `./x.ts`, `node:fs`, `kysely`. */
  readonly specifier: string;
  /** From the root for relative ones: `kernel/id.ts`; else the package: `@sinclair/typebox`, `node:fs`. */
  readonly target: string;
  readonly isRelative: boolean;
  /** `export … from`. */
  readonly isReExport: boolean;
  readonly line: number;
}

export interface FunctionSpan {
  readonly line: number;
  readonly lines: number;
  /** The name called with this function as an argument, e.g. `describe`. */
  readonly givenTo: string;
}

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly isTest: boolean;
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionSpan[];
  /** Every node of the syntax tree, outer before inner. */
  readonly nodes: readonly Node[];
  lineOf(node: Node): number;
}

const SKIPPED = new Set(['node_modules', 'dist', '.git', '.cache', 'coverage', 'data']);
const CODE = new Set(['.ts', '.tsx', '.mjs', '.js', '.cjs']);

/** Every file of the repository below a folder, as paths from the root. */
export function listFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(root, path);
    return [path];
  });
}

export const isCode = (path: string): boolean => CODE.has(extname(path)) && !path.endsWith('.d.ts');
export const isTestPath = (path: string): boolean => /\.test\.tsx?$/.test(path);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Children of a node, in the order of its fields. */
const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );

function collect(root: Node): { nodes: Node[]; parents: Map<Node, Node> } {
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.push(node);
    for (const child of childrenOf(node).reverse()) {
      parents.set(child, node);
      waiting.push(child);
    }
  }
  return { nodes, parents };
}

const packageOf = (specifier: string): string =>
  specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '');

function importOf(node: Node, path: string, line: number): Import[] {
  const holders = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ];
  if (!holders.includes(node.type)) return [];
  const source = (node.source ?? node.argument) as { value?: unknown; literal?: { value?: unknown } } | null;
  const specifier = source?.value ?? source?.literal?.value;
  if (typeof specifier !== 'string') return [];
  const isRelative = specifier.startsWith('.');
  const target = isRelative
    ? posix.join(posix.dirname(path), specifier).replace(/\?.*$/, '')
    : packageOf(specifier);
  return [{ specifier, target, isRelative, isReExport: node.type.startsWith('Export'), line }];
}

/** @param path from the root; decides the language and what counts as a test */
export function readSource(path: string, text: string): Source {
  const lang = extname(path) === '.tsx' ? 'tsx' : extname(path) === '.ts' ? 'ts' : 'js';
  const program = parseAst(text, { lang, sourceType: 'module' } as never) as unknown as Node;
  const { nodes, parents } = collect(program);
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  const lineAt = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  const functions = nodes
    .filter((node) => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type))
    .map((node) => {
      const parent = parents.get(node);
      const callee = parent?.type === 'CallExpression' ? (parent.callee as Node) : undefined;
      const givenTo = callee && callee !== node ? text.slice(callee.start, callee.end) : '';
      return { line: lineAt(node.start), lines: lineAt(node.end) - lineAt(node.start) + 1, givenTo };
    });
  return {
    path,
    text,
    lines: text.replace(/\n$/, '').split('\n'),
    isTest: isTestPath(path),
    imports: nodes.flatMap((node) => importOf(node, path, lineAt(node.start))),
    functions,
    nodes,
    lineOf: (node) => lineAt(node.start),
  };
}

export const readSources = (root: string, paths: readonly string[]): Source[] =>
  paths.filter(isCode).map((path) => readSource(path, readFileSync(join(root, path), 'utf8')));
