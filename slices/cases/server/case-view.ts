// A case as a screen gets it: names beside ids, lamps computed now, buttons from the flow. Nothing personal
// of a reporter can be in it, since the case file holds none; nor the public code, with which whoever handled
// the case could pass their own work in the reporter's name.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { abilities, type Ability } from '../core/abilities.ts';
import type { CaseFile } from '../core/case-file.ts';
import { clockNow } from '../core/clock-now.ts';
import type { CaseListItem, CaseView, ClockView, StepView, TrackView } from '../core/contract.ts';
import { publicFields } from '../core/fields.ts';
import { edgeOf, type Field, type Flow } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import type { Context, Directory } from '../core/moment.ts';
import type { ListRow } from './queries-lists.ts';
import type { CaseHistory, SeenStep } from './queries-reading.ts';

type Names = ReadonlyMap<string, string>;
type Calendar = Context['calendar'];
type Clock = NonNullable<CaseFile['clock']>;

const iso = (instant: Instant | null | undefined): string | null => (instant == null ? null : toIso(instant));

function unitRef(directory: Directory, id: string | null | undefined) {
  if (!id) return null;
  const unit = directory.unit(id);
  return { id, name: unit?.name ?? id, nameEn: unit?.nameEn ?? id };
}

export function listItem(row: ListRow, directory: Directory, calendar: Calendar, now: Instant): CaseListItem {
  const state = flowNamed(row.flow).states[row.state];
  const clock = row.clock ? clockNow(calendar, row.clock, now) : undefined;
  return {
    id: row.id, number: row.number, state: row.state, stateZh: state?.zh ?? row.state,
      stateEn: state?.en ?? row.state,
    channel: row.channel, severity: row.severity, description: row.description, itemCode: row.item_code,
    itemName: row.item_name, itemNameEn: row.item_name_en, areaPath: row.area_path, address: row.address,
    lon: row.lon, lat: row.lat, unit: unitRef(directory, row.unit_id),
    holder: unitRef(directory, row.holder_unit_id), stage: row.stage,
    lamp: clock?.lamp ?? null, remainingMs: clock?.remainingMs ?? null, dueAt: iso(row.due_at),
    deadlineAt: iso(row.deadline_at), isOnLeadersList: row.is_on_leaders_list, version: row.version,
    createdAt: toIso(row.created_at), updatedAt: toIso(row.updated_at),
  };
}

function clockView(calendar: Calendar, clock: Clock | null, now: Instant): ClockView | null {
  if (!clock) return null;
  return {
    stage: clock.stage, limit: clock.limit, startedAt: toIso(clock.startedAt), dueAt: iso(clock.dueAt),
    ...clockNow(calendar, clock, now),
    isPaused: clock.runningSince === null,
  };
}

function stepView(flow: Flow, step: SeenStep, directory: Directory, names: Names): StepView {
  const edge = edgeOf(flow, step.action);
  return {
    seq: step.seq, action: step.action, actionZh: edge?.zh ?? step.action, actionEn: edge?.en ?? step.action,
    fromState: step.from_state, toState: step.to_state, at: toIso(step.at), visibility: step.visibility,
    actor: {
      kind: step.actor_kind, as: step.acted_as, personId: step.person_id,
      name: names.get(step.person_id ?? '') ?? null, unit: unitRef(directory, step.unit_id),
    },
    holder: unitRef(directory, step.holder_unit_id), body: step.body, reason: step.reason,
    ended: step.ended && { ...step.ended, dueAt: iso(step.ended.dueAt) },
  };
}

const viewOfFields = (fields: readonly Field[]) =>
  fields.map(({ name, type, zh, en, isRequired, options, minimum }) => ({
    name, type, zh, en, isRequired,
    ...(options ? { options: [...options] } : {}), ...(minimum ? { minimum } : {}),
  }));

/** An edge's own fields are the same list for every case: what a screen gets of them is made once. */
const knownFields = new WeakMap<readonly Field[], ReturnType<typeof viewOfFields>>();

function fieldsView(fields: readonly Field[]): ReturnType<typeof viewOfFields> {
  const known = knownFields.get(fields) ?? viewOfFields(fields);
  knownFields.set(fields, known);
  return known;
}

const abilityView = ({ action, zh, en, fields, until }: Ability) =>
  ({ action, zh, en, until: iso(until), fields: fieldsView(fields) });

