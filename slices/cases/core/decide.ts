// The only interpreter of flows: (flow, case or nothing, command, context) → what the case becomes, the
// steps, the timers, the events — or a refusal. Pure; it knows no action by name. One order for every action:
// edge → state → party → fields → guards → counters → effects → holder → clock → step.
import { assert } from '../../../kernel/assert.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { endedClock, turnClock } from './clock-effects.ts';
import { type AppealState, appealStateOf } from './appeal.ts';
import { type Ask, askOf, type CaseFile, openPartsOf } from './case-file.ts';
import { EFFECTS, HOLDERS } from './effects.ts';
import { readFields, recordedFields, withOwnOptions } from './fields.ts';
import { type Edge, edgeOf, type Flow, isOpenState, leavesFrom } from './flow.ts';
import type { Severity } from './severity.ts';
import { GUARDS } from './guards.ts';
import { shiftNoted } from './in-shift.ts';
import { type Command, type Context, type Directory, instantIn, isYesIn, type Moment, type Standing,
  textIn } from './moment.ts';
import { openCase } from './open-case.ts';
import { gatheredResult, rememberedOf } from './part-effects.ts';
import { standingOn } from './parties.ts';
import { respondByIn, turnResponse } from './response.ts';
import { type Ruling, rulingOf } from './rulings.ts';
import { isSealed } from './sealed.ts';
import type { Step } from './step.ts';
import { limitsOf } from './clock-effects.ts';
import { startClock } from '../../calendar/core/clock.ts';
import type { Limit } from '../../calendar/core/limit.ts';
import { timerChanges, type TimerChange } from './timers.ts';

export interface CaseEvent {
  readonly kind: string;
  readonly caseId: string;
  readonly districtId: string;
  readonly data: {
    readonly seq: number;
    readonly action: string;
    readonly fromState: string | null;
    readonly toState: string;
    readonly holderUnitId: string | null;
    readonly holderPersonId: string | null;
    readonly unitId: string | null;
    readonly centreUnitId: string;
    /** Whose word this step asks for. */
    readonly askedUnitId: string | null;
    /** The person whose word this step asks for, or no longer waits for. */
    readonly askedPersonId: string | null;
    /** The person whose question this step answers. */
    readonly askerPersonId: string | null;
    readonly areaPath: string;
    readonly number: string;
    /** What the matter is; null until an item is known. */
    readonly itemName: string | null;
    readonly itemNameEn: string | null;
    /** Steps that followed by themselves have left this state again: nobody has to act in it. */
    readonly isPassing: boolean;
    /** Not `normal`: whoever hears of it is told that it is urgent. */
    readonly severity: Severity;
    /** Where an overdue appeal was made: how it stands after this step. */
    readonly appeal?: AppealState;
    /** Sealed: no screen is told that it happened. */
    readonly isQuiet?: true;
  };
}

export interface Decision {
  readonly file: CaseFile;
  readonly steps: readonly Step[];
  readonly timers: readonly TimerChange[];
  readonly events: readonly CaseEvent[];
  readonly rulings: readonly Ruling[];
}

interface Made {
  readonly file: CaseFile;
  readonly step: Step;
  readonly event: CaseEvent;
  readonly ruling: Ruling | null;
}

function checkAsks(edge: Edge, file: CaseFile, standing: Standing): Refusal | undefined {
  if (edge.asks && askOf(file, edge.asks)) return refuse('cases.asked_already', { kind: edge.asks });
  if (!edge.answers) return undefined;
  const ask = askOf(file, edge.answers);
  if (!ask) return refuse('cases.nothing_asked', { kind: edge.answers });
  const isSame = ask.byPersonId !== null && ask.byPersonId === standing.personId;
  return edge.isByAnother && isSame ? refuse('cases.second_person', { kind: edge.answers }) : undefined;
}

/** The conditions known before a body is: buttons ask this, and `decide` asks it again. */
export function mayBegin(
  flow: Flow, edge: Edge, file: CaseFile, context: Context,
): { standing: Standing } | Refusal {
  const standing = standingOn(file, context.actor, edge.who, context.directory);
  if (!standing) return refuse('cases.not_allowed', { action: edge.action });
  const asked = checkAsks(edge, file, standing);
  if (asked) return asked;
  const moment: Moment = { flow, edge, body: {}, context, standing, before: file, seq: file.lastSeq + 1 };
  for (const name of edge.guards ?? []) {
    const guard = GUARDS[name];
    const no = guard.needsBody ? undefined : guard.check(file, moment);
    if (no) return no;
  }
  return { standing };
}

