// Which scene stands on a wall at a moment: a pure function of the plan, of what a director last chose,
// and of the time, so that every wall of an area shows the same without talking to the others.
import { DAY, SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Plan, Scene } from './plan.ts';

export interface Stage {
  readonly scene: string;
  /** It stays until a director lets it go on. */
  readonly isHeld: boolean;
  readonly focusPath: string | null;
  readonly since: Instant;
}

export interface Turn {
  readonly scene: Scene;
  /** When the next one comes; null: not by itself. */
  readonly until: Instant | null;
}

const lengthOf = (scenes: readonly Scene[]): number =>
  scenes.reduce((sum, scene) => sum + scene.seconds * SECOND, 0);

/** The scene of a round that began at `since` with the first of `scenes`. */
function inRound(scenes: readonly Scene[], since: Instant, now: Instant): Turn | undefined {
  const whole = lengthOf(scenes);
  let left = whole === 0 ? 0 : (((now - since) % whole) + whole) % whole;
  for (const scene of scenes) {
    const lasts = scene.seconds * SECOND;
    if (left < lasts) return { scene, until: scenes.length === 1 ? null : now + (lasts - left) };
    left -= lasts;
  }
  return undefined;
}

/** Undefined only for a plan without scenes. */
export function turnAt(plan: Plan, stage: Stage | null, now: Instant): Turn | undefined {
  const inTurn = plan.scenes.filter((scene) => scene.isInTurn);
  const chosen = stage ? plan.scenes.find((scene) => scene.code === stage.scene) : undefined;
  if (!stage || !chosen) return inRound(inTurn, Math.floor(now / DAY) * DAY, now);
  if (stage.isHeld) return { scene: chosen, until: null };
  const at = inTurn.indexOf(chosen);
  if (at >= 0) return inRound([...inTurn.slice(at), ...inTurn.slice(0, at)], stage.since, now);
  const ends = stage.since + chosen.seconds * SECOND;
  return now < ends ? { scene: chosen, until: ends } : inRound(inTurn, ends, now);
}

/** The one that a director's "next" calls. */
export function nextScene(plan: Plan, current: Scene): Scene {
  const inTurn = plan.scenes.filter((scene) => scene.isInTurn);
  const at = inTurn.findIndex((scene) => scene.code === current.code);
  return inTurn[(at + 1) % inTurn.length] ?? current;
}
