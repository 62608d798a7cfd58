// What was saved in the list is what the desk asks, and the other way round.
import { expect, test } from 'vitest';
import { queryOf, statesOf, viewIn } from './view-query.ts';

test('a saved address becomes the same question again, repeated names as lists', () => {
  const view = viewIn(
    'state=reported&state=accepted&areaPath=990101.001&isOnLeadersList=true&text=%E4%BA%95',
  );
  expect(view).toEqual({
    state: ['reported', 'accepted'],
    areaPath: '990101.001',
    isOnLeadersList: true,
    text: '井',
  });
  expect(viewIn(queryOf(view))).toEqual(view);
});

test('what this program does not know is left out', () => {
  expect(viewIn('colour=blue&sort=sideways&state=')).toEqual({});
});

test('“open” means every state that is not the end', () => {
  expect(statesOf({ state: ['open'] })).toContain('handling');
  expect(statesOf({ state: ['open'] })).not.toContain('closed');
  expect(statesOf({})).toBeUndefined();
});
