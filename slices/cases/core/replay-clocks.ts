// A past case's clocks, run again over its own steps under other limits or another calendar: when each step
// was taken stays as it was, only what time it was measured by is other. The clocks are the engine's own
// (`turnClock`); under the limits and the calendar that the case had, every stage ends exactly as its
// history says.
import type { Id } from '../../../kernel/id.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { isOverdue, startClock } from '../../calendar/core/clock.ts';
import type { Limit } from '../../calendar/core/limit.ts';
import type { StageLimits } from '../../catalogue/core/stage-limits.ts';
import type { Ask, CaseFile, Rule } from './case-file.ts';
import { endedClock, turnClock } from './clock-effects.ts';
import type { EffectName } from './effects.ts';
import { type Edge, edgeOf, type Flow } from './flow.ts';
import type { Context, Moment } from './moment.ts';
import type { Step } from './step.ts';

export interface PastStep {
  readonly seq: number;
  readonly action: string;
  readonly toState: string;
  readonly at: Instant;
  readonly holderUnitId: Id | null;
  readonly isByPerson: boolean;
  /** Of what the step carried: the time that was asked for, and whether it was granted. */
  readonly extra?: Limit | undefined;
  readonly isYes?: boolean | undefined;
  /** Until when a suspension was asked for. */
  readonly reviewAt?: Instant | undefined;
  /** Item or place were said anew: the rule of `limitsAt` is taken from here on. */
  readonly takesRule?: boolean | undefined;
}

export interface StageEnded {
  readonly seq: number;
  readonly stage: string;
  readonly dueAt: Instant | null;
  readonly usedMs: number;
  readonly isLate: boolean;
}

export interface ReplayedClocks {
  readonly stages: readonly StageEnded[];
  /** Of the whole case, as it stood last. */
  readonly deadlineAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Past the deadline at its end, or by now where it is open. */
  readonly isLate: boolean;
}

/** Why a case's clocks cannot be run again: an action beyond what the history tells, or the calendar's
 * refusal. */
export interface NotReplayed {
  readonly notReplayed: string;
}

export const isReplayed = (found: ReplayedClocks | NotReplayed): found is ReplayedClocks =>
  !('notReplayed' in found);

export interface Measure {
  readonly calendar: Calendar;
  /** The limits taken with the report (seq 1) and with each step that takes a rule; null: the flow's own. */
  limitsAt(seq: number): StageLimits | null;
}

/** What edges do with clocks beyond the clock's own effect; of these the history alone tells too little. */
const BEYOND: readonly EffectName[] = [
  'passDown',
  'takeOver',
  'split',
  'unsplit',
  'restore',
  'letGo',
  'endPart',
  'reopenPart',
  'unaccept',
];
const TURNS_UNIT: readonly EffectName[] = ['assignUnit', 'unassign', 'newRound', 'workAgain', 'takeRule'];

const hasOne = (edge: Edge, names: readonly EffectName[]): boolean =>
  edge.effects?.some((name) => names.includes(name)) === true;

/** Questions whose answer turns a clock. */
const isAsking = ({ asks }: Edge): boolean => asks === 'extend' || asks === 'suspend';

const isTold = (edge: Edge): boolean =>
  edge.clock !== 'keep' || isAsking(edge) || hasOne(edge, BEYOND) || hasOne(edge, TURNS_UNIT);

/** The actions without which the clocks of a case cannot be run again; all others may be left unread. */
export const actionsOfClocks = (flow: Flow): readonly string[] =>
  flow.edges.filter(isTold).map(({ action }) => action);

const limitsRule = (limits: StageLimits | null): Rule | null =>
  limits && {
    catalogueId: null,
    itemName: '',
    itemNameEn: '',
    unitId: null,
    coUnitIds: [],
    verification: 'centre',
    photoRule: { report: 0, feedBack: 0 },
    solvedOnSpot: 'closed',
    legalBasis: '',
    limits,
    isCertain: false,
    why: [],
  };

type Clocked = Pick<CaseFile,
  | 'state' | 'rule' | 'unitId' | 'kept' | 'clock' | 'total' | 'pause' | 'nextRung' | 'asks' | 'endedAt'
  | 'deadlineAt'>;

/** A case of which nothing is known but its clocks. The cast is the point: a whole file, copied at every
 * step of a million cases, would cost three times the clocks; the clock effects read no field but these. */
const blank = (limits: StageLimits | null): CaseFile => {
  const clocked: Clocked = {
    state: 'new', rule: limitsRule(limits), unitId: null, kept: {}, clock: null, total: null, pause: null,
    nextRung: 0, asks: [], endedAt: null, deadlineAt: null,
  };
  return clocked as CaseFile;
};

const askedIn = ({ seq, at, extra, reviewAt }: PastStep, kind: Ask['kind']): Ask => ({
  kind,
  seq,
  at,
  byPersonId: null,
  byUnitId: null,
  toPersonId: null,
  toUnitId: null,
  answerBy: null,
  reviewAt: reviewAt ?? null,
  extra: extra ?? null,
  words: '',
});

