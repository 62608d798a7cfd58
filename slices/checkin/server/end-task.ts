// A task ends before its time; what it holds is forgotten so much sooner. Ending it twice changes nothing.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { endOf, forgottenAt } from '../core/check-in-task.ts';
import { checkinPolicy } from '../core/policy.ts';
import { FORGET_TIMER } from './jobs.ts';
import { endTask as writeEnd, lockTask } from './queries.ts';

export async function endTask(tx: Tx, actor: Actor, taskId: Id): Promise<{ id: Id }> {
  const task = (await lockTask(tx, taskId)) ?? throwRefusal('check_in.not_found');
  requireRight(checkinPolicy, actor, 'check_in.end', { areaPath: task.areaPath });
  assert(actor.kind === 'person', 'the policy lets only administrators end one');
  if (endOf(task) <= tx.now) return { id: taskId };
  await writeEnd(tx, taskId, actor.personId);
  const ended = { ...task, endedAt: tx.now };
  await scheduleTimers(tx, [{ kind: FORGET_TIMER, key: taskId, dueAt: forgottenAt(ended) }]);
  return { id: taskId };
}
