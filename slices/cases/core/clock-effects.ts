// What an edge does to the clocks, by the name the flow gives it. A case's time is never lost here: a unit's
// remainder is kept when it is left and goes on when it comes back (evaluation.md, Time limits).
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { type Clock, extendClock, pauseClock, resumeClock, startClock,
  usedMs } from '../../calendar/core/clock.ts';
import type { Limit } from '../../calendar/core/limit.ts';
import { withLateUnit } from './appeal.ts';
import { askOf, type CaseFile } from './case-file.ts';
import type { ClockEffect, Flow, StageName } from './flow.ts';
import type { Moment } from './moment.ts';
import type { EndedClock } from './step.ts';
import { clockBefore, wayBackOf, withoutWayBack } from './way-back.ts';

type Changed = CaseFile | Refusal;

export const limitsOf = (flow: Flow, file: CaseFile) => file.rule?.limits ?? flow.defaultLimits;

/** Whose remainder of a handling clock is kept: the unit's; of a case in parts, its own. */
const ownerOf = (file: CaseFile | undefined): string | undefined =>
  file?.unitId ?? (file?.parts ? file.id : undefined);

/** The present stage ends: a unit's handling clock is put aside for it, any other is done with. */
function leaveStage(file: CaseFile, moment: Moment): CaseFile {
  const { calendar, now } = moment.context;
  const { clock } = file;
  const owner = ownerOf(moment.before);
  const kept = clock?.stage === 'handle' && owner
    ? { ...file.kept, [owner]: pauseClock(calendar, clock, now) } : file.kept;
  return {
    ...withoutWayBack(withLateUnit(file, moment.before?.unitId ?? undefined, now)), clock: null, kept,
    pause: null, nextRung: 0, ...wayBackOf(file, moment),
  };
}

/** Whoever accepts or sends a case and takes it back gains no time by it. */
function goBack(file: CaseFile, moment: Moment): Changed {
  const from = clockBefore(file);
  if (!from?.clock) return enterStage(file, moment, false);
  const clock = resumeClock(moment.context.calendar, from.clock, moment.context.now);
  return isRefusal(clock) ? clock : { ...leaveStage(file, moment), clock, nextRung: from.nextRung };
}

/** A stage that runs already goes on, whoever sends the case there once more. */
function goOn(file: CaseFile, moment: Moment): Changed {
  const stage = moment.flow.states[file.state]?.stage;
  return file.clock !== null && file.clock.stage === stage ? file : enterStage(file, moment, false);
}

/** The whole case's clock runs from the report on; a suspension stopped it, the next stage starts it
 *  again. */
function runTotal(flow: Flow, file: CaseFile, moment: Moment, from = moment.context.now): Changed {
  const { calendar } = moment.context;
  const { total } = file;
  const running = total
    ? resumeClock(calendar, total, from)
    : startClock(calendar, 'total', limitsOf(flow, file).total, from);
  if (isRefusal(running)) return running;
  return { ...file, total: running, deadlineAt: running.dueAt ?? file.deadlineAt };
}

function stageClock(file: CaseFile, stage: StageName, limit: Limit, moment: Moment,
  isAnew: boolean): Clock | Refusal {
  const { calendar, now } = moment.context;
  const owner = ownerOf(file);
  const remainder = stage === 'handle' && owner && !isAnew ? file.kept[owner] : undefined;
  return remainder ? resumeClock(calendar, remainder, now) : startClock(calendar, stage, limit, now);
}

function enterStage(file: CaseFile, moment: Moment, isRework: boolean): Changed {
  const { flow } = moment;
  const left = leaveStage(file, moment);
  const stage = flow.states[left.state]?.stage ?? null;
  if (stage === null) return endAll(left, moment);
  const limits = limitsOf(flow, left);
  const reworkLimit = isRework ? limits.rework : undefined;
  const clock = stageClock(left, stage, reworkLimit ?? limits[stage], moment, reworkLimit !== undefined);
  if (isRefusal(clock)) return clock;
  return runTotal(flow, { ...left, clock, endedAt: null }, moment);
}

/** The deadline stays on record: it decides in which period the case counts. */
function endAll(file: CaseFile, moment: Moment): CaseFile {
  const deadlineAt = file.total?.dueAt ?? file.deadlineAt;
  return {
    ...withoutWayBack(file), clock: null, total: null, kept: {}, pause: null, nextRung: 0, deadlineAt,
    endedAt: moment.context.now,
  };
}

function pauseStage(file: CaseFile, moment: Moment): Changed {
  const { calendar, now } = moment.context;
  const kind = moment.edge.pause;
  if (!file.clock || !kind) return file;
  const reviewAt = kind === 'suspended' ? (askOf(file, 'suspend')?.reviewAt ?? null) : null;
  const isWhole = kind === 'suspended';
  return {
    ...file,
    clock: pauseClock(calendar, file.clock, now),
    total: isWhole && file.total ? pauseClock(calendar, file.total, now) : file.total,
    pause: { kind, since: now, reviewAt },
  };
}

/** A pause is granted until its review date: a server that stood still meanwhile lengthens no suspension. */
function resumeStage(file: CaseFile, moment: Moment): Changed {
  const { calendar, now } = moment.context;
  if (!file.clock) return file;
  const from = Math.min(now, file.pause?.reviewAt ?? now);
  const clock = resumeClock(calendar, file.clock, from);
  if (isRefusal(clock)) return clock;
  return runTotal(moment.flow, { ...file, clock, pause: null }, moment, from);
}

function extendStage(file: CaseFile, moment: Moment): Changed {
  const { calendar } = moment.context;
  const extra = askOf(file, 'extend')?.extra;
  if (!file.clock || !file.total || !extra) return file;
  const clock = extendClock(calendar, file.clock, extra);
  if (isRefusal(clock)) return clock;
  const total = extendClock(calendar, file.total, extra);
  if (isRefusal(total)) return total;
  return { ...file, clock, total, deadlineAt: total.dueAt ?? file.deadlineAt, nextRung: 0 };
}

const EFFECTS: Readonly<Record<ClockEffect, (file: CaseFile, moment: Moment) => Changed>> = {
  keep: (file) => file,
  next: (file, moment) => enterStage(file, moment, false),
  onward: goOn,
  back: goBack,
  rework: (file, moment) => enterStage(file, moment, true),
  pause: pauseStage,
  resume: resumeStage,
  extend: extendStage,
  end: (file, moment) => endAll(leaveStage(file, moment), moment),
};

export const turnClock = (file: CaseFile, moment: Moment): Changed =>
  EFFECTS[moment.edge.clock](file, moment);

/** The stage clock that this step ended, as it stood. */
export function endedClock(before: CaseFile | undefined, after: CaseFile, { edge, context }: Moment,
): EndedClock | null {
  const { calendar, now } = context;
  const clock = before?.clock;
  if (!clock || edge.forgetsStage || (after.clock?.stage === clock.stage
    && after.clock.startedAt === clock.startedAt)) return null;
  return { stage: clock.stage, dueAt: clock.dueAt, usedMs: usedMs(calendar, clock, now) };
}
