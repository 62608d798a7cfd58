// What a flow is, as data: states, edges, ladder, windows. A new flow is one file of these words in flows/;
// decide.ts is their only interpreter. Nothing here may know an action of a certain flow by name.
//
// State  what has last been done to a case, who is awaited, and whose stage clock runs meanwhile
// Edge   one action: from → to, who, what it must carry, what it does to clock, holder and counters
// Field  one thing an action carries; the API's schema, the buttons' forms and the checks come from it
// Rung   one step of the ladder of pushes that climbs by itself as a clock runs out
import type { Limit } from '../../calendar/core/limit.ts';
import type { StageLimits } from '../../catalogue/core/stage-limits.ts';
import type { AskKind, CounterName, PauseKind, PushKind } from './case-file.ts';
import type { EffectName } from './effects.ts';
import type { GuardName } from './guards.ts';
import type { PartyName } from './parties.ts';
import type { Severity } from './severity.ts';
import type { WarningName } from './warnings.ts';

export type StageName = 'accept' | 'dispatch' | 'claim' | 'handle' | 'verify' | 'close';

export interface StateSpec {
  readonly zh: string;
  readonly en: string;
  readonly isOpen: boolean;
  readonly awaits: 'centre' | 'unit' | 'reporter' | null;
  /** The stage whose clock runs in this state; null where nothing runs. */
  readonly stage: StageName | null;
  /** Whether a case in this state says of its thing what is wrong with it: somebody vouches for it, or its
   *  end tells. Left out: it says nothing. */
  readonly speaksOfThing?: 'as_found' | 'as_ended';
}

export type FieldType =
  | 'text' | 'code' | 'boolean' | 'score' | 'count' | 'instant' | 'limit'
  | 'id' | 'ids' | 'point' | 'reporter' | 'parts';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly zh: string;
  readonly en: string;
  readonly isRequired: boolean;
  /** For `code`: the list to choose from. Without it any short code is taken. */
  readonly options?: readonly string[];
  /** For `code`: which of the options are whose, by the party that acts. Nothing said means the first. */
  readonly optionsBy?: Readonly<Partial<Record<PartyName, readonly string[]>>>;
  /** Asked of these parties alone. */
  readonly askedOf?: readonly PartyName[];
  /** Wanted where an earlier field says this, and nowhere else. */
  readonly onlyIf?: { readonly field: string; readonly is: string | boolean };
  /** For `ids`: how many at least. */
  readonly minimum?: number;
  /** Shown to whoever tracks the case by its public code. */
  readonly isPublic?: boolean;
  /** Never written into the history: it is sealed and kept apart. */
  readonly isPersonal?: boolean;
}

/** keep: nothing · next: the stage clock of the new state starts (a unit's own remainder goes on) ·
 *  onward: as next, but the clock of a stage that runs already goes on ·
 *  back: the clock of the stage that was left goes on as if it had never been left ·
 *  rework: as next, with the item's rework limit · pause, resume, extend · end: no clock runs any more */
export type ClockEffect =
  | 'keep' | 'next' | 'onward' | 'back' | 'rework' | 'pause' | 'resume' | 'extend' | 'end';
/** Who must act next. asked: the person asked, inside the unit that holds · taker: the unit stays, the person
 *  who acts is its new one. */
export type HolderEffect =
  | 'keep' | 'centre' | 'unit' | 'claimer' | 'handler' | 'asked' | 'taker' | 'awaited' | 'none';

