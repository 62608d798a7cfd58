// The conditions an edge may set beside state, party and fields, as named functions that the flow lists. Each
// says no with a code that names the reason, or nothing. Buttons ask the same functions, before a body is
// known: those that read the body are marked `needsBody` and wait for the command.
import { DAY } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { isOverdue, otherKindOfTime } from '../../calendar/core/clock.ts';
import type { Limit } from '../../calendar/core/limit.ts';
import { serves } from '../../people/core/unit.ts';
import { appealedOnce, appealWindow, notTheAppellant, wasLate } from './appeal.ts';
import { askOf, type CaseFile, openPartsOf, type Push } from './case-file.ts';
import { leavesFrom } from './flow.ts';
import { instantIn, isYesIn, listIn, type Moment, numberIn, textIn } from './moment.ts';
import { isColleague } from './parties.ts';
import { reporterReachable } from './response.ts';
import { rulingIsTheirs, rulingSaysWhy } from './rulings.ts';
import { isCentre, isItsReporter, verifierSilent, wayFits } from './ways.ts';

export interface Guard {
  readonly needsBody: boolean;
  readonly check: (file: CaseFile, moment: Moment) => Refusal | undefined;
}

export type GuardName =
  | 'channelFits' | 'photosByRule' | 'returnsLeft' | 'notTheHandler' | 'verifierByRule'
  | 'reporterWindow' | 'objectWindow' | 'undoWindow' | 'notOverdue' | 'extensionsLeft'
  | 'suspensionsLeft' | 'reviewInTime' | 'notPaused' | 'isSuspended' | 'mainFits' | 'namedInUnit'
  | 'namedIsInspector' | 'otherUnit' | 'openPush' | 'pushWaits' | 'pushNotHigher' | 'ratedOnce'
  | 'notSettled' | 'verifierOrCentre' | 'pushIsTheirs' | 'rungIsDue' | 'windowIsOver' | 'askableUnit'
  | 'namedTakesOver' | 'noSaysWhy' | 'answerAhead' | 'splitsHere' | 'partsFit' | 'partsEnded' | 'notAPart'
  | 'acceptUndoWindow' | 'hasUnitsBelow' | 'hasCentreAbove' | 'splitUndoWindow' | 'partsUntouched'
  | 'neverClaimed' | 'reporterReachable'
  | 'extraFits' | 'reviewAhead' | 'wasLate' | 'appealedOnce' | 'appealWindow' | 'notTheAppellant'
  | 'rulingSaysWhy' | 'rulingIsTheirs'
  | 'ratesAnother' | 'mainWaits' | 'wayFits' | 'endUndoWindow' | 'inParts' | 'partIsOpen' | 'partHasEnded';

const early = (check: Guard['check']): Guard => ({ needsBody: false, check });
const late = (check: Guard['check']): Guard => ({ needsBody: true, check });

const isReporter = ({ standing }: Moment): boolean =>
  standing.party === 'reporter' || standing.party === 'reporting_person';

function channelFits(_: CaseFile, { flow, body, context }: Moment): Refusal | undefined {
  const channel = String(body.channel);
  const spec = flow.channels[channel];
  if (!spec) return refuse('cases.field_invalid', { action: 'report', field: 'channel' });
  const hasPost = context.actor.kind === 'system'
    || (context.actor.kind === 'person' && context.actor.posts.length > 0);
  if (spec.isPublic || hasPost) return undefined;
  // Whose session ended on the way is told to sign in, so that a phone keeps what it has to send.
  const code = context.actor.kind === 'public' ? 'cases.channel_sign_in' : 'cases.channel_not_yours';
  return refuse(code, { channel });
}

