// An administrator begins a check-in: for a named task in their area, with a reason and an end. From the same
// moment the timer stands that will forget its entries.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { findArea } from '../../areas/server/public.ts';
import { checkTimes, forgottenAt } from '../core/check-in-task.ts';
import type { BeginBody } from '../core/contract.ts';
import { checkinPolicy } from '../core/policy.ts';
import { FORGET_TIMER } from './jobs.ts';
import { insertTask, type TaskRow } from './queries.ts';

const readInstant = (iso: string): Instant => fromIso(iso) ?? throwRefusal('check_in.ends_too_early');

/** Throws Refused `check_in.words_missing`, `check_in.no_area`, or what `checkTimes` says. */
export async function beginTask(tx: Tx, actor: Actor, body: BeginBody): Promise<{ id: Id }> {
  const post = requireRight(checkinPolicy, actor, 'check_in.begin', { areaPath: body.areaPath });
  assert(actor.kind === 'person', 'the policy lets only administrators begin one');
  const [name, reason] = [body.name.trim(), body.reason.trim()];
  if (name === '' || reason === '') throwRefusal('check_in.words_missing');
  if (!(await findArea(tx, body.areaPath))) throwRefusal('check_in.no_area');
  const startsAt = body.startsAt === undefined ? tx.now : readInstant(body.startsAt);
  const endsAt = readInstant(body.endsAt);
  const refused = checkTimes(startsAt, endsAt, tx.now);
  if (refused) throwRefusal(refused.code, refused.data);
  const task: TaskRow = {
    id: tx.ids.next(),
    districtId: body.areaPath.slice(0, 6),
    name,
    kind: body.kind,
    areaPath: body.areaPath,
    reason,
    begunBy: actor.personId,
    begunByUnitId: post === true ? null : post.unitId,
    startsAt,
    endsAt,
    endedAt: null,
  };
  await insertTask(tx, task);
  await scheduleTimers(tx, [{ kind: FORGET_TIMER, key: task.id, dueAt: forgottenAt(task) }]);
  return { id: task.id };
}
