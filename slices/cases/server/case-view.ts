// From the rows of the store to what screens get (core/case-view.ts), and what the public code shows.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { abilities } from '../core/abilities.ts';
import type { CaseFile } from '../core/case-file.ts';
import {
  abilitiesView, abilityView, factsView, type Kin, listItemOf, type Names, type SeenStep, stepView, unitRef,
} from '../core/case-view.ts';
import { clockNow } from '../core/clock-now.ts';
import type { CaseListItem, CaseView, TrackView } from '../core/contract.ts';
import { publicFields } from '../core/fields.ts';
import { edgeOf } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import type { Context, Directory } from '../core/moment.ts';
import type { ListRow } from './queries-lists.ts';
import type { CaseHistory, SeenRow } from './queries-reading.ts';

const iso = (instant: Instant | null | undefined): string | null => (instant == null ? null : toIso(instant));

export function listItem(
  row: ListRow, directory: Directory, calendar: Context['calendar'], now: Instant,
): CaseListItem {
  const { lon, lat } = row;
  return listItemOf({
    id: row.id, flow: row.flow, number: row.number, state: row.state, channel: row.channel,
    severity: row.severity, description: row.description, itemCode: row.item_code, itemName: row.item_name,
    itemNameEn: row.item_name_en, unitId: row.unit_id, holderUnitId: row.holder_unit_id, clock: row.clock,
    place: {
      areaPath: row.area_path, address: row.address,
      point: lon !== null && lat !== null ? { lon, lat } : null,
    },
    deadlineAt: row.deadline_at, isOnLeadersList: row.is_on_leaders_list, version: row.version,
    createdAt: row.created_at, updatedAt: row.updated_at,
  }, { directory, calendar, now });
}

const seenStep = (row: SeenRow): SeenStep => ({
  seq: row.seq, action: row.action, fromState: row.from_state, toState: row.to_state,
  actor: { kind: row.actor_kind, personId: row.person_id, unitId: row.unit_id, as: row.acted_as },
  at: row.at, madeAt: row.made_at, holderUnitId: row.holder_unit_id, body: row.body,
  visibility: row.visibility, reason: row.reason, ended: row.ended,
});

/** With what the reader has said under seal. */
function stepsFor({ steps, sealed }: CaseHistory, { actor }: Context): readonly SeenRow[] {
  const own = sealed.filter(({ person_id }) => actor.kind === 'person' && person_id === actor.personId);
  return own.length === 0 ? steps : [...steps, ...own].sort((a, b) => a.seq - b.seq);
}

/** The case without its buttons. */
export function seenCase(
  history: CaseHistory, context: Context, names: Names, kin: Kin,
): Omit<CaseView, 'abilities'> {
  const { file, version } = history;
  const flow = flowNamed(file.flow);
  return {
    ...factsView(file, version, context, names), parts: kin.parts, mainCase: kin.mainCase,
    steps: stepsFor(history, context).map((row) => stepView(flow, seenStep(row), context.directory, names)),
  };
}

export const caseView = (
  history: CaseHistory, context: Context, names: Names, kin: Kin,
): CaseView => ({
  ...seenCase(history, context, names, kin), abilities: abilitiesView(history.file, context),
});

/** What the public code shows: public steps, their public fields, units; no person, no internal word. A
 *  merged case shows the one that it follows. */
/** The reporter rates by code or signed in; either way it is the one rating of this round. */
function ownRating({ ratings }: CaseFile): TrackView['rating'] {
  const own = ratings.find((one) => one.by === 'reporter' || one.by === 'reporting_person');
  return own ? { score: own.score, isSatisfied: own.isSatisfied } : null;
}

/** Without the city's own words: which of them it needs is known once its steps are. */
export function trackView(own: CaseHistory, main: CaseHistory | undefined, context: Context,
  areaName: string): Omit<TrackView, 'ownWords'> {
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
