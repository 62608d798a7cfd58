// A case as a screen gets it: names beside ids, lamps computed now, buttons from the flow. The server makes
// it of what is stored, a phone of what it expects to become of it. Nothing personal of a reporter can be in
// it, since the case file holds none; nor the public code, with which whoever handled the case could pass
// their own work in the reporter's name.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { abilities, type Ability, type AskedField } from './abilities.ts';
import type { Ask, CaseFile, Place } from './case-file.ts';
import { extendClock } from '../../calendar/core/clock.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { appealStateOf, endedLate, isExempt } from './appeal.ts';
import { type ClockNow, clockNow } from './clock-now.ts';
import type { CaseListItem, CaseView, ClockView, StepView } from './contract.ts';
import { edgeOf, type Flow } from './flow.ts';
import { flowNamed } from './flows.ts';
import type { Context, Directory } from './moment.ts';
import { responseOf } from './response.ts';
import type { Step, StepActor } from './step.ts';
import { isOnlyBeside } from './warnings.ts';

export type Names = ReadonlyMap<string, string>;
type Calendar = Context['calendar'];
type Clock = NonNullable<CaseFile['clock']>;
/** The world in which a case is looked at. */
export type Sighted = Pick<Context, 'calendar' | 'directory' | 'now'>;

const iso = (instant: Instant | null | undefined): string | null => (instant == null ? null : toIso(instant));

export function unitRef(directory: Directory, id: string | null | undefined) {
  if (!id) return null;
  const unit = directory.unit(id);
  return { id, name: unit?.name ?? id, nameEn: unit?.nameEn ?? id };
}

/** What a line of a list shows of a case. */
export interface Listed extends Pick<CaseFile, 'id' | 'flow' | 'number' | 'state' | 'channel' | 'severity'
  | 'description' | 'itemCode' | 'unitId' | 'clock' | 'deadlineAt' | 'isOnLeadersList' | 'createdAt'
  | 'updatedAt'> {
  readonly place: Pick<Place, 'areaPath' | 'address' | 'point'>;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly holderUnitId: string | null;
  readonly version: number;
}

/** Said where it is so. */
export const workingTime = (
  clock: Pick<ClockNow, 'isWorkingTime'> | undefined,
): { isWorkingTime?: true } => (clock?.isWorkingTime ? { isWorkingTime: true } : {});

export function listItemOf(of: Listed, { directory, calendar, now }: Sighted): CaseListItem {
  const state = flowNamed(of.flow).states[of.state];
  const clock = of.clock ? clockNow(calendar, of.clock, now) : undefined;
  const { areaPath, address, point } = of.place;
  return {
    id: of.id, number: of.number, state: of.state, stateZh: state?.zh ?? of.state,
    stateEn: state?.en ?? of.state, channel: of.channel, severity: of.severity, description: of.description,
    itemCode: of.itemCode, itemName: of.itemName, itemNameEn: of.itemNameEn, areaPath, address,
    lon: point?.lon ?? null, lat: point?.lat ?? null, unit: unitRef(directory, of.unitId),
    holder: unitRef(directory, of.holderUnitId), stage: of.clock?.stage ?? null, lamp: clock?.lamp ?? null,
    remainingMs: clock?.remainingMs ?? null, restsUntil: iso(clock?.restsUntil), ...workingTime(clock),
    dueAt: iso(of.clock?.dueAt), deadlineAt: iso(of.deadlineAt), isOnLeadersList: of.isOnLeadersList,
    version: of.version, createdAt: toIso(of.createdAt), updatedAt: toIso(of.updatedAt),
  };
}

function clockView(calendar: Calendar, clock: Clock | null, now: Instant): ClockView | null {
  if (!clock) return null;
  const told = clockNow(calendar, clock, now);
  const { lamp, remainingMs, restsUntil } = told;
  return {
    stage: clock.stage, limit: clock.limit, startedAt: toIso(clock.startedAt), dueAt: iso(clock.dueAt),
    lamp, remainingMs, restsUntil: iso(restsUntil), ...workingTime(told),
    isPaused: clock.runningSince === null,
  };
}

