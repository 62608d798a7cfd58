// The holidays of a year, once they are announced; loading a year again replaces it whole (2020's Spring
// Festival was lengthened while it ran). Working limits that reach into a year not loaded are refused.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Holiday } from '../core/calendar-data.ts';
import { changedDays, checkYear } from '../core/change.ts';
import type { Consent } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { calendarPolicy } from '../core/policy.ts';
import { actorName } from './actor-name.ts';
import { CALENDARS } from './calendars-snapshot.ts';
import { listHolidays, listYears, replaceYear } from './queries.ts';
import { tellYear } from './tell-exception.ts';

export interface NewYear {
  /** Whose list it is. The holidays are the country's, but when time counts is each district's own: one
   *  district's administrator moves no other's deadlines. */
  readonly districtId: string;
  readonly year: number;
  readonly source: string;
  /** Undefined: told as it stands, in whichever language. */
  readonly sourceEn?: string;
  readonly holidays: readonly Holiday[];
}

/** The list as it may be loaded, and the days that it changes of a year that was known already. */
export async function checkLoad(
  tx: Tx,
  actor: Actor,
  load: NewYear,
): Promise<{ holidays: readonly Holiday[]; changed: readonly string[] }> {
  requireRight(calendarPolicy, actor, 'calendar.load_year', { areaPath: load.districtId });
  const holidays = orRefuse(checkYear(load.year, load.holidays));
  const isKnown = (await listYears(tx, load.districtId)).some(({ year }) => year === load.year);
  return { holidays, changed: isKnown ? changedDays(await listHolidays(tx, load), holidays) : [] };
}

export async function loadYear(
  tx: Tx,
  actor: Actor,
  load: NewYear,
  consent?: Consent,
): Promise<{ year: number; days: number }> {
  const { holidays, changed } = await checkLoad(tx, actor, load);
  const { districtId, year, source, sourceEn = source } = load;
  await replaceYear(tx, { districtId, year, source, sourceEn, loadedBy: actorName(actor), holidays });
  const told = tellYear({ ...load, holidays }, changed);
  await recordChanges(tx, actor, [{ ...told, areaPath: load.districtId }], consent);
  await tx.snapshots.bump(tx, CALENDARS);
  return { year: load.year, days: holidays.length };
}
