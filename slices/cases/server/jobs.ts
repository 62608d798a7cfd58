// What the clock does to cases: the ladder climbs, a suspension ends on its review date, a closed case
// settles when the reporter's window is over. Each effect and the timer's removal are one transaction. A
// timer that comes late, or after the case has moved on, finds its reason gone and does nothing: `decide`
// refuses it. The minute in which a dispatch can be undone needs no timer: nothing happens at its end but a
// button going away, and the ability says until when it lasts.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { scheduleTimers, type Timer, type TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { decide } from '../core/decide.ts';
import { flowNamed } from '../core/flows.ts';
import { nextRung } from '../core/ladder.ts';
import type { StoredCase } from './case-row.ts';
import { lockCase } from './queries.ts';
import { contextOfAction } from './read-world.ts';
import { remindRaters } from './remind-raters.ts';
import { saveDecision } from './save-decision.ts';
import { takeOverPiece, TAKING_OVER } from './take-over-cases.ts';

const SYSTEM = { kind: 'system', name: 'timer' } as const;

async function actByClock(tx: Tx, before: StoredCase, action: string, body: Record<string,
  unknown>): Promise<void> {
  const context = await contextOfAction(tx, SYSTEM, before.file, body);
  const decision = decide(flowNamed(before.file.flow), before.file, { action, body }, context);
  if (!isRefusal(decision)) await saveDecision(tx, before, decision);
}

/** One rung at a time: the push schedules the next, which after a long stop may be due at once. */
async function climb(tx: Tx, timer: Timer): Promise<void> {
  const before = await lockCase(tx, timer.key);
  if (!before) return;
  const { calendar } = await contextOfAction(tx, SYSTEM, before.file, {});
  const next = nextRung(flowNamed(before.file.flow), before.file, calendar, tx.now);
  if (!next) return;
  if (next.at > tx.now) {
    await scheduleTimers(tx,
      [{ kind: timer.kind, key: timer.key, dueAt: next.at, data: { rung: next.rung + 1 } }]);
    return;
  }
  const { push, isOnLeadersList } = next.spec;
  await actByClock(tx, before, 'climb', { kind: push, isOnLeadersList, rung: next.rung + 1 });
}

const acting = (action: string) => async (tx: Tx, timer: Timer): Promise<void> => {
  const before = await lockCase(tx, timer.key);
  if (before) await actByClock(tx, before, action, {});
};

export const casesJobs: readonly TimerHandler[] = [
  { kind: 'case.ladder', handle: climb },
  { kind: 'case.review', handle: acting('resume') },
  { kind: 'case.remind', handle: remindRaters },
  { kind: 'case.settle', handle: acting('settle') },
  { kind: TAKING_OVER, handle: (tx, timer) => takeOverPiece(tx, timer) },
];
