// What is worth waking a phone for, how loudly and for how long, as data. A push carries no personal data:
// what happened, in what matter, and the id of the case; the rest is asked for by whoever opens it.
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { BRIEF_ISSUED, CIRCULAR_ISSUED, ESCALATED } from './rules.ts';

export interface PushRule {
  /** The word of RFC 8030: a phone in low power may hold back all but `high`. */
  readonly urgency: 'high' | 'normal' | 'low';
  /** How long the push service keeps it for a phone that is off. */
  readonly keptMs: number;
}

const URGENT: PushRule = { urgency: 'high', keptMs: 4 * HOUR };
/** A shift. */
const WORK: PushRule = { urgency: 'normal', keptMs: 12 * HOUR };
const NEWS: PushRule = { urgency: 'low', keptMs: 24 * HOUR };

/** What waits in a queue that somebody has before their eyes all day. Urgent ones wake people all the
 *  same. */
const AT_A_DESK: ReadonlySet<string> = new Set([
  'case.reported',
  'case.reported_solved',
  'case.check_answered',
  'case.fed_back',
  'case.verified',
  'case.returned',
  'case.escalated',
  'case.delegated',
  'case.objected',
  'case.extension_asked',
  'case.suspension_asked',
  'case.push_answered',
  BRIEF_ISSUED,
  CIRCULAR_ISSUED,
]);

/** Undefined: nobody's phone is woken, the inbox has it. */
export function pushRuleFor(kind: string, isUrgent: boolean, isNews: boolean): PushRule | undefined {
  if (isUrgent || kind === ESCALATED) return URGENT;
  if (isNews) return NEWS;
  return AT_A_DESK.has(kind) ? undefined : WORK;
}

/** Tries to hand a push to its service; then the inbox alone has it. */
export const MOST_TRIES = 6;
export const PUSH_RETRY = { firstPauseMs: 10_000, longestPauseMs: 30 * MINUTE, growth: 4 } as const;
/** A person has a phone or two, and a tablet; old browsers that nobody signed out of make place. */
export const MOST_DEVICES = 8;
