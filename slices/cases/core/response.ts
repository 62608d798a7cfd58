// Whether whoever reported was spoken with in time (响应): who can be, by when the unit that was sent must have
// done it, and that it has. Handlers see no number: they meet the reporter, or the centre puts the call
// through. Urgency shortens an item's own limit and never lengthens it
// (docs/decisions/0027-response-and-missed-reports.md). Pure; the flow lists guard and effect by name.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { startClock } from '../../calendar/core/clock.ts';
import type { CaseFile } from './case-file.ts';
import { isYesIn, type Moment } from './moment.ts';
import { plainPhone } from './phone-search.ts';

/** What the unit that was sent last owes whoever reported. */
export interface Response {
  readonly unitId: Id;
  readonly dueAt: Instant;
  /** When they were first reached. */
  readonly contactedAt: Instant | null;
}

/** Whoever leaves no number, or says so, wants no contact: leaving one is nobody's duty. */
export function canBeReached({ reporter, noContact }: Readonly<Record<string, unknown>>): boolean {
  const { phone } = Object(reporter) as { readonly phone?: unknown };
  return noContact !== true && typeof phone === 'string' && plainPhone(phone) !== '';
}

export const reporterReachable = (file: CaseFile): Refusal | undefined =>
  file.isReporterReachable ? undefined : refuse('cases.reporter_unreachable');

function dueFromNow({ rule, severity }: CaseFile, { flow, context }: Moment): Instant | Refusal {
  const { calendar, now } = context;
  const ordinary = rule?.limits.respond ?? flow.respondWithin.normal;
  const limits = severity === 'normal' ? [ordinary] : [ordinary, flow.respondWithin[severity]];
  let due = Number.POSITIVE_INFINITY;
  for (const limit of limits) {
    const clock = startClock(calendar, 'respond', limit, now);
    if (isRefusal(clock)) return clock;
    due = Math.min(due, clock.dueAt ?? due);
  }
  return due;
}

function withoutResponse(file: CaseFile): CaseFile {
  const { response: _, ...rest } = file;
  return rest;
}

/** As with the clock of handling: sent back to the same unit the limit goes on, to another it starts anew; a
 *  unit below goes on with what its sub-centre has left of it, and owes nothing where nothing is left or the
 *  reporter has been reached. */
export function turnResponse(before: CaseFile, after: CaseFile, moment: Moment): CaseFile | Refusal {
  const { edge, context } = moment;
  if (!after.isReporterReachable) return after;
  if (edge.forgetsStage) return withoutResponse(after);
  const { unitId, response } = after;
  const isSent = unitId !== null && unitId !== before.unitId && unitId === after.holder?.unitId;
  if (!isSent || unitId === response?.unitId) return after;
  if (edge.clock === 'onward' && response) {
    const isOwed = response.contactedAt === null && response.dueAt > context.now;
    return isOwed ? { ...after, response: { ...response, unitId } } : withoutResponse(after);
  }
  const dueAt = dueFromNow(after, moment);
  return isRefusal(dueAt) ? dueAt : { ...after, response: { unitId, dueAt, contactedAt: null } };
}

/** What the unit in charge owes now; undefined: nothing. */
export const responseOf = ({ response, unitId }: CaseFile): Response | undefined =>
  response && response.unitId === unitId ? response : undefined;

/** The step that sends a unit says by when it must have spoken with the reporter. */
export function respondByIn(before: CaseFile | undefined, after: CaseFile): { respondBy?: string } {
  const isSent = before?.unitId !== after.unitId && after.holder?.unitId === after.unitId;
  const owed = isSent ? responseOf(after) : undefined;
  return owed ? { respondBy: toIso(owed.dueAt) } : {};
}

/** The first time counts; a call that reached nobody is on record and no more. */
export function noteContact(file: CaseFile, moment: Moment): CaseFile {
  const owed = responseOf(file);
  const isFirst = owed?.contactedAt === null && isYesIn(moment, 'isContacted');
  return isFirst ? { ...file, response: { ...owed, contactedAt: moment.context.now } } : file;
}