/** A report by telephone has no photo; whoever stands there must take one where the item asks for it. */
function photosByRule(file: CaseFile, moment: Moment): Refusal | undefined {
  const which = moment.edge.photoRule;
  if (!which) return undefined;
  if (which === 'report' && moment.flow.channels[file.channel]?.needsPhoto !== true) return undefined;
  const needed = file.rule?.photoRule[which] ?? 0;
  const given = listIn(moment, 'photoIds').length;
  return given < needed ? refuse('cases.photo_missing', { needed, given }) : undefined;
}

const returnsLeft: Guard['check'] = (file, { flow }) =>
  file.counts.returns < flow.limits.returns ? undefined
    : refuse('cases.return_final', { returns: file.counts.returns });

function notTheHandler(file: CaseFile, { context, standing }: Moment): Refusal | undefined {
  if (standing.personId !== null && file.handlerPersonIds.includes(standing.personId)) {
    return refuse('cases.own_work', { as: 'person' });
  }
  const units = context.actor.kind === 'person' ? context.actor.posts.map((post) => post.unitId) : [];
  const isTheirs = units.some((id) => id === file.unitId
    || (file.unitId !== null && file.coUnitIds.includes(id))
    || file.parts?.some((part) => part.unitId === id && !part.isPast) === true);
  return isTheirs ? refuse('cases.own_work', { as: 'unit' }) : undefined;
}

/** The item says who verifies. Where the inspector or the reporter stays silent past the verify limit, the
 *  centre may do it in their place, or the case would wait for ever. */
function verifierByRule(file: CaseFile, moment: Moment): Refusal | undefined {
  const by = file.rule?.verification ?? 'centre';
  const isBy = { centre: isCentre(moment), inspector: moment.standing.party === 'inspector',
    reporter: isItsReporter(file, moment) };
  if (isBy[by]) return undefined;
  // A centre may ask the reporter for their word at any time: `wayFits` holds it to that.
  const mayStepIn = isBy.centre && (by === 'reporter' || verifierSilent(file, moment));
  return mayStepIn ? undefined : refuse('cases.verifier_by_rule', { by });
}

function reporterWindow(file: CaseFile, moment: Moment): Refusal | undefined {
  if (!isReporter(moment)) return undefined;
  if (file.counts.reporterReopens > 0) return refuse('cases.reopened_before');
  return inWindow(file, moment, moment.flow.windows.reopenMs);
}

function inWindow(file: CaseFile, { context }: Moment, windowMs: number): Refusal | undefined {
  const isIn = file.endedAt !== null && context.now <= file.endedAt + windowMs;
  return isIn ? undefined : refuse('cases.window_over', { days: Math.round(windowMs / DAY) });
}

function objectWindow(file: CaseFile, moment: Moment): Refusal | undefined {
  if (file.counts.objections > 0) return refuse('cases.objected_before');
  return inWindow(file, moment, moment.flow.windows.objectMs);
}

function undoWindow(file: CaseFile, { flow, context }: Moment): Refusal | undefined {
  const isIn = file.dispatchedAt !== null && context.now <= file.dispatchedAt + flow.windows.undoMs;
  return isIn ? undefined : refuse('cases.undo_over', { seconds: flow.windows.undoMs / 1_000 });
}

function acceptUndoWindow({ acceptedFrom }: CaseFile, { flow, context }: Moment): Refusal | undefined {
  const isIn = acceptedFrom !== undefined && context.now <= acceptedFrom.at + flow.windows.undoMs;
  return isIn ? undefined : refuse('cases.accept_undo_over', { seconds: flow.windows.undoMs / 1_000 });
}

/** What an end was taken back from must be the end that this undoes, and a moment ago. */
function endUndoWindow(file: CaseFile, { flow, edge, context }: Moment): Refusal | undefined {
  const isIn = file.remembered?.action === edge.undoes && file.endedAt !== null
    && context.now <= file.endedAt + flow.windows.undoMs;
  return isIn ? undefined : refuse('cases.end_undo_over', { seconds: flow.windows.undoMs / 1_000 });
}

