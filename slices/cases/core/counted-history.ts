// A case and its steps as whoever counts needs them: where, when, whose, and how each stage ended. No
// words, no address, no reporter.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Rating } from './case-file.ts';
import type { EndedClock } from './step.ts';

export interface HistoryStep {
  readonly seq: number;
  readonly action: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly at: Instant;
  readonly isBySystem: boolean;
  readonly personId: Id | null;
  readonly holderUnitId: Id | null;
  readonly ended: EndedClock | null;
  readonly reason: string | null;
  /** Of an answer: whether it was a yes. */
  readonly isGranted: boolean;
  /** Of a call-back that reached the reporter: whether they say that it is solved. */
  readonly saidSolved: boolean | null;
  /** Of a sending: by when the unit must have spoken with whoever reported, where they can be. */
  readonly respondBy: Instant | null;
  /** A contact with whoever reported that reached them. */
  readonly isReached: boolean;
  /** Of a report: whether the officers of the place were at work then; null: not known. */
  readonly isInShift: boolean | null;
  /** By which party it was done. */
  readonly as: string;
  /** Of a rating: the points of the unit’s result, and of its head where they were given. */
  readonly score: number | null;
  readonly headScore: number | null;
}

export interface CountedHistory {
  readonly id: Id;
  readonly districtId: string;
  readonly flow: string;
  readonly state: string;
  readonly channel: string;
  readonly areaPath: string;
  readonly itemCode: string | null;
  readonly unitId: Id | null;
  readonly mainCaseId: Id | null;
  readonly holderUnitId: Id | null;
  readonly holderPersonId: Id | null;
  readonly isSolvedOnSpot: boolean;
  readonly isForceClosed: boolean;
  readonly isSuspended: boolean;
  /** The stage whose clock runs now, and until when; null where none runs. */
  readonly stage: string | null;
  readonly dueAt: Instant | null;
  readonly deadlineAt: Instant | null;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
  readonly lastSeq: number;
  readonly ratings: readonly Rating[];
  readonly steps: readonly HistoryStep[];
}
