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
import { type Edge, edgeOf, type Flow } from './flow.ts';
import type { Context, Moment } from './moment.ts';
import { rememberedOf } from './part-effects.ts';
import { type ReplayedEffect, replayedEffects, takesOver, takesRule } from './replay-effects.ts';
import type { Step } from './step.ts';

export interface PastStep {
  readonly seq: number;
  readonly action: string;
  readonly toState: string;
  readonly at: Instant;
  /** Who holds the case from here on, where a unit is sent; whoever takes over, where one is closed. */
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

/** Why a case's clocks cannot be run again: an action that its flow has no more, or what the calendar
 *  refuses. */
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

/** What the edges of a flow do here, looked up once and not for each step of a million cases. */
interface Turn {
  readonly edge: Edge;
  readonly takesRule: boolean;
  readonly effects: readonly ReplayedEffect[];
}

/** Questions whose answer turns a clock. */
export const isAsking = ({ asks }: Edge): boolean => asks === 'extend' || asks === 'suspend';

const isTold = (edge: Edge): boolean =>
  edge.clock !== 'keep' || isAsking(edge) || takesRule(edge) || replayedEffects(edge).length > 0;

const turns = new WeakMap<Edge, Turn>();
function turnFor(flow: Flow, action: string): Turn | undefined {
  const edge = edgeOf(flow, action);
  if (!edge) return undefined;
  const known = turns.get(edge);
  if (known) return known;
  const made = { edge, takesRule: takesRule(edge), effects: replayedEffects(edge) };
  turns.set(edge, made);
  return made;
}

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
  | 'id' | 'state' | 'rule' | 'unitId' | 'kept' | 'clock' | 'total' | 'pause' | 'nextRung' | 'asks'
  | 'endedAt' | 'deadlineAt' | 'handlerUnitId'>;

/** A case of which nothing is known but its clocks. The cast is the point: a whole file, copied at every
 * step of a million cases, would cost three times the clocks; the clock effects read no field but these, and
 * those of ends that are taken back what these have left. */
const blank = (limits: StageLimits | null): CaseFile => {
  const clocked: Clocked = {
    id: 'past', state: 'new', rule: limitsRule(limits), unitId: null, kept: {}, clock: null, total: null,
    pause: null, nextRung: 0, asks: [], endedAt: null, deadlineAt: null, handlerUnitId: null,
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

/** The whole case's clock runs by the rule from its beginning on. */
function takeLimits(file: CaseFile, limits: StageLimits | null, calendar: Calendar): CaseFile | Refusal {
  const ruled = { ...file, rule: limitsRule(limits) };
  if (!limits || !file.total) return ruled;
  const total = startClock(calendar, 'total', limits.total, file.total.startedAt);
  return isRefusal(total) ? total : { ...ruled, total, deadlineAt: total.dueAt };
}

function asksAfter({ asks }: CaseFile, edge: Edge, step: PastStep): readonly Ask[] {
  if (!edge.asks || !isAsking(edge)) return asks;
  return [...asks.filter(({ kind }) => kind !== edge.asks), askedIn(step, edge.asks)];
}

function changed(before: CaseFile, turn: Turn, step: PastStep, measure: Measure, moment: Moment) {
  let file: CaseFile = { ...before, state: step.toState, asks: asksAfter(before, turn.edge, step) };
  for (const effect of turn.effects) file = effect(file, step, moment);
  if (!step.takesRule || !turn.takesRule) return file;
  return takeLimits(file, measure.limitsAt(step.seq), measure.calendar);
}

const PERSON: Context['actor'] = { kind: 'person', personId: '', name: '', posts: [] };
const SYSTEM: Context['actor'] = { kind: 'system', name: 'replay' };
const STANDING: Moment['standing'] = { party: 'system', post: null, personId: null, unitId: null };
const SAID_NOTHING = {};

function momentOf(flow: Flow, edge: Edge, step: PastStep, calendar: Calendar, before: CaseFile): Moment {
  // Nothing but clocks is turned, so that of the context only time, calendar and the kind of actor are read.
  const actor = step.isByPerson ? PERSON : SYSTEM;
  const context: Context = { actor, now: step.at, calendar, directory: NOWHERE };
  return { flow, edge, body: SAID_NOTHING, context, standing: STANDING, before, seq: step.seq };
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
  const turned = turnFor(flow, step.action);
  if (!turned) return { notReplayed: step.action };
  const { edge } = turned;
  if (edge.ifYes && step.isYes !== true) return { file: before, ended: null };
  const moment = momentOf(flow, edge, step, measure.calendar, before);
  const file = changed(before, turned, step, measure, moment);
  if (isRefusal(file)) return { notReplayed: file.code };
  const after = turnClock(file, moment);
  if (isRefusal(after)) return { notReplayed: after.code };
  const ended = endedClock(before, after, moment);
  return {
    file: edge.isUndoable ? { ...after, remembered: rememberedOf(before, edge, step.at) } : after,
    ended: ended && { ...ended, seq: step.seq, isLate: isLateAt(before, step.at) },
  };
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

/** What a correction says anew. */
export const SAID_ANEW: readonly string[] = ['itemCode', 'point', 'areaPath'];

/** What a step of the history tells of the clocks. */
export function pastStepOf(flow: Flow, step: Told, holderUnitId: Id | null, isByPerson: boolean): PastStep {
  const { seq, action, toState, at, body } = step;
  const edge = edgeOf(flow, action);
  const isTakenOver = edge !== undefined && takesOver(edge);
  return {
    seq,
    action,
    toState,
    at,
    holderUnitId: isTakenOver ? String(body.unitId) : holderUnitId,
    isByPerson,
    ...(edge?.asks === 'extend' ? { extra: body.extra as Limit } : {}),
    ...(edge?.asks === 'suspend' ? { reviewAt: fromIso(String(body.reviewAt)) } : {}),
    ...(edge?.ifYes ? { isYes: body[edge.ifYes] === true } : {}),
    ...(edge && takesRule(edge)
      ? { takesRule: SAID_ANEW.some((name) => body[name] !== undefined) } : {}),
  };
}
