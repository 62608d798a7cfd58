// Everything `decide` needs to know of one case, and nothing a screen alone wants. `case` is a reserved word,
// so the type is CaseFile, the table `case_file`, the variable `file` (docs/decisions/0002-case-file.md).
// It never holds a reporter's name or number: those are sealed apart in `case_reporter`.
//
// holder  the unit (and person) that must act now       centre  the command centre in charge
// unit    the responsible unit, once dispatched         clock   the running stage limit; total: the whole's
// kept    a unit's paused handling clock for its return pause   the recorded pause, when no clock runs
// asks    questions that wait for an answer             pushes  instructions that want an answer
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Point } from '../../../kernel/geo.ts';
import type { Clock } from '../../calendar/core/clock.ts';
import type { Limit } from '../../calendar/core/limit.ts';
import type { StageLimits } from '../../catalogue/core/stage-limits.ts';
import type { Condition } from '../../components/core/condition.ts';
import type { PartyName } from './parties.ts';
import type { Severity } from './severity.ts';
import type { Appeal } from './appeal.ts';
import type { Response } from './response.ts';
import type { AcceptedFrom } from './way-back.ts';

export type AskKind =
  | 'check' | 'extend' | 'suspend' | 'consult' | 'force_close' | 'hand_over' | 'appeal' | 'appeal_second';
export type PauseKind = 'check' | 'suspended';
export type PushKind = 'urge' | 'supervise' | 'summon' | 'circulate';
export type CounterName =
  | 'returns' | 'reworks' | 'extensions' | 'suspensions' | 'reopens' | 'reporterReopens'
  | 'objections' | 'joins' | 'mergedIn' | 'transfers' | 'escalations' | 'checks';

export const COUNTERS: readonly CounterName[] = [
  'returns', 'reworks', 'extensions', 'suspensions', 'reopens', 'reporterReopens',
  'objections', 'joins', 'mergedIn', 'transfers', 'escalations', 'checks',
];

export interface Holder {
  readonly unitId: Id;
  readonly personId: Id | null;
}

export interface Place {
  readonly point: Point | null;
  readonly areaPath: string;
  readonly gridCode: string;
  readonly address: string | null;
  readonly areaVersionId: Id | null;
}

export interface Pause {
  readonly kind: PauseKind;
  readonly since: Instant;
  /** When it ends by itself, for a suspension. */
  readonly reviewAt: Instant | null;
}

export interface Ask {
  readonly kind: AskKind;
  /** The step that asked. */
  readonly seq: number;
  readonly at: Instant;
  readonly byPersonId: Id | null;
  readonly byUnitId: Id | null;
  readonly toPersonId: Id | null;
  readonly toUnitId: Id | null;
  readonly answerBy: Instant | null;
  readonly reviewAt: Instant | null;
  readonly extra: Limit | null;
  readonly words: string;
}

export interface Push {
  readonly seq: number;
  readonly kind: PushKind;
  readonly at: Instant;
  /** The area of the post that pushed: the shorter the path, the higher the level. */
  readonly byAreaPath: string;
  readonly toUnitId: Id | null;
  readonly answerBy: Instant | null;
  readonly answeredSeq: number | null;
  readonly liftedSeq: number | null;
  readonly isAutomatic: boolean;
}

export interface Rating {
  readonly by: PartyName;
  readonly byUnitId: Id | null;
  readonly score: number;
  readonly isSatisfied: boolean;
  readonly seq: number;
}

/** One unit's share of a matter that several must settle, as its main case knows it. */
export interface Part {
  readonly caseId: Id;
  readonly number: string;
  /** Once it has ended: the unit that had it at the end. */
  readonly unitId: Id;
  readonly itemCode: string | null;
  readonly words: string;
  readonly end: PartEnd | null;
  /** Of a round before the main case was reopened. */
  readonly isPast?: boolean;
}

export interface PartEnd {
  readonly seq: number;
  readonly at: Instant;
  readonly state: string;
  readonly closingCode: string | null;
  readonly result: string | null;
  readonly photoIds: readonly Id[];
}

/** What a co-unit did, in its own words; its latest counts. */
export interface CoResult {
  readonly unitId: Id;
  readonly seq: number;
  readonly at: Instant;
  readonly result: string;
  readonly photoIds: readonly Id[];
}

/** A case as it stood before it ended or was split: what undoing that brings back. Forgotten when it settles.
 *  */
export interface Remembered {
  readonly action: string;
  readonly state: string;
  readonly holder: Holder | null;
  readonly clock: Clock | null;
  readonly total: Clock | null;
  readonly kept: Readonly<Record<Id, Clock>>;
  readonly pause: Pause | null;
  readonly nextRung: number;
  readonly asks: readonly Ask[];
  readonly acceptedFrom?: AcceptedFrom;
  /** Of a split, which ends nothing: when, and what it found. */
  readonly split?: {
    readonly at: Instant; readonly dispatchedAt: Instant | null; readonly partIds: readonly Id[];
  };
}