export interface Edge {
  readonly action: string;
  readonly zh: string;
  readonly en: string;
  /** The event's name in the past tense, e.g. `case.dispatched`. */
  readonly event: string;
  readonly from: readonly string[] | 'start' | 'open' | 'any';
  /** `same` keeps the state, `before` brings the one before the end back; a state name enters it. */
  readonly to: string;
  readonly who: readonly PartyName[];
  readonly carries: readonly Field[];
  readonly clock: ClockEffect;
  readonly holder: HolderEffect;
  readonly counts?: CounterName;
  readonly asks?: AskKind;
  readonly answers?: AskKind;
  /** The answer must come from another person than the question. */
  readonly isByAnother?: boolean;
  /** The boolean field that must be true for anything but the record of the answer to happen. */
  readonly ifYes?: string;
  readonly pause?: PauseKind;
  /** Which of the item's photo rules applies to `photoIds`. */
  readonly photoRule?: 'report' | 'feedBack';
  /** From this state another action comes first, as a step of its own. */
  readonly after?: { readonly state: string; readonly action: string };
  /** What is said beside the button; it stops nobody. */
  readonly warns?: readonly WarningName[];
  /** The case as it stood is remembered, so that this end can be undone. */
  readonly isUndoable?: boolean;
  /** What this is the undoing of. */
  readonly undoes?: string;
  /** The stage that it leaves should not have been entered: its time is nobody's. */
  readonly forgetsStage?: true;
  /** The case ends as one that should not have been made: nobody had a part in it. */
  readonly unmakes?: true;
  readonly guards?: readonly GuardName[];
  readonly effects?: readonly EffectName[];
  readonly visibility: 'public' | 'internal';
  /** The boolean field that shows this one step to the reporter all the same. */
  readonly publicIf?: string;
  /** Naming another unit than the rule's, or after a return, is a ruling: it is kept as a precedent. */
  readonly isRuling?: boolean;
  /** Its reply opens personal fields: it has a door of its own, and no receipt that would keep them. */
  readonly opensPersonal?: boolean;
  /** Notes whether the officers of the place were at work then. */
  readonly notesShift?: true;
  /** Only the machinery itself does this; no button, no route. */
  readonly isAutomatic?: boolean;
  /** It has a door of its own beside the case: no button, no route of the general kind. */
  readonly hasOwnDoor?: true;
  /** Done by one of these parties it is shown to the person who did it and to nobody else: see sealed.ts. */
  readonly sealsFor?: readonly PartyName[];
  /** Whoever read the case before this step may act on it still: nothing they decide upon has changed. */
  readonly overtakesNobody?: true;
  readonly reason: string;
}

export interface Rung {
  /** Share of the limit used: 0.8 is where orange begins, 1.25 is a quarter past the limit. */
  readonly atShare: number;
  readonly push: PushKind;
  readonly answerWithin: Limit;
  readonly isOnLeadersList: boolean;
}

export interface ChannelSpec {
  readonly zh: string;
  readonly en: string;
  /** Whether a certain report may go straight to the unit, before a dispatcher has looked. */
  readonly isStraightThrough: boolean;
  readonly needsPhoto: boolean;
  /** Whether someone without a post may use it. */
  readonly isPublic: boolean;
  /** What comes by it somebody saw who is not an officer of the grid: in their shift they had missed it. */
  readonly tellsOfMissed?: true;
}

export interface Flow {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly states: Readonly<Record<string, StateSpec>>;
  readonly edges: readonly Edge[];
  /** Actions applied by the system after a certain report, in this order. */
  readonly straightThrough: readonly string[];
  readonly channels: Readonly<Record<string, ChannelSpec>>;
  readonly ladder: readonly Rung[];
  /** A push that a count brings, whatever the clock says. */
  readonly countRungs:
    readonly { readonly counter: CounterName; readonly at: number; readonly push: PushKind }[];
  /** What the main case does by itself once all its parts have ended: `gather` where any of them was
   *  settled, `none` where each was refused. */
  readonly whenPartsEnd?: { readonly gather: string; readonly none: string };
  readonly pushAnswerWithin: Limit;
  readonly defaultLimits: StageLimits;
  /** Within what time a unit that is sent speaks with whoever reported; `normal`: where the item says
   *  nothing. */
  readonly respondWithin: Readonly<Record<Severity, Limit>>;
  /** Which centre takes in a report whose item is not known yet. */
  readonly intakeLevel: 'district' | 'street' | 'community';
  readonly windows: {
    readonly undoMs: number; readonly reopenMs: number; readonly objectMs: number; readonly appealMs: number;
    /** How long before the window of ratings ends whoever may still rate is reminded. */
    readonly remindMs: number;
  };
  readonly limits: {
    readonly returns: number; readonly extensions: number; readonly suspensions:
      number; readonly suspensionMs: number; readonly parts: number;
  };
}

/** A flow is data that never changes, and is asked for its edges a million times in a what-if. */
const edgesOf = new WeakMap<Flow, ReadonlyMap<string, Edge>>();

export function edgeOf(flow: Flow, action: string): Edge | undefined {
  const known = edgesOf.get(flow);
  if (known) return known.get(action);
  // Of two of one action the first counts.
  const edges = new Map([...flow.edges].reverse().map((edge) => [edge.action, edge]));
  edgesOf.set(flow, edges);
  return edges.get(action);
}

/** Whether the edge leaves from this state; undefined means that there is no case yet. */
export function leavesFrom(flow: Flow, edge: Edge, state: string | undefined): boolean {
  if (state === undefined || edge.from === 'start') return state === undefined && edge.from === 'start';
  if (edge.from === 'any') return true;
  if (edge.from === 'open') return flow.states[state]?.isOpen === true;
  return edge.from.includes(state);
}

export const isOpenState = (flow: Flow, state: string): boolean => flow.states[state]?.isOpen === true;
