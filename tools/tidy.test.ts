// The rules of the house, held over the whole source. What it says of a file is where, why and what instead.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { SLICE_LEVELS } from '../slices/order.ts';
import { EXEMPTIONS } from './tidy-exemptions.ts';
import { checkImports } from './tidy/import-rules.ts';
import { checkClock, checkDeviceStorage, checkPurity } from './tidy/purity-rules.ts';
import { isCode, listFiles, readSources } from './tidy/source.ts';
import { checkOwners, checkSqlPlace, checkWrites, tablesOf } from './tidy/table-rules.ts';
import { checkHead, checkName, checkSize, checkSyntax, checkUnfinished } from './tidy/text-rules.ts';
import { applyExemptions, tell, type Violation } from './tidy/violation.ts';

const README_LINES = 25;
const GENERATED = new Set(['db/columns.ts']);
const read = (path: string) => readFileSync(join(ROOT_FOLDER, path), 'utf8');
const files = listFiles(ROOT_FOLDER);
const sources = readSources(
  ROOT_FOLDER,
  files.filter((path) => !GENERATED.has(path)),
);
const slices = readdirSync(join(ROOT_FOLDER, 'slices'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const every: Violation[] = [];
function holds(violations: readonly Violation[]): void {
  every.push(...violations);
  const { left } = applyExemptions(violations, EXEMPTIONS);
  // As one text, so that a failure shows every line of it.
  expect(left.map(tell).sort().join('\n')).toBe('');
}

test('the source was found and read', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.every((source) => source.nodes.length > 0)).toBe(true);
});

test('everyone knows only whom they may know', () => {
  holds(sources.flatMap(checkImports));
});

test('core is pure, and only the clock folders read a clock', () => {
  holds(sources.flatMap((source) => [...checkPurity(source), ...checkClock(source)]));
});

test('only the outbox and the preferences keep things on a device', () => {
  holds(sources.flatMap(checkDeviceStorage));
});

test('files, functions and lines are short', () => {
  holds(sources.flatMap(checkSize));
});

test('every file says at its top what it is for', () => {
  holds(sources.flatMap(checkHead));
});

test('names are kebab-case and name an idea', () => {
  holds(files.filter(isCode).flatMap(checkName));
});

test('no any, no empty catch, nothing unfinished', () => {
  holds(sources.flatMap((source) => [...checkSyntax(source), ...checkUnfinished(source)]));
});

test('a table is written by the one slice that its README names, and SQL lies in queries', () => {
  const migrations = files.filter((path) => path.startsWith('db/migrations/')).sort();
  const tables = tablesOf(
    new Map(migrations.map((path) => [path.slice('db/migrations/'.length), read(path)])),
  );
  const withReadme = slices.filter((slice) => existsSync(join(ROOT_FOLDER, 'slices', slice, 'README.md')));
  const readmes = new Map(withReadme.map((slice) => [slice, read(`slices/${slice}/README.md`)]));
  const { violations, owners } = checkOwners(tables, readmes);
  const writes = sources.flatMap((source) => [...checkWrites(source, owners), ...checkSqlPlace(source)]);
  expect(owners.size).toBeGreaterThan(5);
  holds([...violations, ...writes]);
});

test(`every slice has its place in slices/order.ts and a README of at most ${README_LINES} lines`, () => {
  const violations = slices.flatMap((slice): Violation[] => {
    const path = `slices/${slice}/README.md`;
    const wrong = (what: string) => [{ rule: 'slice-readme', path, line: 1, what }];
    if (!(slice in SLICE_LEVELS)) return wrong('is not in slices/order.ts');
    if (!existsSync(join(ROOT_FOLDER, path)))
      return wrong('is missing: tables, promises, publishes, listens to');
    const lines = read(path).trimEnd().split('\n').length;
    return lines > README_LINES ? wrong(`has ${lines} lines, at most ${README_LINES}`) : [];
  });
  holds(violations);
});

test('every dependency has its reason in docs/decisions/0001-dependencies.md, and only those', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >;
  const used = Object.keys({ ...dependencies, ...devDependencies }).sort();
  const rows = read('docs/decisions/0001-dependencies.md').matchAll(
    /^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm,
  );
  const explained = [...rows]
    .filter((row) => row.slice(2).every((cell) => cell.trim().length > 2))
    .map((row) => row[1] ?? '');
  expect(explained.sort()).toEqual(used);
});

test('every exemption still exempts something, and says why', () => {
  expect(applyExemptions(every, EXEMPTIONS).stale).toEqual([]);
  expect(EXEMPTIONS.filter((exemption) => exemption.why.length < 20)).toEqual([]);
});
