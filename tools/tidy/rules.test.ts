// The rules themselves, against small bad samples: a check that can't fail is no check.
import { expect, test } from 'vitest';
import { checkImports, maySliceKnow } from './import-rules.ts';
import { checkClock, checkDeviceStorage, checkPurity } from './purity-rules.ts';
import { readSource } from './source.ts';
import { checkOwners, checkSqlPlace, checkWrites, ownedBy, tablesOf, writtenIn } from './table-rules.ts';
import { checkHead, checkName, checkSize, checkSyntax, checkUnfinished, headLength } from './text-rules.ts';
import { applyExemptions, type Violation } from './violation.ts';

const rules = (violations: readonly Violation[]) => violations.map((violation) => violation.rule);
const imports = (path: string, code: string) => rules(checkImports(readSource(path, code)));

test.each([
  ['kernel/geo.ts', "import { z } from 'zod';"],
  ['kernel/geo.ts', "import { a } from '../platform/server/db/tx.ts';"],
  ['slices/cases/core/decide.ts', "import { readFile } from 'node:fs';"],
  ['slices/cases/core/decide.ts', "import type { Tx } from '../../../platform/server/db/tx.ts';"],
  ['slices/cases/core/decide.ts', "import { x } from '../server/queries.ts';"],
  ['slices/areas/core/area.ts', "import { x } from '../../cases/core/case.ts';"],
  ['slices/areas/core/area.ts', "import { x } from '../../people/core/unit.ts';"],
  ['slices/cases/server/report.ts', "import { x } from '../../areas/server/queries.ts';"],
  ['slices/cases/server/report.ts', "import { x } from '../../notices/server/public.ts';"],
  ['slices/cases/server/report.ts', "import { x } from '../web/card.tsx';"],
  ['slices/cases/server/report.ts', "import { x } from '../../../apps/server/main.ts';"],
  ['slices/cases/web/card.tsx', "import { x } from '../server/queries.ts';"],
  ['slices/cases/web/card.tsx', "import { x } from 'node:fs';"],
  ['slices/cases/web/card.tsx', "const x = await import('../../areas/web/tree.tsx');"],
  ['platform/server/http/app.ts', "import { x } from '../../../slices/cases/server/public.ts';"],
  ['platform/web/api/api.ts', "import { x } from '../../server/db/tx.ts';"],
  ['ui/button/button.tsx', "import { x } from '../../platform/web/api/api.ts';"],
  ['apps/field/main.tsx', "import { x } from '../../platform/server/db/tx.ts';"],
  ['apps/server/main.ts', "import { x } from '../../ui/button/button.tsx';"],
  ['slices/cases/core/decide.ts', "type T = import('../../../platform/server/db/tx.ts').Tx;"],
])('%s may not say %s', (path, code) => {
  expect(imports(path, code)).toEqual(['who-knows-whom']);
});

test.each([
  [
    'slices/cases/core/decide.ts',
    "import { Type } from '@sinclair/typebox';\nimport { a } from '../../calendar/core/clock.ts';",
  ],
  [
    'slices/cases/server/report.ts',
    "import { x } from '../../areas/server/public.ts';\nimport pg from 'pg';",
  ],
  ['slices/catalogue/core/rule.ts', "import { x } from '../../calendar/core/limit.ts';"],
  ['slices/cases/core/decide.test.ts', "import { test } from 'vitest';\nimport fc from 'fast-check';"],
  ['slices/cases/server/a.test.ts', "import { testApp } from '../../../apps/server/test-app.ts';"],
  ['slices/cases/server/public.ts', "export { x } from './report.ts';"],
])('%s may say %s', (path, code) => {
  expect(imports(path, code)).toEqual([]);
});

test('extensions, barrels, the map library and the device store are seen', () => {
  expect(imports('tools/a.ts', "import { x } from './b';")).toEqual(['extension']);
  expect(imports('ui/index.ts', "export * from './button/button.tsx';")).toEqual(['barrel']);
  expect(imports('apps/command/map.tsx', "import maplibre from 'maplibre-gl';")).toEqual(['map-library']);
  expect(imports('platform/web/map/map.tsx', "import maplibre from 'maplibre-gl';")).toEqual([]);
  expect(imports('platform/web/api/api.ts', "import { openDB } from 'idb';")).toEqual(['device-storage']);
  const storage = (path: string) =>
    rules(checkDeviceStorage(readSource(path, "localStorage.setItem('a', 'b');")));
  expect(storage('platform/web/session/session.ts')).toEqual(['device-storage']);
  expect(storage('platform/web/outbox/preferences.ts')).toEqual([]);
  expect(maySliceKnow('areas', 'no-such-slice')).toBe(false);
});