const EXTRA_LIMIT = (value: unknown): Limit | null => (value ? (value as Limit) : null);

/** A question is kept in the case until it is answered or the case has moved on. */
function noteAsk(file: CaseFile, moment: Moment): CaseFile | Refusal {
  const { edge, context, standing, seq } = moment;
  if (!edge.asks) return file;
  let answerBy: number | null = null;
  if (edge.asks === 'check') {
    const clock = startClock(context.calendar, 'check', limitsOf(moment.flow, file).check, context.now);
    if (isRefusal(clock)) return clock;
    answerBy = clock.dueAt;
  }
  const ask: Ask = {
    kind: edge.asks, seq, at: context.now, byPersonId: standing.personId, byUnitId: standing.unitId,
    toPersonId: textIn(moment, 'personId'), toUnitId: textIn(moment, 'unitId'), answerBy,
    reviewAt: instantIn(moment, 'reviewAt'), extra: EXTRA_LIMIT(moment.body.extra),
    words: textIn(moment, 'reason') ?? textIn(moment, 'question') ?? textIn(moment, 'words') ?? '',
  };
  return { ...file, asks: [...file.asks, ask] };
}

/** Questions about an end wait beyond it. */
const AFTER_THE_END: readonly Ask['kind'][] = ['appeal', 'appeal_second'];

/** Questions about a stage end with it; any question ends with the case. */
function dropAsks(flow: Flow, before: CaseFile, after: CaseFile, answered: string | undefined): CaseFile {
  if (after.asks.length === 0 || before.remembered !== after.remembered) return after;
  const outlive = ['consult', 'force_close'];
  const isAlive = ({ kind }: Ask): boolean =>
    isOpenState(flow, after.state) || AFTER_THE_END.includes(kind);
  const asks = after.asks.filter((ask) => ask.kind !== answered && isAlive(ask)
    && (after.state === before.state || outlive.includes(ask.kind)));
  return { ...after, asks };
}

function count(file: CaseFile, edge: Edge): CaseFile {
  if (!edge.counts) return file;
  return { ...file, counts: { ...file.counts, [edge.counts]: file.counts[edge.counts] + 1 } };
}

/** Everything the edge does, in one fixed order. An answer of no changes nothing but the record. */
function change(before: CaseFile, moment: Moment): CaseFile | Refusal {
  const { edge } = moment;
  if (edge.ifYes && !isYesIn(moment, edge.ifYes)) return before;
  const isKept = edge.to === 'same' || edge.to === 'before';
  const entered = isKept ? before : { ...before, state: edge.to };
  let file: CaseFile | Refusal = noteAsk(count(entered, edge), moment);
  for (const name of edge.effects ?? []) {
    if (isRefusal(file)) return file;
    file = EFFECTS[name](file, moment);
  }
  if (isRefusal(file)) return file;
  const isOpen = isOpenState(moment.flow, file.state);
  const held: CaseFile = { ...file, holder: isOpen ? HOLDERS[edge.holder](file, moment) : null };
  const turned = turnClock(held, moment);
  if (isRefusal(turned)) return turned;
  const owing = turnResponse(before, turned, moment);
  if (isRefusal(owing) || !edge.isUndoable) return owing;
  return { ...owing, remembered: rememberedOf(before, edge, moment.context.now) };
}

/** Told only where it says more than the time of arrival; what was done can't lie in the future. */
const claimedTime = ({ madeAt, now }: Context): Instant | null =>
  madeAt !== undefined && madeAt <= now - MINUTE ? madeAt : null;

/** A machine may look; the policy gives it no action on a case. */
function kindOf({ kind }: Context['actor']): Step['actor']['kind'] {
  assert(kind !== 'device', 'a machine acts on no case');
  return kind;
}

/** A split is recorded with the parts that it made, not only with those it asked for; a sending with what it
 *  makes the unit owe. */
function bodyOfStep(moment: Moment, before: CaseFile | undefined, after: CaseFile): Step['body'] {
  const { edge, body, context } = moment;
  const recorded =
    { ...recordedFields(edge, body), ...respondByIn(before, after), ...shiftNoted(moment) };
  if (!edge.effects?.includes('split')) return recorded;
  const parts = (context.parts ?? []).map(({ caseId, number, unitId, itemCode, words }) =>
    ({ caseId, itemCode, number, unitId, words }));
  return { ...recorded, parts };
}