/** A step as screens see it. */
export interface SeenStep extends Omit<Step, 'actor' | 'holder'> {
  readonly actor: Omit<StepActor, 'postId'>;
  readonly holderUnitId: string | null;
}

export function stepView(flow: Flow, step: SeenStep, directory: Directory, names: Names): StepView {
  const edge = edgeOf(flow, step.action);
  const { kind, as, personId, unitId } = step.actor;
  return {
    seq: step.seq, action: step.action, actionZh: edge?.zh ?? step.action, actionEn: edge?.en ?? step.action,
    fromState: step.fromState, toState: step.toState, at: toIso(step.at), madeAt: iso(step.madeAt),
    visibility: step.visibility,
    actor: { kind, as, personId, name: names.get(personId ?? '') ?? null, unit: unitRef(directory, unitId) },
    namedPerson: names.get(personNamedBy(step) ?? '') ?? null,
    holder: unitRef(directory, step.holderUnitId), body: step.body, reason: step.reason,
    ended: step.ended && { ...step.ended, dueAt: iso(step.ended.dueAt) },
  };
}

/** Who is asked, who claims. */
export const personNamedBy = ({ body }: Pick<Step, 'body'>): string | undefined =>
  typeof body.personId === 'string' ? body.personId : undefined;

const viewOfFields = (fields: readonly AskedField[]) =>
  fields.map(({ name, type, zh, en, isRequired, options, minimum, meant, onlyIf }) => ({
    name, type, zh, en, isRequired,
    ...(options ? { options: [...options] } : {}), ...(minimum ? { minimum } : {}),
    ...(meant === undefined ? {} : { meant }), ...(onlyIf ? { onlyIf } : {}),
  }));

/** An edge's own fields are the same list for every case: what a screen gets of them is made once. */
const knownFields = new WeakMap<readonly AskedField[], ReturnType<typeof viewOfFields>>();

function fieldsView(fields: readonly AskedField[]): ReturnType<typeof viewOfFields> {
  const known = knownFields.get(fields) ?? viewOfFields(fields);
  knownFields.set(fields, known);
  return known;
}

export const abilityView = (
  { action, zh, en, fields, until, warnings }: Ability,
): CaseView['abilities'][number] => ({
  action, zh, en, until: iso(until), fields: fieldsView(fields),
  ...(warnings.length > 0 ? { warnings: [...warnings] } : {}),
});

/** Two clocks of one case: whoever grants more time sees what it makes of the stage's. */
function dueThen({ clock }: CaseFile, { extra }: Ask, calendar: Calendar): string | null {
  const longer = clock && extra ? extendClock(calendar, clock, extra) : undefined;
  return longer && !isRefusal(longer) ? iso(longer.dueAt) : null;
}

function waiting(
  file: CaseFile, names: Names, { directory, calendar }: Sighted,
): Pick<CaseView, 'pause' | 'asks' | 'pushes'> {
  return {
    pause: file.pause && {
      kind: file.pause.kind, since: toIso(file.pause.since), reviewAt: iso(file.pause.reviewAt),
    },
    asks: file.asks.map((ask) => ({
      kind: ask.kind, seq: ask.seq, at: toIso(ask.at), words: ask.words, toUnitId: ask.toUnitId,
      toPersonId: ask.toPersonId, toPersonName: names.get(ask.toPersonId ?? '') ?? null,
      byPersonId: ask.byPersonId, byPersonName: names.get(ask.byPersonId ?? '') ?? null,
      byUnit: unitRef(directory, ask.byUnitId), answerBy: iso(ask.answerBy), reviewAt: iso(ask.reviewAt),
      extra: ask.extra, dueThen: dueThen(file, ask, calendar),
    })),
    pushes: file.pushes.map((push) => ({
      seq: push.seq, kind: push.kind, at: toIso(push.at), toUnitId: push.toUnitId,
      toUnit: unitRef(directory, push.toUnitId), answerBy: iso(push.answerBy),
      isAnswered: push.answeredSeq !== null, isLifted: push.liftedSeq !== null,
      isAutomatic: push.isAutomatic,
    })),
  };
}