function splitUndoWindow(file: CaseFile, { flow, edge, context }: Moment): Refusal | undefined {
  const at = file.remembered?.action === edge.undoes ? file.remembered?.split?.at : undefined;
  const isIn = at !== undefined && context.now <= at + flow.windows.undoMs;
  return isIn ? undefined : refuse('cases.split_undo_over', { seconds: flow.windows.undoMs / 1_000 });
}

/** A part that has ended since the split has been relied on, whoever made it. */
function partsUntouched({ parts, remembered }: CaseFile): Refusal | undefined {
  const since = remembered?.split?.at ?? 0;
  const begun = parts?.find(({ end }) => end !== null && end.at >= since);
  return begun ? refuse('cases.part_begun', { number: begun.number }) : undefined;
}

/** Whoever has claimed a part has begun with it, even where it came back since. */
function neverClaimed(file: CaseFile, { flow }: Moment): Refusal | undefined {
  if (!file.mainCaseId) return refuse('cases.not_in_parts');
  const isUntouched = flow.states[file.state]?.isOpen === true && file.handlerPersonIds.length === 0;
  return isUntouched ? undefined : refuse('cases.part_begun', { number: file.number });
}

const inParts: Guard['check'] = (file) =>
  file.unitId === null && (file.parts ?? []).some((part) => !part.isPast) ? undefined
    : refuse('cases.not_in_parts');

/** A case in hand is split further only where it is in parts already; a part is not split again. */
function splitsHere(file: CaseFile, moment: Moment): Refusal | undefined {
  const { edge } = moment;
  if (file.mainCaseId) return refuse('cases.part_of_another');
  return file.state === edge.to ? inParts(file, moment) : undefined;
}

/** Two at least, or it is no splitting; no two of them the same. One unit may get two parts that say what is
 *  to be done in each: whoever names no unit leaves it to the list, also where that is the same one. */
function partsFit(file: CaseFile, { flow, body, context }: Moment): Refusal | undefined {
  const given = Array.isArray(body.parts) ? body.parts.length : 0;
  const open = openPartsOf(file).length;
  const isFirst = !(file.parts ?? []).some((part) => !part.isPast);
  if (given < (isFirst ? 2 : 1) || given + open > flow.limits.parts) {
    return refuse('cases.parts_count', { given: given + open, least: 2, most: flow.limits.parts });
  }
  const plans = context.parts ?? [];
  const both = [...openPartsOf(file), ...plans]
    .map(({ unitId, itemCode, words }) => `${unitId} ${itemCode} ${words}`);
  return new Set(both).size === both.length ? undefined : refuse('cases.parts_same');
}

/** Each end of a part is told once, and only of a part. */
const partNamed = (isEnded: boolean): Guard['check'] => (file, moment) => {
  const part = file.parts?.find(({ caseId }) => caseId === textIn(moment, 'partCaseId'));
  return part && (part.end !== null) === isEnded ? undefined : refuse('cases.not_in_parts');
};

const partsEnded: Guard['check'] = (file) => {
  const open = openPartsOf(file);
  return open.length === 0 ? undefined
    : refuse('cases.parts_open', { open: open.length, numbers: open.map(({ number }) => number).join('、') });
};

const notAPart: Guard['check'] = (file) =>
  file.mainCaseId ? refuse('cases.part_of_another') : undefined;

/** A part goes on only while its main case still waits for parts: not once that has ended, or is another
 *  unit's anew. */
function mainWaits(file: CaseFile, { flow, context }: Moment): Refusal | undefined {
  const { whole } = context;
  if (!file.mainCaseId || !whole) return undefined;
  const waits = flow.edges.find((edge) => edge.effects?.includes('reopenPart'));
  const isWaiting = waits && leavesFrom(flow, waits, whole.state) && whole.unitId === null;
  return isWaiting ? undefined : refuse('cases.main_moved_on', { number: whole.number, state: whole.state });
}

