// What was read in one store never answers for another, and every transaction of a store finds the same.
import { expect, test } from 'vitest';
import { perStore } from './per-store.ts';

const opened = () => ({ ids: { next: () => 'an id' } });

test('two cities opened in one process keep what they read apart', () => {
  const namesOf = perStore(() => new Map<string, string>());
  const [here, there] = [opened(), opened()];
  namesOf(here).set('500151', '铜梁');
  expect(namesOf({ ...here }).get('500151')).toBe('铜梁');
  expect(namesOf(there).size).toBe(0);
});