/** What the responsibility rules gave, kept as it was on the day. */
export interface Rule {
  readonly catalogueId: Id | null;
  readonly itemName: string;
  readonly itemNameEn: string;
  readonly unitId: Id | null;
  readonly coUnitIds: readonly Id[];
  readonly verification: 'inspector' | 'reporter' | 'centre';
  readonly photoRule: { readonly report: number; readonly feedBack: number };
  readonly solvedOnSpot: 'closed' | 'answered';
  readonly legalBasis: string;
  /** How often its time may be extended; left out, as often as the flow allows. */
  readonly extensions?: number;
  readonly limits: StageLimits;
  readonly isCertain: boolean;
  /** What the matter says of its thing, once it is accepted; left out: nothing. */
  readonly thingCondition?: Condition;
  readonly why: readonly { readonly zh: string; readonly en: string }[];
}

export interface CaseFile {
  readonly id: Id;
  readonly districtId: string;
  readonly number: string;
  readonly publicCode: string;
  readonly flow: string;
  readonly state: string;
  readonly channel: string;
  readonly description: string;
  readonly itemCode: string | null;
  readonly componentId: Id | null;
  /** As reported by somebody with a post; the public's word is kept in the step alone. */
  readonly severity: Severity;
  readonly place: Place;
  readonly rule: Rule | null;
  readonly centreUnitId: Id;
  readonly unitId: Id | null;
  readonly coUnitIds: readonly Id[];
  readonly holder: Holder | null;
  /** Everyone who has claimed or fed back: none of them may verify. */
  readonly handlerPersonIds: readonly Id[];
  /** The unit of the last handler: where a rework of a matter solved on the spot goes. */
  readonly handlerUnitId: Id | null;
  readonly reporterPersonId: Id | null;
  /** Whoever reported left a number, and did not say that they want no contact. */
  readonly isReporterReachable?: true;
  readonly response?: Response;
  readonly clock: Clock | null;
  readonly total: Clock | null;
  readonly kept: Readonly<Record<Id, Clock>>;
  readonly pause: Pause | null;
  /** The next rung of the ladder for the clock that runs now. */
  readonly nextRung: number;
  /** The centre's clock of dispatching as it stood when the case was sent, until that is claimed: undoing the
   *  dispatch goes on with it. */
  readonly sentFrom?: Pick<CaseFile, 'clock' | 'nextRung'>;
  /** What a person's acceptance changed, as long: undoing that brings it back. */
  readonly acceptedFrom?: AcceptedFrom;
  readonly isOnLeadersList: boolean;
  readonly asks: readonly Ask[];
  readonly pushes: readonly Push[];
  readonly ratings: readonly Rating[];
  readonly counts: Readonly<Record<CounterName, number>>;
  readonly mergedIntoId: Id | null;
  /** Left out where there are none, as in nearly every case: files are stored and kept on phones. */
  readonly parts?: readonly Part[];
  /** The case of which this one is a part. */
  readonly mainCaseId?: Id;
  readonly coResults?: readonly CoResult[];
  /** Units that had it in hand past their limit, in this round. */
  readonly lateUnitIds?: readonly Id[];
  readonly appeal?: Appeal;
  /** Who returned it, in order. */
  readonly returnedUnitIds?: readonly Id[];
  readonly remembered?: Remembered;
  readonly dispatchedAt: Instant | null;
  readonly handledAt: Instant | null;
  readonly endedAt: Instant | null;
  /** The whole case's deadline: the day by which a period counts it. Kept when the case ends. */
  readonly deadlineAt: Instant | null;
  readonly closingCode: string | null;
  readonly isSolvedOnSpot: boolean;
  readonly isForceClosed: boolean;
  /** The windows of the reporter are over: nothing more can come of it but a reopening by the centre. */
  readonly isSettled: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly lastSeq: number;
}

export const noCounts = (): Record<CounterName, number> =>
  Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Record<CounterName, number>;

export const openPartsOf = ({ parts }: CaseFile): readonly Part[] =>
  (parts ?? []).filter((part) => part.end === null);

/** The parts that the last split has made, while it can be taken back. */
export function partsOfSplit(
  { parts = [], remembered }: Pick<CaseFile, 'parts' | 'remembered'>,
): readonly Part[] {
  const split = remembered?.split;
  return split ? parts.filter(({ caseId }) => !split.partIds.includes(caseId)) : [];
}

export const askOf = (file: Pick<CaseFile, 'asks'>, kind: AskKind): Ask | undefined =>
  file.asks.find((ask) => ask.kind === kind);