function stepOf(moment: Moment, before: CaseFile | undefined, after: CaseFile): Step {
  const { edge, body, context, standing, seq } = moment;
  return {
    seq, action: edge.action, fromState: before?.state ?? null, toState: after.state,
    actor: {
      kind: kindOf(context.actor), personId: standing.personId, postId: standing.post?.id ?? null,
      unitId: standing.unitId, as: standing.party,
    },
    at: context.now, madeAt: claimedTime(context), holder: after.holder,
    body: bodyOfStep(moment, before, after),
    visibility: edge.publicIf && body[edge.publicIf] === true ? 'public' : edge.visibility,
    reason: textIn(moment, 'reasonCode') ?? textIn(moment, 'closingCode') ?? null,
    ended: endedClock(before, after, moment),
  };
}

function eventOf(moment: Moment, step: Step, file: CaseFile): CaseEvent {
  const { answers } = moment.edge;
  const asked = file.asks.find((ask) => ask.seq === step.seq);
  const answered = answers && moment.before ? askOf(moment.before, answers) : undefined;
  const appeal = appealStateOf(file);
  return {
    kind: moment.edge.event, caseId: file.id, districtId: file.districtId,
    data: {
      seq: step.seq, action: step.action, fromState: step.fromState, toState: step.toState,
      holderUnitId: file.holder?.unitId ?? null, holderPersonId: file.holder?.personId ?? null,
      unitId: file.unitId, centreUnitId: file.centreUnitId,
      askedUnitId: asked?.toUnitId ?? null,
      askedPersonId: (asked ?? answered)?.toPersonId ?? null, askerPersonId: answered?.byPersonId ?? null,
      areaPath: file.place.areaPath, number: file.number,
      itemName: file.rule?.itemName ?? null, itemNameEn: file.rule?.itemNameEn ?? null, isPassing: false,
      severity: file.severity, ...(appeal === null ? {} : { appeal }),
      ...(isSealed(moment.flow, { action: step.action, as: step.actor.as }) ? { isQuiet: true } : {}),
    },
  };
}

const passing = (event: CaseEvent, latest: CaseFile): CaseEvent =>
  event.data.toState === latest.state ? event : { ...event, data: { ...event.data, isPassing: true } };

/** What must hold whatever the flow says; a broken one is our bug, and nothing is written. */
function assertWhole(flow: Flow, file: CaseFile): void {
  const isOpen = isOpenState(flow, file.state);
  assert(flow.states[file.state] !== undefined, `${file.state} is a state of ${flow.id}`);
  assert(isOpen === (file.holder !== null), `an open case has a holder, an ended one none: ${file.state}`);
  assert(isOpen === (file.clock !== null),
    `an open case has a stage clock, an ended one none: ${file.state}`);
  const isRunning = file.clock !== null && file.clock.runningSince !== null;
  const parts = openPartsOf(file).length;
  assert(parts === 0 || (isOpen && file.unitId === null && file.holder?.unitId === file.centreUnitId),
    `a case with open parts is its centre's: ${file.state}`);
  assert(!isOpen || isRunning !== (file.pause !== null),
    `an open case runs or has a recorded pause: ${file.state}`);
}

function begin(flow: Flow, edge: Edge, file: CaseFile | undefined, command: Command, context: Context) {
  if (file) return file;
  return edge.from === 'start' ? openCase(flow, command, context) : refuse('cases.not_found');
}

function act(flow: Flow, before: CaseFile | undefined, command: Command, context: Context): Made | Refusal {
  const edge = edgeOf(flow, command.action);
  if (!edge) return refuse('cases.unknown_action', { action: command.action });
  if (!leavesFrom(flow, edge, before?.state)) {
    return refuse('cases.wrong_state', { action: edge.action, state: before?.state ?? 'none' });
  }
  const read = readFields(edge, command.body);
  const file = isRefusal(read) && !before ? read : begin(flow, edge, before, command, context);
  if (isRefusal(file)) return file;
  const allowed = mayBegin(flow, edge, file, context);
  if (isRefusal(allowed)) return allowed;
  if (isRefusal(read)) return read;
  const body = withOwnOptions(edge, read, allowed.standing.party);
  if (isRefusal(body)) return body;
  const moment: Moment =
    { flow, edge, body, context, standing: allowed.standing, before, seq: file.lastSeq + 1 };
  for (const name of edge.guards ?? []) {
    const no = GUARDS[name].needsBody ? GUARDS[name].check(file, moment) : undefined;
    if (no) return no;
  }
  const changed = change(file, moment);
  if (isRefusal(changed)) return changed;
  const isQuiet = isSealed(flow, { action: edge.action, as: moment.standing.party });
  const after: CaseFile = {
    ...dropAsks(flow, file, changed, edge.answers), lastSeq: moment.seq,
    // When it was sealed is nobody's either.
    updatedAt: isQuiet ? file.updatedAt : context.now,
  };
  assertWhole(flow, after);
  const step = stepOf(moment, before, after);
  return { file: after, step, event: eventOf(moment, step, after), ruling: rulingOf(moment, after) };
}