const clock = (code: string, path = 'slices/cases/server/report.ts') =>
  rules(checkClock(readSource(path, code)));
const purity = (code: string) => rules(checkPurity(readSource('slices/cases/core/decide.ts', code)));

test('a clock read is seen wherever it hides, and a date made of a value is none', () => {
  for (const code of [
    'const a = Date.now();',
    'const a = new Date();',
    'const a = +Date();',
    'f(Date.now)',
  ]) {
    expect(clock(code), code).toEqual(['clock']);
  }
  expect(clock('const a = new Date(value); Date.parse(text); Date.UTC(1, 2);')).toEqual([]);
  expect(clock('const a = Date.now();', 'platform/server/clock/clock.ts')).toEqual([]);
  expect(clock('// Date.now() is said only in words\nconst a = "new Date()";')).toEqual([]);
});

test('a core that speaks of the outside world is seen; its own words and properties are not', () => {
  for (const code of [
    'const a = Math.random();',
    'const a = process.env.X;',
    'await fetch(url);',
    'setTimeout(f, 1);',
    'console.log(1);',
    'crypto.randomUUID();',
    'const a = { process };',
    'globalThis.x = 1;',
  ]) {
    expect(new Set(purity(code)), code).toEqual(new Set(['purity']));
  }
  expect(purity('const a = order.process; const b = { fetch: 1 }; interface C { window: number }')).toEqual(
    [],
  );
  expect(purity('function f(window: number) { return window; }')).toEqual([]);
});

const syntax = (code: string) => rules(checkSyntax(readSource('a.ts', code)));

test('any, empty catches and unfinished work are seen', () => {
  expect(syntax('const a: any = 1; const b = c as any; const d: Array<any> = [];')).toEqual([
    'any',
    'any',
    'any',
  ]);
  expect(syntax('const any = "any"; // any')).toEqual([]);
  expect(syntax('try { f(); } catch {}')).toEqual(['empty-catch']);
  expect(syntax('try { f(); } catch (error) { /* never mind */ }')).toEqual(['empty-catch']);
  expect(syntax('f().catch(() => {});')).toEqual(['empty-catch']);
  expect(syntax('try { f(); } catch (error) { tell(error); }')).toEqual([]);
  const word = `${'TO'}${'DO'}`;
  expect(rules(checkUnfinished(readSource('a.ts', `// ${word}: later`)))).toEqual(['unfinished']);
});

test('long files, long functions and wide lines are seen', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `const a${i} = ${i};`).join('\n');
  expect(rules(checkSize(readSource('a.ts', lines(401))))).toEqual(['file-lines']);
  expect(rules(checkSize(readSource('a.test.ts', lines(800))))).toEqual([]);
  expect(rules(checkSize(readSource('a.test.ts', lines(801))))).toEqual(['file-lines']);
  expect(rules(checkSize(readSource('a.ts', `function f() {\n${lines(59)}\n}`)))).toEqual(['function-lines']);
  expect(rules(checkSize(readSource('a.ts', `const f = () => {\n${lines(58)}\n};`)))).toEqual([]);
  expect(rules(checkSize(readSource('a.ts', `class A {\n  m() {\n${lines(59)}\n}\n}`)))).toEqual([
    'function-lines',
  ]);
  expect(rules(checkSize(readSource('a.test.ts', `describe('x', () => {\n${lines(90)}\n});`)))).toEqual([]);
  expect(rules(checkSize(readSource('a.ts', `// ${'宽'.repeat(108)}`)))).toEqual(['columns']);
  expect(rules(checkSize(readSource('a.ts', `// ${'宽'.repeat(107)}`)))).toEqual([]);
});

