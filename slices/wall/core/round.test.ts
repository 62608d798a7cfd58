// A director orders the scenes that there are: none is lost, none comes twice, what stands on them stays.
import { expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { DEFAULT_PLAN } from './default-plan.ts';
import { inOrder, type Turning } from './round.ts';

const round: readonly Turning[] = DEFAULT_PLAN.scenes.map(({ code, seconds, isInTurn }) =>
  ({ code, seconds, isInTurn }));
const codeOf = (changed: readonly Turning[]) => {
  const plan = inOrder(DEFAULT_PLAN, changed);
  return isRefusal(plan) ? plan.code : plan.scenes.map(({ code }) => code).join(' ');
};

test('scenes come in the order, for the time and in the turns that the director chose', () => {
  const changed = round.toReversed().map((one) => ({ ...one, seconds: 45, isInTurn: one.code !== 'today' }));
  const plan = inOrder(DEFAULT_PLAN, changed);
  if (isRefusal(plan)) throw new Error(plan.code);
  expect(plan.scenes.map(({ code, seconds, isInTurn }) => ({ code, seconds, isInTurn }))).toEqual(changed);
  expect(plan.videos).toEqual(DEFAULT_PLAN.videos);
  for (const scene of DEFAULT_PLAN.scenes) {
    expect(plan.scenes.find(({ code }) => code === scene.code)?.layouts).toEqual(scene.layouts);
  }
});

test('a round that lost a scene, has one twice or one that is gone is of another plan', () => {
  const [first, ...rest] = round;
  if (!first) throw new Error('the default plan has scenes');
  expect(codeOf(round)).toBe('today storm weekly street');
  expect(codeOf(rest)).toBe('wall.plan_changed');
  expect(codeOf([...round, first])).toBe('wall.plan_changed');
  expect(codeOf([first, first, ...rest.slice(1)])).toBe('wall.plan_changed');
  expect(codeOf([{ ...first, code: 'gone' }, ...rest])).toBe('wall.plan_changed');
  expect(codeOf(round.map((one) => ({ ...one, isInTurn: false })))).toBe('wall.none_in_turn');
});