/** When the last part has ended the whole goes on: answered where any of them was settled. */
function whenPartsEnd(flow: Flow, before: CaseFile, file: CaseFile,
  directory: Directory): readonly Command[] {
  const { whenPartsEnd: names } = flow;
  const open = new Set(openPartsOf(before).map(({ caseId }) => caseId));
  const hasOneEnded = file.parts?.some((part) => open.has(part.caseId) && part.end && !part.isPast) === true;
  if (!names || !hasOneEnded || openPartsOf(file).length > 0) return [];
  const isSettled = file.parts?.some((part) => !part.isPast && part.end?.closingCode != null);
  if (!isSettled) return [{ action: names.none, body: {} }];
  const nameOf = (id: string): string => directory.unit(id)?.name ?? '';
  return [{ action: names.gather, body: { result: gatheredResult(file, nameOf) } }];
}

/** What follows by itself from one step: a certain report goes straight through, a count brings a push. */
function followUps(
  flow: Flow, before: CaseFile | undefined, file: CaseFile, { directory }: Context,
): readonly Command[] {
  const isCertain = file.rule?.isCertain === true && flow.channels[file.channel]?.isStraightThrough === true;
  if (!before) return isCertain && isOpenState(flow, file.state) && !file.isSolvedOnSpot && !file.mainCaseId
    ? flow.straightThrough.map((action) => ({ action, body: {} })) : [];
  const climbing = flow.countRungs
    .filter((rung) => before.counts[rung.counter] < rung.at && file.counts[rung.counter] >= rung.at)
    .map((rung) => ({
      action: 'climb',
      body: { kind: rung.push, isOnLeadersList: true, toUnitId: before.unitId ?? before.centreUnitId },
    }));
  return [...climbing, ...whenPartsEnd(flow, before, file, directory)];
}

/** Each step on what the one before made of the case. */
function actInTurn(
  flow: Flow, file: CaseFile | undefined, commands: readonly Command[], context: Context,
): readonly [Made, ...Made[]] | Refusal {
  const made: Made[] = [];
  for (const command of commands) {
    const next = act(flow, made.at(-1)?.file ?? file, command, context);
    if (isRefusal(next)) return next;
    made.push(next);
  }
  const [first, ...others] = made;
  assert(first, 'at least one thing is done');
  return [first, ...others];
}

/** What an edge wants done before it, as a step of its own. */
function withWhatComesFirst(flow: Flow, file: CaseFile | undefined, command: Command): readonly Command[] {
  const after = edgeOf(flow, command.action)?.after;
  const isDue = after !== undefined && after.state === file?.state;
  return isDue ? [{ action: after.action, body: {} }, command] : [command];
}

/** Refusals: `cases.*` of refusals.ts, `calendar.year_missing`, and `catalogue.item_unknown` as the rules
 *  gave it. */
export const decide = (
  flow: Flow, file: CaseFile | undefined, command: Command, context: Context,
): Decision | Refusal => decideInTurn(flow, file, withWhatComesFirst(flow, file, command), context);

/** Several commands of one actor at one time, as one decision: all of them or none. */
export function decideInTurn(
  flow: Flow, file: CaseFile | undefined, commands: readonly Command[], context: Context,
): Decision | Refusal {
  const done = actInTurn(flow, file, commands, context);
  if (isRefusal(done)) return done;
  const made: Made[] = [...done];
  const { madeAt: _, ...world } = context;
  const asSystem: Context = { ...world, actor: { kind: 'system', name: 'flow' } };
  let latest = (made.at(-1) ?? done[0]).file;
  for (const follow of followUps(flow, file, latest, context)) {
    const next = act(flow, latest, follow, asSystem);
    // A certain report that can't go on by itself waits for the dispatcher, as any other does.
    if (isRefusal(next)) break;
    made.push(next);
    latest = next.file;
  }
  return {
    file: latest,
    steps: made.map((one) => one.step),
    events: made.map((one) => passing(one.event, latest)),
    rulings: made.flatMap((one) => (one.ruling ? [one.ruling] : [])),
    timers: timerChanges(flow, file, latest, context.calendar),
  };
}
