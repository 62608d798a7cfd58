// The page names the files of every screen of the phone, so that its first script can fetch those of the
// address at hand: every row of the table of routes is read, and modules shared by screens come in pieces.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fieldRoutes } from '../../apps/field/routes.ts';
import { screensIn } from './early-chunks.ts';
import { reachedFrom } from './pieces.ts';

test('every screen of the phone is found in its table of routes, with the module that draws it', () => {
  const found = screensIn(readFileSync(new URL('../../apps/field/routes.ts', import.meta.url), 'utf8'));
  expect(found.map(({ path }) => path)).toEqual(fieldRoutes.map(({ path }) => path));
  expect(new Set(found.map(({ module }) => module)).size).toBe(found.length);
  expect(found.find(({ path }) => path === '/me')?.module).toBe('./me.tsx');
});

test('a row that can’t be read stops the build', () => {
  expect(() => screensIn("{ path: '/a', screen: Made },\n{ path: '/b', screen: lazy(Made) }")).toThrow(
    '2 routes, but 0 could be read',
  );
});

test('what a module imports is followed all the way, round circles too', () => {
  const imports: Record<string, string[]> = { a: ['b', 'c'], b: ['c'], c: ['a'], d: ['a'] };
  const infoOf = (id: string) => ({ importedIds: imports[id] ?? [] });
  expect([...reachedFrom('a', infoOf)].sort()).toEqual(['a', 'b', 'c']);
  expect([...reachedFrom('d', infoOf)].sort()).toEqual(['a', 'b', 'c', 'd']);
});