const asRow = (file: CaseFile, version: number): ListRow => ({
  id: file.id, flow: file.flow, number: file.number, state: file.state, channel: file.channel,
  severity: file.severity,
  description: file.description, item_code: file.itemCode, item_name: file.rule?.itemName ?? null,
  item_name_en: file.rule?.itemNameEn ?? null, area_path: file.place.areaPath, address: file.place.address,
  lon: file.place.point?.lon ?? null, lat: file.place.point?.lat ?? null, unit_id: file.unitId,
  holder_unit_id: file.holder?.unitId ?? null, stage: file.clock?.stage ?? null, clock: file.clock,
  due_at: file.clock?.dueAt ?? null, deadline_at: file.deadlineAt, is_on_leaders_list: file.isOnLeadersList,
  version, created_at: file.createdAt, updated_at: file.updatedAt,
});

function waiting(file: CaseFile): Pick<CaseView, 'pause' | 'asks' | 'pushes'> {
  return {
    pause: file.pause && {
      kind: file.pause.kind, since: toIso(file.pause.since), reviewAt: iso(file.pause.reviewAt),
    },
    asks: file.asks.map((ask) => ({
      kind: ask.kind, seq: ask.seq, at: toIso(ask.at), words: ask.words, toUnitId: ask.toUnitId,
      toPersonId: ask.toPersonId, answerBy: iso(ask.answerBy), reviewAt: iso(ask.reviewAt),
    })),
    pushes: file.pushes.map((push) => ({
      seq: push.seq, kind: push.kind, at: toIso(push.at), toUnitId: push.toUnitId,
        answerBy: iso(push.answerBy),
      isAnswered: push.answeredSeq !== null, isLifted: push.liftedSeq !== null, isAutomatic: push.isAutomatic,
    })),
  };
}

export function caseView(history: CaseHistory, context: Context, names: Names): CaseView {
  const { file, version, steps } = history;
  const { directory, calendar, now } = context;
  const flow = flowNamed(file.flow);
  const { rule } = file;
  return {
    ...listItem(asRow(file, version), directory, calendar, now), ...waiting(file),
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
    isForceClosed: file.isForceClosed, endedAt: iso(file.endedAt),
    steps: steps.map((step) => stepView(flow, step, directory, names)),
    abilities: abilities(flow, file, context).map(abilityView),
  };
}

/** What the public code shows: public steps, their public fields, units; no person, no internal word. A
 *  merged case shows the one that it follows. */
/** The reporter rates by code or signed in; either way it is the one rating of this round. */
function ownRating({ ratings }: CaseFile): TrackView['rating'] {
  const own = ratings.find((one) => one.by === 'reporter' || one.by === 'reporting_person');
  return own ? { score: own.score, isSatisfied: own.isSatisfied } : null;
}

export function trackView(own: CaseHistory, main: CaseHistory | undefined, context: Context,
  areaName: string): TrackView {
  const { file } = own;
  const { file: shown, steps } = main ?? own;
  const { directory, calendar, now } = context;
  const flow = flowNamed(shown.flow);
  const state = flow.states[shown.state];
  const unit = unitRef(directory, shown.unitId);
  const holder = unitRef(directory, shown.holder?.unitId);
  const total = shown.total && state?.isOpen ? clockNow(calendar, shown.total, now) : null;
  return {
    number: file.number, state: shown.state, stateZh: state?.zh ?? shown.state,
      stateEn: state?.en ?? shown.state,
    itemName: file.rule?.itemName ?? null, itemNameEn: file.rule?.itemNameEn ?? null,
      description: file.description,
    areaName, reportedAt: toIso(file.createdAt), dueAt: iso(shown.total?.dueAt), endedAt: iso(shown.endedAt),
    unitName: unit?.name ?? null, unitNameEn: unit?.nameEn ?? null, isFollowingAnother: main !== undefined,
    isOpen: state?.isOpen ?? false, holderName: holder?.name ?? null, holderNameEn: holder?.nameEn ?? null,
    lamp: total?.lamp ?? null, remainingMs: total?.remainingMs ?? null, rating: ownRating(file),
    steps: steps.filter((step) => step.visibility === 'public').map((step) => {
      const edge = edgeOf(flow, step.action);
      const holding = unitRef(directory, step.holder_unit_id);
      return {
        action: step.action, actionZh: edge?.zh ?? step.action, actionEn: edge?.en ?? step.action,
        toState: step.to_state, at: toIso(step.at), unitName: holding?.name ?? null,
        unitNameEn: holding?.nameEn ?? null, body: { ...publicFields(edge, step.body) },
      };
    }),
    abilities: main ? [] : abilities(flow, file, context).map(abilityView),
  };
}
