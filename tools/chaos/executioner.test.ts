// The plan of a storm: one seed gives one plan, it kills as often as asked, and always before the end.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawer, planKills } from './executioner.ts';

test('a plan kills exactly as often as asked, in order, before the last report, alike for one seed', () => {
  let whileStarting = 0;
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 100, max: 5_000 }),
      fc.constantFrom('pglite' as const, 'postgres' as const),
      (seed, kills, answers, store) => {
        const plan = planKills(drawer(seed), kills, answers, store);
        expect(plan).toEqual(planKills(drawer(seed), kills, answers, store));
        const again = plan.filter((kill) => kill.againAfterMs !== undefined).length;
        whileStarting += again;
        expect(plan.length + again).toBe(kills);
        const moments = plan.map((kill) => kill.afterAnswers);
        expect(moments).toEqual([...moments].sort((a, b) => a - b));
        expect(moments.at(-1)).toBeLessThan(answers);
        expect(plan.some((kill) => kill.withDatabase)).toBe(store === 'postgres' && plan.length > 1);
      },
    ),
  );
  expect(whileStarting).toBeGreaterThan(0);
});

test('other seeds strike at other moments', () => {
  const moments = [1, 2, 3, 4, 5].map((seed) =>
    planKills(drawer(seed), 10, 2_098, 'pglite').map((kill) => kill.afterAnswers).join());
  expect(new Set(moments).size).toBe(5);
});