test('a file must begin with one to eight lines of comment', () => {
  const head = (text: string) => rules(checkHead(readSource('a.ts', text)));
  expect(head("import a from './a.ts';\n// too late")).toEqual(['head-comment']);
  expect(head('// 1\n'.repeat(9))).toEqual(['head-comment']);
  expect(head('// What it is for.\nconst a = 1;')).toEqual([]);
  expect(headLength(['#!/usr/bin/env node', '/* one', '   two */', 'x'])).toBe(2);
  expect(headLength(['// @vitest-environment jsdom', '// What it is for.'])).toBe(1);
});

test('names that name nothing, and names in the wrong case, are seen', () => {
  expect(rules(checkName('slices/cases/core/date-utils.ts'))).toEqual(['forbidden-name']);
  expect(rules(checkName('platform/common/a.ts'))).toEqual(['forbidden-name']);
  expect(rules(checkName('slices/cases/web/CaseCard.tsx'))).toEqual(['kebab-case']);
  expect(rules(checkName('slices/cases/web/case_card.tsx'))).toEqual(['kebab-case']);
  expect(rules(checkName('slices/cases/web/case-card.test.tsx'))).toEqual([]);
});

const MIGRATIONS = new Map([
  ['0001_platform.sql', 'create table event (\n id bigint\n);\ncreate table photo (id uuid);'],
  ['0003_areas.sql', 'create table area (id uuid);\ncreate table old (id uuid);\ndrop table old;'],
]);

test('tables without an owner, with two, and owners without a table are seen', () => {
  const tables = tablesOf(MIGRATIONS);
  expect([...tables.keys()]).toEqual(['event', 'photo', 'area']);
  expect(ownedBy('# x\n\nTables it owns: `area`,\n`event`. Column `id` is no table.')).toEqual([
    'area',
    'event',
  ]);
  expect(ownedBy('**Owns** `step` (for ever), and the sequence `number`.')).toEqual(['step']);
  const good = checkOwners(tables, new Map([['areas', 'Owns the table `area`.']]));
  expect(good.violations).toEqual([]);
  expect(good.owners.get('area')).toBe('areas');
  const what = (readmes: [string, string][]) =>
    checkOwners(tables, new Map(readmes)).violations.map((violation) => violation.what);
  expect(what([])).toEqual(["nobody's README names 'area': one slice must own it"]);
  const twice = what([
    ['areas', 'Owns the table `area`.'],
    ['cases', 'Owns the table `area`.'],
  ]);
  expect(twice).toEqual(["names 'area', which areas owns too"]);
  expect(what([['areas', 'Owns the tables `area`, `gone`.']])).toEqual([
    "names 'gone', which no migration makes",
  ]);
});

test('a write to another slice’s table is seen in SQL and in the builder', () => {
  const owners = new Map([
    ['area', 'areas'],
    ['photo', 'platform'],
    ['event', 'platform'],
  ]);
  const writes = (code: string) =>
    rules(checkWrites(readSource('slices/cases/server/queries.ts', code), owners));
  for (const code of [
    'sql`insert into area (id) values (1)`',
    'sql`update area a set id = 1`',
    'sql`delete from area`',
    "tx.db.insertInto('area')",
    "tx.db.updateTable('area as a')",
    "tx.db.deleteFrom('photo')",
  ]) {
    expect(writes(code), code).toEqual(['table-owner']);
  }
  expect(
    writes('// insert into area is what areas does\nsql`select * from area`; sql`insert into event`'),
  ).toEqual([]);
  expect(writtenIn('\n\nsql`insert into area`')).toEqual([{ table: 'area', line: 3 }]);
  const place = (path: string) =>
    rules(checkSqlPlace(readSource(path, "tx.db.selectFrom('area'); sql`select 1`;")));
  expect(place('slices/cases/server/report-case.ts')).toEqual(['sql-place', 'sql-place']);
  expect(place('slices/cases/server/queries-steps.ts')).toEqual([]);
});

test('an exemption frees one rule of one file, and is found out when it frees nothing', () => {
  const violation = { rule: 'columns', path: 'a.ts', line: 1, what: '' };
  const exempt = { rule: 'columns', path: 'a.ts', why: 'a table of data' };
  expect(applyExemptions([violation], [exempt])).toEqual({ left: [], stale: [] });
  expect(applyExemptions([violation], [{ ...exempt, path: 'b.ts' }])).toMatchObject({
    left: [violation],
    stale: [{ path: 'b.ts' }],
  });
});
