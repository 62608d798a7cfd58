// Which notices want a person's "I have it", within how many minutes, and what ends the waiting; as data,
// each row with where its figure comes from. Whoever must start at once is asked; whoever only learns of a
// result is not. The figures are a first setting that a city changes.
import type { Severity } from '../../cases/core/severity.ts';
import type { PushKind } from '../../cases/core/case-file.ts';
import type { Audience } from './rules.ts';

/** What the case must still show for the notice to wait. `state`: the state and the holder of then · `push`:
 *  besides, the push is open · `ask`: besides, the question is open */
export type WaitsFor = 'state' | 'push' | 'ask';

export interface AckRule {
  readonly events: readonly string[];
  /** Only for this kind of push. */
  readonly pushKind?: PushKind;
  /** Only for a matter marked like this. */
  readonly severity?: Severity;
  readonly withinMinutes: number;
  readonly waitsFor: WaitsFor;
  readonly source: string;
}

/** The steps after which somebody has to set out. */
const STARTS: readonly string[] = [
  'case.reported',
  'case.check_asked',
  'case.dispatched',
  'case.transferred',
  'case.passed_down',
  'case.returned',
  'case.escalated',
  'case.delegated',
  'case.reopened',
];

/** The first row that fits counts. */
export const ACK_RULES: readonly AckRule[] = [
  {
    events: ['case.pushed'],
    pushKind: 'summon',
    withinMinutes: 10,
    waitsFor: 'push',
    source: 'The last rung of the ladder: a third of the first one’s time.',
  },
  {
    events: ['case.pushed'],
    pushKind: 'supervise',
    withinMinutes: 15,
    waitsFor: 'push',
    source: 'The second rung of the ladder: half of the first one’s time.',
  },
  {
    events: ['case.pushed'],
    withinMinutes: 30,
    waitsFor: 'push',
    source: 'The first rung of the ladder comes when a fifth of the limit is left: half an hour of that.',
  },
  {
    events: ['case.hand_over_asked'],
    withinMinutes: 15,
    waitsFor: 'ask',
    source: 'A shift ends: whoever hands over has to know before going home.',
  },
  {
    events: ['case.sent_back'],
    withinMinutes: 30,
    waitsFor: 'state',
    source: 'A rework is due within the item’s shortest limit; half an hour is the finest step of the lists.',
  },
  {
    events: STARTS,
    severity: 'critical',
    withinMinutes: 5,
    waitsFor: 'state',
    source: 'Tongliang: a warning that reaches someone in minutes saves what an hour later is lost.',
  },
  {
    events: STARTS,
    severity: 'urgent',
    withinMinutes: 10,
    waitsFor: 'state',
    source: 'An urgent matter must be claimed within a quarter of an hour (URGENT_LIMITS): seen before that.',
  },
];

/** What is known of the step that a notice tells of. */
export interface StepFacts {
  readonly event: string;
  readonly pushKind?: PushKind | undefined;
  readonly severity?: string | undefined;
}

/** Those who must act, not those who are told how it went. */
const ACTING: readonly Audience[] = ['holder', 'asked', 'asked_person', 'pushed'];

export const ackRuleFor = (to: Audience, step: StepFacts): AckRule | undefined =>
  ACTING.includes(to)
    ? ACK_RULES.find(
        (rule) =>
          rule.events.includes(step.event) &&
          (rule.pushKind === undefined || rule.pushKind === step.pushKind) &&
          (rule.severity === undefined || rule.severity === step.severity),
      )
    : undefined;

/** What ends the waiting for a kind of notice; the same for every row of one event. */
export const waitsForOf = (event: string): WaitsFor =>
  ACK_RULES.find((rule) => rule.events.includes(event))?.waitsFor ?? 'state';
