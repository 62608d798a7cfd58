// Whether a past case was late, or would have been by other limits or another calendar. Its clocks are run
// again as the engine turns them (`replayClocks`); where its course is plain, when each stage is due is asked
// of the calendar alone, which is the same answer in a twentieth of the time (a test lives through random
// cases and asks both).
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { shiftByLimitTime } from '../../calendar/core/clock.ts';
import { type Limit, limitMs } from '../../calendar/core/limit.ts';
import { type PastHistory, type PlainStep, stepsOf } from './past-history.ts';
import { isReplayed, type Measure, type NotReplayed, replayClocks } from './replay-clocks.ts';

export interface Lateness {
  /** Of the whole case, at its end or by now. */
  readonly isLate: boolean;
  /** Of the time for handling, in any round that has ended. */
  readonly isHandleLate: boolean;
}

/** Step by step, whatever the case has been through. */
export function replayedLateness(
  history: PastHistory,
  measure: Measure,
  now: Instant,
): Lateness | NotReplayed {
  const clocks = replayClocks(history.course.flow, stepsOf(history), measure, now);
  if (!isReplayed(clocks)) return clocks;
  const isHandleLate = clocks.stages.some(({ stage, isLate }) => stage === 'handle' && isLate);
  return { isLate: clocks.isLate, isHandleLate };
}

const dueOf = (calendar: Calendar, limit: Limit, from: Instant): Instant | Refusal =>
  shiftByLimitTime(calendar, limit, from, limitMs(limit));

/** The clocks of a plain course: of the stage that runs and of the whole case. */
class PlainClocks {
  readonly #measure: Measure;
  readonly #flow: PastHistory['course']['flow'];
  #limits;
  #startedAt: Instant | null = null;
  #totalDue: Instant = 0;
  #handleDue: Instant | null = null;
  #endedAt: Instant | null = null;
  isHandleLate = false;

  constructor(flow: PastHistory['course']['flow'], measure: Measure) {
    this.#flow = flow;
    this.#measure = measure;
    this.#limits = measure.limitsAt(1) ?? flow.defaultLimits;
  }

  #runTotal(from: Instant): Refusal | null {
    const due = dueOf(this.#measure.calendar, this.#limits.total, from);
    if (isRefusal(due)) return due;
    this.#startedAt = from;
    this.#totalDue = due;
    return null;
  }

  /** The whole case's clock runs by the rule from its beginning on. */
  #takeRule(seq: number): Refusal | null {
    const ruled = this.#measure.limitsAt(seq);
    this.#limits = ruled ?? this.#flow.defaultLimits;
    return ruled && this.#startedAt !== null ? this.#runTotal(this.#startedAt) : null;
  }

  #enter(stage: NonNullable<PlainStep['stage']>, at: Instant): Refusal | null {
    const due = dueOf(this.#measure.calendar, this.#limits[stage], at);
    if (isRefusal(due)) return due;
    if (stage === 'handle') this.#handleDue = due;
    return this.#startedAt === null ? this.#runTotal(at) : null;
  }

  take({ seq, takesRule, stage }: PlainStep, at: Instant): Refusal | null {
    const refused = takesRule ? this.#takeRule(seq) : null;
    if (refused) return refused;
    if (this.#handleDue !== null && at > this.#handleDue) this.isHandleLate = true;
    this.#handleDue = null;
    if (stage !== null) return this.#enter(stage, at);
    this.#endedAt = at;
    return null;
  }

  isLateBy(now: Instant): boolean {
    return this.#startedAt !== null && (this.#endedAt ?? now) > this.#totalDue;
  }
}

export function latenessOf(history: PastHistory, measure: Measure, now: Instant): Lateness | NotReplayed {
  const { course, at } = history;
  if (!course.plain) return replayedLateness(history, measure, now);
  const clocks = new PlainClocks(course.flow, measure);
  for (const step of course.plain) {
    const refused = clocks.take(step, at[step.place] ?? 0);
    if (refused) return { notReplayed: refused.code };
  }
  return { isLate: clocks.isLateBy(now), isHandleLate: clocks.isHandleLate };
}
