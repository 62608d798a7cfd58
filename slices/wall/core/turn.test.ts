// Which scene stands when, for whatever a director did; and plans that can't stand.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PLAN } from './default-plan.ts';
import { planFault, type Plan, type Scene } from './plan.ts';
import { nextScene, turnAt } from './turn.ts';

const at = (time: string): number => Date.parse(`2026-08-05T${time}+08:00`);
const stage = (scene: string, isHeld: boolean, since = at('09:00:00')) => ({
  scene,
  isHeld,
  since,
  focusPath: null,
});
const seen = (plan: Plan, chosen: ReturnType<typeof stage> | null, time: string) =>
  turnAt(plan, chosen, at(time))?.scene.code;

test('a chosen scene begins the round, and the others follow in their order', () => {
  const chosen = stage('weekly', false);
  expect(
    ['09:00:00', '09:00:29', '09:00:30', '09:00:59', '09:01:00', '09:02:00'].map((time) =>
      seen(DEFAULT_PLAN, chosen, time),
    ),
  ).toEqual(['weekly', 'weekly', 'street', 'street', 'today', 'weekly']);
});

test('a scene that takes no turn stands for its time, then the round goes on', () => {
  const storm = stage('storm', false);
  expect(['09:04:59', '09:05:00'].map((time) => seen(DEFAULT_PLAN, storm, time))).toEqual(['storm', 'today']);
});

test('a held scene stays for days', () => {
  const held = turnAt(DEFAULT_PLAN, stage('storm', true), at('09:00:00') + 3 * 86_400_000);
  expect(held).toMatchObject({ scene: { code: 'storm' }, until: null });
});

test('a scene that the plan does not know any more gives way to the round', () => {
  expect(seen(DEFAULT_PLAN, stage('gone', true), '09:00:00')).toBeDefined();
});

test('at every moment one scene stands, and by the time it names the next one has come', () => {
  const codes = DEFAULT_PLAN.scenes.map((scene) => scene.code);
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.boolean(),
      fc.integer({ min: -3_600_000, max: 86_400_000 }),
      (scene, isHeld, later) => {
        const chosen = stage(scene, isHeld);
        const now = chosen.since + later;
        const turn = turnAt(DEFAULT_PLAN, chosen, now);
        if (!turn) return false;
        if (turn.until === null) return isHeld;
        const after = turnAt(DEFAULT_PLAN, chosen, turn.until);
        return turn.until > now && after?.scene.code !== turn.scene.code;
      },
    ),
  );
});

test('next walks the round and comes back', () => {
  const inTurn = DEFAULT_PLAN.scenes.filter((scene) => scene.isInTurn);
  let scene = inTurn[0] as Scene;
  for (const _ of inTurn) scene = nextScene(DEFAULT_PLAN, scene);
  expect(scene).toBe(inTurn[0]);
});

test('the default plan can stand, in both layouts', () => {
  expect(planFault(DEFAULT_PLAN)).toBeUndefined();
});

test('a plan without a scene in turn, with two of one name, or with a panel outside can not stand', () => {
  const [first, ...rest] = DEFAULT_PLAN.scenes as [Scene, ...Scene[]];
  const fault = (scenes: readonly Scene[]) => planFault({ ...DEFAULT_PLAN, scenes })?.code;
  expect(fault([{ ...first, isInTurn: false }])).toBe('wall.none_in_turn');
  expect(fault([first, first, ...rest])).toBe('wall.scene_twice');
  const outside = [{ panel: 'map', column: 8, row: 1, columns: 6, rows: 2 }] as const;
  expect(fault([{ ...first, layouts: { ...first.layouts, wide: outside } }])).toBe('wall.panel_outside');
});