const notOverdue: Guard['check'] = (file, { context }) =>
  file.clock && !isOverdue(file.clock, context.now) ? undefined : refuse('cases.extend_overdue');

function extensionsLeft(file: CaseFile, { flow }: Moment): Refusal | undefined {
  const allowed = file.rule?.extensions ?? flow.limits.extensions;
  return file.counts.extensions < allowed ? undefined : refuse('cases.extensions_used', { allowed });
}

/** Said as it is asked, or whoever grants it would be told what another has done wrong. */
const extraFits: Guard['check'] = (file, { body }) => (file.clock && body.extra
  ? otherKindOfTime(file.clock.limit, body.extra as Limit) : undefined);

/** A yes that comes after the review date would suspend nothing, and use up the one time there is. */
function reviewAhead(file: CaseFile, moment: Moment): Refusal | undefined {
  const reviewAt = askOf(file, 'suspend')?.reviewAt;
  const isPast = reviewAt != null && reviewAt <= moment.context.now;
  return isPast && isYesIn(moment, moment.edge.ifYes ?? '')
    ? refuse('cases.review_past', { reviewAt: toIso(reviewAt) }) : undefined;
}

const suspensionsLeft: Guard['check'] = (file, { flow }) =>
  file.counts.suspensions < flow.limits.suspensions ? undefined : refuse('cases.suspended_before');

/** A push made in a lift may arrive hours later: nobody is told to answer by a time that has passed. */
function answerAhead(_: CaseFile, moment: Moment): Refusal | undefined {
  const answerBy = instantIn(moment, 'answerBy');
  return answerBy === null || answerBy > moment.context.now ? undefined
    : refuse('cases.answer_by_past', { answerBy: toIso(answerBy) });
}

function reviewInTime(_: CaseFile, moment: Moment): Refusal | undefined {
  const reviewAt = instantIn(moment, 'reviewAt') ?? 0;
  const { now } = moment.context;
  const isIn = reviewAt > now && reviewAt <= now + moment.flow.limits.suspensionMs;
  return isIn ? undefined
    : refuse('cases.review_date', { days: Math.round(moment.flow.limits.suspensionMs / DAY) });
}

const notPaused: Guard['check'] = (file) =>
  (file.pause ? refuse('cases.paused', { kind: file.pause.kind }) : undefined);
const isSuspended: Guard['check'] = (file) =>
  file.pause?.kind === 'suspended' ? undefined : refuse('cases.not_suspended');

function mainFits(file: CaseFile, { flow, context }: Moment): Refusal | undefined {
  const { main } = context;
  if (!main) return refuse('cases.not_found', {});
  if (main.id === file.id) return refuse('cases.merge_itself');
  if (main.districtId !== file.districtId) {
    return refuse('cases.other_district', { areaPath: main.place.areaPath, districtId: file.districtId });
  }
  if (main.mergedIntoId) return refuse('cases.merge_into_merged', { mainCaseId: main.mergedIntoId });
  return flow.states[main.state]?.isOpen ? undefined
    : refuse('cases.merge_into_ended', { state: main.state });
}

/** A claim names a person of the responsible unit, or the claimer itself. */
function namedInUnit(file: CaseFile, moment: Moment): Refusal | undefined {
  const personId = textIn(moment, 'personId');
  if (personId === moment.standing.personId) return undefined;
  const { named } = moment.context;
  const isTheirs = named?.kind === 'person' && named.personId === personId
    && named.posts.some((post) => post.unitId === file.unitId);
  return isTheirs ? undefined : refuse('cases.person_elsewhere', { personId });
}

/** Whoever holds it already can't be asked to take it over; anyone else of the unit can. */
function namedTakesOver(file: CaseFile, moment: Moment): Refusal | undefined {
  const personId = textIn(moment, 'personId');
  const { actor, named, directory } = moment.context;
  if (personId === file.holder?.personId) return refuse('cases.holds_already', { personId });
  const asked = personId === moment.standing.personId ? actor : named;
  const fits = asked?.kind === 'person' && asked.personId === personId
    && isColleague(file, asked.posts, directory);
  return fits ? undefined : refuse('cases.person_elsewhere', { personId });
}