function unitAfter(edge: Edge, file: CaseFile, step: PastStep): Id | null {
  if (hasOne(edge, ['assignUnit'])) return step.holderUnitId;
  if (hasOne(edge, ['unassign', 'newRound'])) return null;
  return hasOne(edge, ['workAgain']) ? (file.unitId ?? step.holderUnitId) : file.unitId;
}

/** The whole case's clock runs by the rule from its beginning on. */
function takeLimits(file: CaseFile, limits: StageLimits | null, calendar: Calendar): CaseFile | Refusal {
  const ruled = { ...file, rule: limitsRule(limits) };
  if (!limits || !file.total) return ruled;
  const total = startClock(calendar, 'total', limits.total, file.total.startedAt);
  return isRefusal(total) ? total : { ...ruled, total, deadlineAt: total.dueAt };
}

function changed(before: CaseFile, edge: Edge, step: PastStep, measure: Measure): CaseFile | Refusal {
  let file: CaseFile = { ...before, state: step.toState, unitId: unitAfter(edge, before, step) };
  if (step.takesRule && hasOne(edge, ['takeRule'])) {
    const ruled = takeLimits(file, measure.limitsAt(step.seq), measure.calendar);
    if (isRefusal(ruled)) return ruled;
    file = ruled;
  }
  if (!edge.asks || !isAsking(edge)) return file;
  const others = file.asks.filter(({ kind }) => kind !== edge.asks);
  return { ...file, asks: [...others, askedIn(step, edge.asks)] };
}

function momentOf(flow: Flow, edge: Edge, step: PastStep, calendar: Calendar, before: CaseFile): Moment {
  // Nothing but clocks is turned, so that of the context only time, calendar and the kind of actor are read.
  const actor = step.isByPerson
    ? { kind: 'person' as const, personId: '', name: '', posts: [] }
    : { kind: 'system' as const, name: 'replay' };
  const context: Context = { actor, now: step.at, calendar, directory: NOWHERE };
  const standing = { party: 'system' as const, post: null, personId: null, unitId: null };
  return { flow, edge, body: {}, context, standing, before, seq: step.seq };
}

const NOWHERE: Context['directory'] = {
  unit: () => undefined,
  centreOf: () => undefined,
  centreAbove: () => undefined,
  centresBelow: () => [],
  unitsBelow: () => [],
};

interface Turned {
  readonly file: CaseFile;
  readonly ended: StageEnded | null;
}

function turn(flow: Flow, before: CaseFile, step: PastStep, measure: Measure): Turned | NotReplayed {
  const edge = edgeOf(flow, step.action);
  if (!edge || hasOne(edge, BEYOND)) return { notReplayed: step.action };
  if (edge.ifYes && step.isYes !== true) return { file: before, ended: null };
  const file = changed(before, edge, step, measure);
  if (isRefusal(file)) return { notReplayed: file.code };
  const moment = momentOf(flow, edge, step, measure.calendar, before);
  const after = turnClock(file, moment);
  if (isRefusal(after)) return { notReplayed: after.code };
  const ended = endedClock(before, after, moment);
  return { file: after, ended: ended && { ...ended, seq: step.seq, isLate: isLateAt(before, step.at) } };
}

const isLateAt = ({ clock }: CaseFile, at: Instant): boolean => clock !== null && isOverdue(clock, at);

/** `steps`: those of `actionsOfClocks`, from the report on, in order. `now`: until when an open case runs.
 * Refused where the calendar lacks a year, or where the history alone does not tell enough. */
export function replayClocks(
  flow: Flow,
  steps: readonly PastStep[],
  measure: Measure,
  now: Instant,
): ReplayedClocks | NotReplayed {
  let file = blank(measure.limitsAt(1));
  const stages: StageEnded[] = [];
  let whole: CaseFile['total'] = null;
  for (const step of steps) {
    whole = file.total ?? whole;
    const turned = turn(flow, file, step, measure);
    if ('notReplayed' in turned) return turned;
    whole = turned.file.total ?? whole;
    file = turned.file;
    if (turned.ended) stages.push(turned.ended);
  }
  const isLate = whole !== null && isOverdue(whole, file.endedAt ?? now);
  return { stages, deadlineAt: file.deadlineAt, endedAt: file.endedAt, isLate };
}

type Told = Pick<Step, 'seq' | 'action' | 'toState' | 'at' | 'body'>;

/** What a step of the history tells of the clocks. */
export function pastStepOf(flow: Flow, step: Told, holderUnitId: Id | null, isByPerson: boolean): PastStep {
  const { seq, action, toState, at, body } = step;
  const edge = edgeOf(flow, action);
  const isAnew = ['itemCode', 'point', 'areaPath'].some((name) => body[name] !== undefined);
  return {
    seq,
    action,
    toState,
    at,
    holderUnitId,
    isByPerson,
    ...(edge?.asks === 'extend' ? { extra: body.extra as Limit } : {}),
    ...(edge?.asks === 'suspend' ? { reviewAt: fromIso(String(body.reviewAt)) } : {}),
    ...(edge?.ifYes ? { isYes: body[edge.ifYes] === true } : {}),
    ...(edge && hasOne(edge, ['takeRule']) ? { takesRule: isAnew } : {}),
  };
}