const listedOf = (file: CaseFile, version: number): Listed => ({
  ...file, version, itemName: file.rule?.itemName ?? null, itemNameEn: file.rule?.itemNameEn ?? null,
  holderUnitId: file.holder?.unitId ?? null,
});

const coResultsOf = (file: CaseFile, directory: Directory): CaseView['coResults'] =>
  file.coUnitIds.flatMap((id) => {
    const unit = unitRef(directory, id);
    const one = file.coResults?.find(({ unitId }) => unitId === id);
    return unit && (one || !isOnlyBeside(file, id, directory)) ? [{
      unit, at: iso(one?.at), seq: one?.seq ?? null, result: one?.result ?? null,
      photoIds: [...(one?.photoIds ?? [])],
    }] : [];
  });

/** The other cases that one case hangs together with, as they stand now. */
export interface Kin {
  readonly parts: CaseView['parts'];
  readonly mainCase: CaseView['mainCase'];
}
export const NO_KIN: Kin = { parts: [], mainCase: null };

/** What is asked in a case, and the line of a list that says which case it is. */
export const askedView = (file: CaseFile, version: number, context: Sighted, names: Names) => ({
  of: listItemOf(listedOf(file, version), context), asks: waiting(file, names, context).asks,
});

/** How it ended, where it ended late. */
function lateEndOf(file: CaseFile): CaseView['lateEnd'] {
  const [isLate, appeal] = [endedLate(file), appealStateOf(file)];
  return isLate || appeal !== null ? { isLate, appeal, isExempt: isExempt(file) } : null;
}

/** What the unit in charge owes whoever reported; left out: nothing. */
function responseView(file: CaseFile): Pick<CaseView, 'response'> {
  const owed = responseOf(file);
  return owed ? { response: { dueAt: toIso(owed.dueAt), contactedAt: iso(owed.contactedAt) } } : {};
}

/** All that a screen shows of the case but its history and its buttons. */
export function factsView(
  file: CaseFile, version: number, context: Sighted, names: Names,
): Omit<CaseView, 'steps' | 'abilities' | 'parts' | 'mainCase'> {
  const { directory, calendar, now } = context;
  const { rule } = file;
  return {
    ...listItemOf(listedOf(file, version), context), ...waiting(file, names, context),
    centre: unitRef(directory, file.centreUnitId),
    coUnits: file.coUnitIds.flatMap((id) => unitRef(directory, id) ?? []), gridCode: file.place.gridCode,
    componentId: file.componentId, holderPersonId: file.holder?.personId ?? null,
    holderPersonName: names.get(file.holder?.personId ?? '') ?? null,
    clock: clockView(calendar, file.clock, now), total: clockView(calendar, file.total, now),
    counts: { ...file.counts },
    rule: rule && {
      legalBasis: rule.legalBasis, verification: rule.verification, photoRule: { ...rule.photoRule },
      why: rule.why.map((one) => ({ ...one })), isCertain: rule.isCertain,
    },
    mergedIntoId: file.mergedIntoId, closingCode: file.closingCode, isSolvedOnSpot: file.isSolvedOnSpot,
    isForceClosed: file.isForceClosed, endedAt: iso(file.endedAt), lateEnd: lateEndOf(file),
    coResults: coResultsOf(file, directory), ...responseView(file),
  };
}

export const abilitiesView = (file: CaseFile, context: Context): CaseView['abilities'] =>
  abilities(flowNamed(file.flow), file, context).map(abilityView);
