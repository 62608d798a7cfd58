// The letters that lead from anywhere to a screen.
import { expect, test } from 'vitest';
import { commandRoutes } from './routes.ts';
import { WAY_LETTERS } from './way-letters.ts';

test('every screen of the navigation is two keys away, also what waits for a second person', () => {
  const ways = commandRoutes.flatMap(({ path, icon }) => (icon && path !== '/gallery' ? [path] : []));
  expect(ways).toContain('/approvals');
  const letters = ways.map((path) => WAY_LETTERS[path]);
  expect(letters).not.toContain(undefined);
  expect(new Set(letters).size).toBe(ways.length);
  expect(Object.keys(WAY_LETTERS).sort()).toEqual([...ways].sort());
});
