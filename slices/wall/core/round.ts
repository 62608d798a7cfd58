// The round of a wall: in which order its scenes come, how long each stays, which of them take their turn.
// What stands on a scene is the plan's and is left as it is.
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Plan, Scene } from './plan.ts';

export type Turning = Pick<Scene, 'code' | 'seconds' | 'isInTurn'>;

/** Refuses `wall.plan_changed` where the scenes are not those of the plan, `wall.none_in_turn`. */
export function inOrder(plan: Plan, round: readonly Turning[]): Plan | Refusal {
  const isWhole = round.length === plan.scenes.length;
  const scenes = plan.scenes.flatMap((_, at) => {
    const turning = round[at];
    const scene = plan.scenes.find(({ code }) => code === turning?.code);
    const isTwice = round.findIndex(({ code }) => code === turning?.code) !== at;
    return !scene || !turning || isTwice
      ? []
      : [{ ...scene, seconds: turning.seconds, isInTurn: turning.isInTurn }];
  });
  if (!isWhole || scenes.length !== plan.scenes.length) return refuse('wall.plan_changed');
  return scenes.some(({ isInTurn }) => isInTurn) ? { ...plan, scenes } : refuse('wall.none_in_turn');
}