const noSaysWhy: Guard['check'] = (_, moment) =>
  isYesIn(moment, moment.edge.ifYes ?? '') || textIn(moment, 'words') ? undefined
    : refuse('cases.field_missing', { action: moment.edge.action, field: 'words' });

function namedIsInspector(file: CaseFile, moment: Moment): Refusal | undefined {
  const personId = textIn(moment, 'personId');
  const { named } = moment.context;
  const fits = named?.kind === 'person' && named.personId === personId && named.posts.some(
    (post) => post.role === 'inspector' && `${file.place.areaPath}.`.startsWith(`${post.areaPath}.`),
  );
  return fits ? undefined : refuse('cases.person_elsewhere', { personId });
}

const otherUnit: Guard['check'] = (file, moment) =>
  textIn(moment, 'unitId') === file.unitId ? refuse('cases.same_unit') : undefined;

const isWaiting = (one: Push): boolean => one.liftedSeq === null;
const namedPush = (file: CaseFile, moment: Moment) =>
  file.pushes.find((one) => one.seq === numberIn(moment, 'pushSeq') && isWaiting(one));

const pushWaits: Guard['check'] = (file) =>
  file.pushes.some(isWaiting) ? undefined : refuse('cases.no_such_push', { pushSeq: null });

const openPush: Guard['check'] = (file, moment) =>
  namedPush(file, moment) ? undefined
    : refuse('cases.no_such_push', { pushSeq: numberIn(moment, 'pushSeq') });

/** A lower level can't lift a higher level's push: the shorter area path is the higher level. */
function pushNotHigher(file: CaseFile, moment: Moment): Refusal | undefined {
  const one = namedPush(file, moment);
  const own = moment.standing.post?.areaPath.split('.').length ?? Number.POSITIVE_INFINITY;
  return one && own > one.byAreaPath.split('.').length ? refuse('cases.push_higher', { pushSeq: one.seq })
    : undefined;
}

function ratedOnce(file: CaseFile, { standing }: Moment): Refusal | undefined {
  const by = standing.party === 'reporting_person' ? 'reporter' : standing.party;
  const isRated = file.ratings.some(
    (one) => (one.by === 'reporting_person' ? 'reporter' : one.by) === by && one.byUnitId === standing.unitId,
  );
  return isRated ? refuse('cases.rated_before') : undefined;
}

/** Nobody rates what they did themselves, or what is their own unit's. */
function ratesAnother(file: CaseFile, { context: { actor } }: Moment): Refusal | undefined {
  if (actor.kind !== 'person') return undefined;
  const isOwn = file.handlerPersonIds.includes(actor.personId)
    || actor.posts.some(({ unitId }) => unitId === file.unitId);
  return isOwn ? refuse('cases.rates_own') : undefined;
}

const notSettled: Guard['check'] = (file, { flow }) =>
  file.isSettled ? refuse('cases.window_over', { days: Math.round(flow.windows.reopenMs / DAY) }) : undefined;

/** The centre, or whoever the item names to verify and has found it not solved. */
const verifierOrCentre: Guard['check'] = (file, moment) =>
  isCentre(moment) ? undefined : verifierByRule(file, moment);

const pushIsTheirs: Guard['check'] = (file, moment) => {
  const to = namedPush(file, moment)?.toUnitId;
  const { unitId, party } = moment.standing;
  const isTheirs = to === unitId || (party === 'holding_person' && to === file.holder?.unitId);
  return isTheirs ? undefined : refuse('cases.no_such_push', { pushSeq: numberIn(moment, 'pushSeq') });
};

