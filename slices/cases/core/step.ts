// One entry of a case's append-only history. Steps are the truth; the case file is their sum.
// A step never holds a reporter's name or number, so that it can be kept and verified for ever.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Holder } from './case-file.ts';

export interface StepActor {
  readonly kind: 'person' | 'reporter' | 'public' | 'system';
  readonly personId: Id | null;
  readonly postId: Id | null;
  readonly unitId: Id | null;
  /** As whom the actor acted: the party of the flow, e.g. `centre`, `grid_head`. */
  readonly as: string;
}

/** The stage clock that this step ended, as it stood: what the indicators count on-time stages from. */
export interface EndedClock {
  readonly stage: string;
  readonly dueAt: Instant | null;
  readonly usedMs: number;
}

export interface Step {
  readonly seq: number;
  readonly action: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly actor: StepActor;
  readonly at: Instant;
  /** When the person says they did it, where it came in later by a minute or more: a phone without a network.
   *  Claimed, so nothing is ever reckoned from it. */
  readonly madeAt: Instant | null;
  /** Who must act after this step; null where nobody must. */
  readonly holder: Holder | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly visibility: 'public' | 'internal';
  /** The code of the reason, where the action carries one. */
  readonly reason: string | null;
  readonly ended: EndedClock | null;
}

export interface ChainedStep extends Step {
  readonly prevHash: string;
  readonly hash: string;
}
