// A unit's share in a case: what one unit did in it, of one kind, when it did so last, and how long it took.
// Made from steps alone, one after the other, so that a history brought in gives the same shares as a life.
// What went straight through took nobody any time and is nobody's share. Pure.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Edge, edgeOf, type Flow, type StageName } from './flow.ts';
import type { Step } from './step.ts';

/** The stages take time; the others are what a leader asks about. `any`: the unit had a part in it at all. */
export const SHARE_STAGES = [
  'accept',
  'dispatch',
  'claim',
  'handle',
  'verify',
  'close',
] as const satisfies readonly StageName[];
export const SHARE_ACTS = ['returned', 'reworked', 'reopened', 'escalated', 'extended'] as const;
export type ShareStage = (typeof SHARE_STAGES)[number];
export type ShareAct = (typeof SHARE_ACTS)[number];
export type ShareKind = 'any' | ShareStage | ShareAct;

export interface Share {
  readonly unitId: Id;
  readonly kind: ShareKind;
  readonly lastAt: Instant;
  readonly times: number;
  /** In the limit's own kind of time, as the longest of its clocks counted it. */
  readonly usedMs: number;
  readonly limitMs: number;
  readonly isLate: boolean;
}

/** Who holds the case, and who was last sent to work on it. */
export interface Parts {
  readonly holderUnitId: Id | null;
  readonly workerUnitId: Id | null;
}

/** Milliseconds of a stage's limit; 0 where none is known. */
export type LimitOf = (stage: ShareStage) => number;

const stageOf = (name: string): ShareStage | undefined => SHARE_STAGES.find((stage) => stage === name);

function actOf(step: Step, parts: Parts): { kind: ShareAct; unitId: Id | null } | undefined {
  switch (step.action) {
    case 'return':
      return { kind: 'returned', unitId: parts.holderUnitId };
    case 'rework':
      return { kind: 'reworked', unitId: parts.workerUnitId };
    case 'reopen':
      return { kind: 'reopened', unitId: parts.workerUnitId };
    case 'escalate':
      return { kind: 'escalated', unitId: step.actor.unitId };
    case 'answer_extend':
      return step.body.isGranted === true ? { kind: 'extended', unitId: parts.holderUnitId } : undefined;
    default:
      return undefined;
  }
}

/** Whoever was sent has it until the case is back with a centre; then nobody has, until one is sent again. */
const NOBODY_SENT = ['reported', 'accepted'];

function partsAfter(step: Step, parts: Parts): Parts {
  const holderUnitId = step.holder?.unitId ?? null;
  if (step.action === 'report_solved') return { holderUnitId, workerUnitId: step.actor.unitId };
  if (step.action === 'take_over') {
    const isWorkers = parts.workerUnitId === step.body.fromUnitId;
    return { holderUnitId, workerUnitId: isWorkers ? String(step.body.unitId) : parts.workerUnitId };
  }
  if (step.toState === 'dispatched') return { holderUnitId, workerUnitId: holderUnitId };
  return { holderUnitId, workerUnitId: NOBODY_SENT.includes(step.toState) ? null : parts.workerUnitId };
}

function* sharesOfStep(step: Step, parts: Parts, limitOf: LimitOf): Generator<Share> {
  const told = { lastAt: step.at, times: 1, usedMs: 0, limitMs: 0, isLate: false };
  const { ended } = step;
  const stage = ended ? stageOf(ended.stage) : undefined;
  const isPassing = ended?.usedMs === 0 && step.actor.kind === 'system';
  if (ended && stage && parts.holderUnitId !== null && !isPassing) {
    const isLate = ended.dueAt !== null && step.at > ended.dueAt;
    const took = {
      ...told,
      unitId: parts.holderUnitId,
      usedMs: Math.round(ended.usedMs),
      limitMs: limitOf(stage),
      isLate,
    };
    yield { ...took, kind: stage };
    yield { ...took, kind: 'any', usedMs: 0, limitMs: 0 };
  }
  const act = actOf(step, parts);
  if (!act || act.unitId === null) return;
  yield { ...told, unitId: act.unitId, kind: act.kind };
  yield { ...told, unitId: act.unitId, kind: 'any' };
}

/** The longest, not the sum: a clock that goes on after a return counts what it had counted before. */
export const together = (one: Share | undefined, next: Share): Share =>
  one
    ? {
        ...next,
        lastAt: Math.max(one.lastAt, next.lastAt),
        times: one.times + next.times,
        usedMs: Math.max(one.usedMs, next.usedMs),
        limitMs: Math.max(one.limitMs, next.limitMs),
        isLate: one.isLate || next.isLate,
      }
    : next;

const isTakingBack = (edge: Edge | undefined): boolean =>
  edge?.undoes !== undefined || edge?.unmakes === true;

/** Whether shares of earlier steps are nobody's any more. */
export const takesBack = (flow: Flow, steps: readonly Step[]): boolean =>
  steps.some(({ action }) => isTakingBack(edgeOf(flow, action)));

/** What was undone, with its undoing; all that became of a case that should not have been made. */
function takenBack(flow: Flow, steps: readonly Step[]): ReadonlySet<Step> {
  if (steps.some(({ action }) => edgeOf(flow, action)?.unmakes)) return new Set(steps);
  const taken = new Set<Step>();
  for (const step of steps) {
    const undoes = edgeOf(flow, step.action)?.undoes;
    if (undoes === undefined) continue;
    const undone = steps.findLast((one) => one.action === undoes && one.seq < step.seq);
    for (const one of [step, undone]) if (one) taken.add(one);
  }
  return taken;
}

/** Each unit and kind once. `before`: how things stood before the first of these steps. */
export function sharesOf(
  flow: Flow,
  steps: readonly Step[],
  before: Parts,
  limitOf: LimitOf,
): readonly Share[] {
  const shares = new Map<string, Share>();
  const taken = takenBack(flow, steps);
  let parts = before;
  for (const step of steps) {
    for (const share of taken.has(step) ? [] : sharesOfStep(step, parts, limitOf)) {
      const key = `${share.unitId} ${share.kind}`;
      shares.set(key, together(shares.get(key), share));
    }
    parts = partsAfter(step, parts);
  }
  return [...shares.values()];
}
