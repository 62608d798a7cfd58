// Time, chance and the outside world as arguments: core runs the same on a server, on a phone without a
// network and in a test a year later. Only the clock folders read a clock; only the outbox keeps things
// on a device.
import type { Node, Source } from './source.ts';
import type { Violation } from './violation.ts';

const CLOCK_FOLDERS = ['platform/server/clock/', 'platform/web/clock/'];
const STORAGE_FOLDERS = ['platform/web/outbox/', 'platform/web/preferences/'];
const STORES = new Set(['indexedDB', 'localStorage', 'sessionStorage']);
/** Names that a pure room must not speak, and what it takes instead. */
const IMPURE: Readonly<Record<string, string>> = {
  process: 'configuration is an argument',
  fetch: 'core does no I/O',
  setTimeout: 'core does not wait',
  setInterval: 'core does not wait',
  setImmediate: 'core does not wait',
  console: 'core does not log',
  crypto: 'random bytes are an argument',
  performance: 'now is an argument',
  globalThis: 'core has no surroundings',
  window: 'core has no surroundings',
  document: 'core has no surroundings',
  navigator: 'core has no surroundings',
  require: 'import it',
};

const nameOf = (node: unknown): string => {
  const { type, name } = (node ?? {}) as { type?: string; name?: unknown };
  return type === 'Identifier' && typeof name === 'string' ? name : '';
};

const isMember = (node: Node, object: string, property: string): boolean =>
  node.type === 'MemberExpression' && nameOf(node.object) === object && nameOf(node.property) === property;

/** `Date.now()`, `new Date()` and `Date()` read the clock; `new Date(value)` does not. */
const readsClock = (node: Node): boolean =>
  isMember(node, 'Date', 'now') ||
  ((node.type === 'NewExpression' || node.type === 'CallExpression') &&
    nameOf(node.callee) === 'Date' &&
    (node.type === 'CallExpression' || (node.arguments as unknown[]).length === 0));

export function checkClock(source: Source): Violation[] {
  const { path } = source;
  const isProduct = /^(kernel|slices|platform|ui|apps)\//.test(path);
  if (!isProduct || CLOCK_FOLDERS.some((folder) => path.startsWith(folder))) return [];
  return source.nodes.filter(readsClock).map((node) => ({
    rule: 'clock',
    path,
    line: source.lineOf(node),
    what: 'reads the clock: take `now` as an argument (tx.now, clock.now())',
  }));
}

/** Names that stand for a value here, not for a property, a key or a type's member. */
function freeNames(source: Source): Map<Node, string> {
  const bound = new Set<Node>();
  for (const node of source.nodes) {
    const isStatic = (node as { computed?: unknown }).computed !== true;
    if (isStatic && node.type === 'MemberExpression') bound.add(node.property as Node);
    if (
      isStatic &&
      /^(Property|PropertyDefinition|MethodDefinition|TSPropertySignature|TSMethodSignature)$/.test(node.type)
    ) {
      bound.add(node.key as Node);
    }
    if (node.type === 'TSQualifiedName') bound.add(node.right as Node);
  }
  // `{ process }` names a value, though the same node is also the key.
  for (const node of source.nodes) {
    if (node.type === 'Property' && (node as { shorthand?: unknown }).shorthand === true)
      bound.delete(node.key as Node);
  }
  return new Map(
    source.nodes.flatMap((node) => {
      const name = nameOf(node);
      return name && !bound.has(node) ? [[node, name] as const] : [];
    }),
  );
}

/** A file may use such a word for its own parameter or constant. */
function declaredNames(source: Source): Set<string> {
  const names = new Set<string>();
  const add = (pattern: unknown) => {
    const node = pattern as Node | null;
    if (!node) return;
    if (nameOf(node)) names.add(nameOf(node));
    if (node.type === 'ObjectPattern')
      for (const property of node.properties as Node[]) add(property.value ?? property.argument);
    if (node.type === 'ArrayPattern') for (const element of node.elements as Node[]) add(element);
    if (node.type === 'AssignmentPattern') add(node.left);
    if (node.type === 'RestElement') add(node.argument);
  };
  for (const node of source.nodes) {
    if (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') add(node.id);
    if (/Function/.test(node.type) && Array.isArray(node.params)) node.params.forEach(add);
    if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) add(node.local);
  }
  return names;
}

const isPure = (path: string): boolean =>
  /^(kernel\/|slices\/[^/]+\/core\/|platform\/protocol\.ts)/.test(path);

export function checkPurity(source: Source): Violation[] {
  const { path } = source;
  if (!isPure(path) || source.isTest) return [];
  const declared = declaredNames(source);
  const names = [...freeNames(source)].flatMap(([node, name]) => {
    const instead = Object.hasOwn(IMPURE, name) && !declared.has(name) ? IMPURE[name] : undefined;
    return instead
      ? [{ rule: 'purity', path, line: source.lineOf(node), what: `core speaks of '${name}': ${instead}` }]
      : [];
  });
  const chance = source.nodes
    .filter((node) => isMember(node, 'Math', 'random'))
    .map((node) => ({
      rule: 'purity',
      path,
      line: source.lineOf(node),
      what: 'Math.random: random bytes are an argument',
    }));
  return [...names, ...chance];
}

export function checkDeviceStorage(source: Source): Violation[] {
  const { path } = source;
  const isProduct = /^(kernel|slices|platform|ui|apps)\//.test(path);
  if (!isProduct || source.isTest || STORAGE_FOLDERS.some((folder) => path.startsWith(folder))) return [];
  return source.nodes.flatMap((node) => {
    const name = nameOf(node);
    if (!STORES.has(name)) return [];
    const what = `touches ${name}: only platform/web/outbox and preferences keep things on a device`;
    return [{ rule: 'device-storage', path, line: source.lineOf(node), what }];
  });
}
