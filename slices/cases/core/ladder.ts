// The ladder of pushes as data of the flow, and the one next timer that a running clock needs. Only one
// ladder timer exists per case: firing it makes the push and schedules the next rung, so that after a stop of
// any length the rungs still come in order, each once.
import type { Instant } from '../../../kernel/instant.ts';
import { DAY } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { type Clock, shiftByLimitTime } from '../../calendar/core/clock.ts';
import { limitMs } from '../../calendar/core/limit.ts';
import type { CaseFile, PushKind } from './case-file.ts';
import type { Flow, Rung } from './flow.ts';
import { instantIn, type Moment, textIn } from './moment.ts';

export interface LadderStep {
  readonly rung: number;
  readonly spec: Rung;
  readonly at: Instant;
}

/** The instant at which this share of the limit is used up, counted in the limit's own kind of time from the
 *  due instant on: where a day was opened or closed since that was settled, nobody is pushed for being late
 *  before they are. Undefined while paused, or where the calendar does not know the year yet. */
export function instantOfShare(calendar: Calendar, clock: Clock, share: number): Instant | undefined {
  if (clock.dueAt === null) return undefined;
  const whole = limitMs(clock.limit);
  const at = shiftByLimitTime(calendar, clock.limit, clock.dueAt, Math.round(whole * share) - whole);
  return isRefusal(at) ? undefined : at;
}

/** The next rung of the clock that runs now; undefined at the ladder's end, in a pause, or without a clock.
 *  Where a rung lies in a year whose holidays are not known yet, `at` is when to look again: a day past the
 *  limit, then daily, so that no rung is lost and none is guessed. */
export function nextRung(
  flow: Flow, file: CaseFile, calendar: Calendar, now: Instant = file.updatedAt,
): LadderStep | undefined {
  const spec = flow.ladder[file.nextRung];
  const { clock } = file;
  if (!spec || clock?.dueAt == null) return undefined;
  const at = instantOfShare(calendar, clock, spec.atShare);
  const lookAgainAt = Math.max(clock.dueAt, now) + DAY;
  return { rung: file.nextRung, spec, at: at ?? lookAgainAt };
}

export function pushOnto(file: CaseFile, moment: Moment, kind: PushKind, isAutomatic: boolean): CaseFile {
  const { calendar, now, directory } = moment.context;
  const { standing, flow } = moment;
  const within = flow.ladder.find((rung) => rung.push === kind)?.answerWithin ?? flow.pushAnswerWithin;
  const asked = instantIn(moment, 'answerBy');
  const byRule = shiftByLimitTime(calendar, within, now, limitMs(within));
  const answerBy = asked ?? (isRefusal(byRule) ? null : byRule);
  const byAreaPath = standing.post?.areaPath ?? directory.unit(file.centreUnitId)?.areaPath
    ?? file.districtId;
  const one = {
    seq: moment.seq, kind, at: now, byAreaPath,
      toUnitId: textIn(moment, 'toUnitId') ?? file.holder?.unitId ?? null, answerBy,
    answeredSeq: null, liftedSeq: null, isAutomatic,
  };
  return { ...file, pushes: [...file.pushes, one] };
}
