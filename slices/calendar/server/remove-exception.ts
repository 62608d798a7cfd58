// Takes an exception back. The row stays, with who did it: deadlines were promised under it.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Consent } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { calendarPolicy } from '../core/policy.ts';
import { actorName } from './actor-name.ts';
import { CALENDARS } from './calendars-snapshot.ts';
import { findException, markExceptionRemoved } from './queries.ts';
import { tellException } from './tell-exception.ts';

export async function removeException(
  tx: Tx,
  actor: Actor,
  exception: { readonly districtId: string; readonly id: Id; readonly why?: string },
  consent?: Consent,
): Promise<{ id: Id }> {
  const { districtId, id } = exception;
  requireRight(calendarPolicy, actor, 'calendar.remove_exception', { areaPath: districtId });
  const before = (await findException(tx, districtId, id)) ?? throwRefusal('calendar.exception_not_found');
  if (!(await markExceptionRemoved(tx, { id, districtId, removedBy: actorName(actor) }))) {
    throwRefusal('calendar.exception_not_found');
  }
  const told = tellException('calendar.remove_exception', before, districtId);
  const why = exception.why === undefined ? {} : { why: exception.why };
  await recordChanges(tx, actor, [{ ...told, ...why, areaPath: districtId }], consent);
  await tx.snapshots.bump(tx, CALENDARS);
  return { id };
}
