// One entry by one tap of an officer, in a task that runs and includes them; a position only if they give
// one, and then no finer than 100 m. There is no other way for an entry to come about.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { includes, isRunning, roughAccuracy, roughPoint } from '../core/check-in-task.ts';
import type { CheckInBody } from '../core/contract.ts';
import { checkinPolicy } from '../core/policy.ts';
import { insertEntry, lockTask } from './queries.ts';

export async function checkIn(
  tx: Tx,
  actor: Actor,
  taskId: Id,
  body: CheckInBody,
): Promise<{ checkInId: Id }> {
  requireRight(checkinPolicy, actor, 'check_in.check_in');
  assert(actor.kind === 'person', 'the policy lets only officers check in');
  const task = await lockTask(tx, taskId);
  if (!task || !includes(task, actor.posts)) return throwRefusal('check_in.not_found');
  if (!isRunning(task, tx.now)) throwRefusal('check_in.not_running');
  const point = body.point ? roughPoint(body.point) : undefined;
  const post = actor.posts.find((one) => includes(task, [one]));
  const id = tx.ids.next();
  await insertEntry(tx, {
    id,
    taskId,
    personId: actor.personId,
    unitId: post?.unitId ?? null,
    at: tx.now,
    lon: point?.lon ?? null,
    lat: point?.lat ?? null,
    accuracyMetres: point ? roughAccuracy(body.accuracyMetres ?? 0) : null,
    words: (body.words ?? '').trim(),
  });
  return { checkInId: id };
}
