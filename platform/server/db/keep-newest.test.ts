// What is kept is bounded, and what is used again outlives what is not.
import { expect, test } from 'vitest';
import { keepNewest } from './keep-newest.ts';

test('of three streets where two have room, the one that nobody asked for again goes', () => {
  const kept = new Map<string, number>();
  keepNewest(kept, '南城街道', 1, 2);
  keepNewest(kept, '北城街道', 2, 2);
  keepNewest(kept, '南城街道', 3, 2);
  keepNewest(kept, '东城街道', 4, 2);
  expect([...kept]).toEqual([['南城街道', 3], ['东城街道', 4]]);
});