/** A ladder timer that fires twice, late, or after the clock has changed finds nothing due. */
function rungIsDue(file: CaseFile, moment: Moment): Refusal | undefined {
  const rung = numberIn(moment, 'rung');
  return rung === null || rung - 1 === file.nextRung ? undefined : refuse('cases.rung_past', { rung });
}

const windowIsOver: Guard['check'] = (file, { flow, context }) =>
  file.endedAt !== null && context.now >= file.endedAt + flow.windows.reopenMs ? undefined
    : refuse('cases.window_open');

/** A sub-centre without units works itself: it is not offered to pass anything down. */
function hasUnitsBelow(file: CaseFile, { context }: Moment): Refusal | undefined {
  const below = context.directory.unitsBelow(file.unitId ?? '');
  return below.some((unit) => serves(unit, file.place.areaPath)) ? undefined : refuse('cases.not_under');
}

/** Nobody is offered a way up where none leads. */
function hasCentreAbove({ centreUnitId }: CaseFile, { context }: Moment): Refusal | undefined {
  return context.directory.centreAbove(centreUnitId) ? undefined
    : refuse('cases.no_centre_above', { centre: context.directory.unit(centreUnitId)?.name ?? centreUnitId });
}

function askableUnit(file: CaseFile, moment: Moment): Refusal | undefined {
  const unitId = textIn(moment, 'unitId') ?? '';
  const unit = moment.context.directory.unit(unitId);
  if (!unit) return refuse('cases.unit_unknown', { unitId });
  return unitId === file.holder?.unitId ? refuse('cases.same_unit') : undefined;
}

export const GUARDS: Readonly<Record<GuardName, Guard>> = {
  channelFits: late(channelFits), photosByRule: late(photosByRule), returnsLeft: early(returnsLeft),
  notTheHandler: early(notTheHandler), verifierByRule: early(verifierByRule),
    reporterWindow: early(reporterWindow),
  objectWindow: early(objectWindow), undoWindow: early(undoWindow), notOverdue: early(notOverdue),
  extensionsLeft: early(extensionsLeft), suspensionsLeft: early(suspensionsLeft),
    reviewInTime: late(reviewInTime),
  notPaused: early(notPaused), isSuspended: early(isSuspended), mainFits: late(mainFits),
  namedInUnit: late(namedInUnit), namedIsInspector: late(namedIsInspector), otherUnit: late(otherUnit),
  openPush: late(openPush), pushWaits: early(pushWaits), pushNotHigher: late(pushNotHigher),
    ratedOnce: early(ratedOnce), ratesAnother: early(ratesAnother),
  notSettled: early(notSettled), verifierOrCentre: early(verifierOrCentre), pushIsTheirs: late(pushIsTheirs),
    rungIsDue: late(rungIsDue),
  windowIsOver: early(windowIsOver), askableUnit: late(askableUnit), namedTakesOver: late(namedTakesOver),
  noSaysWhy: late(noSaysWhy), answerAhead: late(answerAhead), splitsHere: early(splitsHere),
  partsFit: late(partsFit), partsEnded: early(partsEnded), notAPart: early(notAPart),
  inParts: early(inParts), partIsOpen: late(partNamed(false)), partHasEnded: late(partNamed(true)),
  splitUndoWindow: early(splitUndoWindow), partsUntouched: early(partsUntouched),
  neverClaimed: early(neverClaimed), hasUnitsBelow: early(hasUnitsBelow),
  hasCentreAbove: early(hasCentreAbove), acceptUndoWindow: early(acceptUndoWindow),
  extraFits: late(extraFits), reviewAhead: late(reviewAhead),
  wasLate: early(wasLate), appealedOnce: early(appealedOnce), appealWindow: early(appealWindow),
  notTheAppellant: early(notTheAppellant), rulingSaysWhy: late(rulingSaysWhy),
  rulingIsTheirs: early(rulingIsTheirs), mainWaits: early(mainWaits), wayFits: late(wayFits),
  endUndoWindow: early(endUndoWindow), reporterReachable: early(reporterReachable),
};
