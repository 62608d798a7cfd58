// A district, or one of its calendars, closes or opens on a date. Clocks already running keep the due instant
// they were given until they are next paused, resumed or extended: a promise is not moved behind one's back.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { DayWindow } from '../core/calendar-data.ts';
import { checkDay, checkWindows } from '../core/change.ts';
import type { Consent } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { calendarPolicy } from '../core/policy.ts';
import { actorName } from './actor-name.ts';
import { CALENDARS } from './calendars-snapshot.ts';
import { insertException, listCalendars } from './queries.ts';
import { tellException } from './tell-exception.ts';

export interface NewException {
  readonly districtId: string;
  readonly calendarId?: Id;
  readonly day: string;
  /** None: closed all day. */
  readonly windows: readonly DayWindow[];
  readonly reason: string;
}

/** What may be added, its day and windows in order. */
export async function checkException(tx: Tx, actor: Actor, exception: NewException): Promise<NewException> {
  const { districtId, calendarId } = exception;
  requireRight(calendarPolicy, actor, 'calendar.add_exception', { areaPath: districtId });
  const day = orRefuse(checkDay(exception.day));
  const windows = orRefuse(checkWindows(exception.windows));
  const calendars = await listCalendars(tx, districtId);
  const isKnown =
    calendarId === undefined ? calendars.length > 0 : calendars.some((row) => row.id === calendarId);
  if (!isKnown) throwRefusal('calendar.not_found', { districtId });
  return { ...exception, day, windows };
}

export async function addException(
  tx: Tx,
  actor: Actor,
  exception: NewException,
  consent?: Consent,
): Promise<{ id: Id }> {
  const checked = await checkException(tx, actor, exception);
  const { districtId, calendarId, day, windows } = checked;
  const id = tx.ids.next();
  const isNew = await insertException(tx, {
    id,
    districtId,
    calendarId: calendarId ?? null,
    day,
    windows: [...windows],
    reason: exception.reason,
    createdBy: actorName(actor),
  });
  if (!isNew) throwRefusal('calendar.exception_exists', { day });
  const told = tellException('calendar.add_exception', checked, districtId);
  await recordChanges(tx, actor, [{ ...told, areaPath: districtId, why: exception.reason }], consent);
  await tx.snapshots.bump(tx, CALENDARS);
  return { id };
}
