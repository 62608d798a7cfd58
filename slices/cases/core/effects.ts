// What an edge does beyond state, clock, holder and counters, as named functions that the flow lists.
// Each is small, pure and may refuse; none looks at the action's name.
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { pauseClock, startClock } from '../../calendar/core/clock.ts';
import { serves, type Unit } from '../../people/core/unit.ts';
import { centresAbove, standsFor } from '../../people/core/unit-directory.ts';
import { askOf, type CaseFile, type Holder, type PushKind } from './case-file.ts';
import type { HolderEffect } from './flow.ts';
import { type Directory, isYesIn, listIn, type Moment, numberIn, textIn } from './moment.ts';
import { ruleOf } from './open-case.ts';
import { appealEffect, grantAppeal, pastAppeal } from './appeal.ts';
import { pushOnto } from './ladder.ts';
import { unaccept } from './way-back.ts';
import { takeOver } from './take-over.ts';
import { noteContact } from './response.ts';
import { isLastReturn, ruledUnitOf } from './rulings.ts';
import { coResult, endPart, letGo, reopenPart, restore, split, unsplit, withoutMemory }
  from './part-effects.ts';

export type Changed = CaseFile | Refusal;
export type Effect = (file: CaseFile, moment: Moment) => Changed;

export type EffectName =
  | 'takeRule' | 'correctPlace' | 'assignUnit' | 'unassign' | 'solveOnSpot' | 'raiseCentre'
  | 'lowerCentre' | 'raiseOnLastReturn' | 'recordHandler' | 'workAgain' | 'mergeInto' | 'push' | 'climb'
  | 'answerPush' | 'liftPush' | 'rate' | 'close' | 'forceClose' | 'settle' | 'newRound' | 'objectTo'
  | 'markHandled' | 'leadersList' | 'split' | 'endPart' | 'reopenPart' | 'coResult' | 'restore' | 'letGo'
  | 'passDown' | 'unaccept' | 'unsplit' | 'takeOver' | 'appeal' | 'grantAppeal' | 'noteContact';

/** The item may be corrected; its rule then holds from the report on, the clock of the whole case
 *  included. */
function takeRule(file: CaseFile, moment: Moment): Changed {
  const { resolution, unresolved, calendar } = moment.context;
  const itemCode = textIn(moment, 'itemCode') ?? file.itemCode;
  if (!resolution) {
    if (unresolved?.code === 'catalogue.item_unknown') return unresolved;
    return itemCode === file.itemCode ? file : { ...file, itemCode, rule: null };
  }
  const ruled = { ...file, itemCode: resolution.itemCode, rule: ruleOf(resolution) };
  if (!file.total) return ruled;
  const total = startClock(calendar, 'total', resolution.limits.total, file.total.startedAt);
  return isRefusal(total) ? total : { ...ruled, total, deadlineAt: total.dueAt };
}

function correctPlace(file: CaseFile, moment: Moment): Changed {
  const { place, directory } = moment.context;
  if (!place || (!moment.body.point && !moment.body.areaPath)) return file;
  if (!isWithin(place.areaPath, file.districtId)) {
    return refuse('cases.other_district', { areaPath: place.areaPath, districtId: file.districtId });
  }
  const centre = directory.unit(file.centreUnitId);
  const isStillTheirs = centre !== undefined && serves(centre, place.areaPath);
  const moved = directory.centreOf(place.areaPath, 'district');
  return { ...file, place,
    centreUnitId: isStillTheirs ? file.centreUnitId : (moved?.id ?? file.centreUnitId) };
}

function stillThere(unitId: string, directory: Directory): Unit | Refusal {
  const unit = directory.unit(unitId);
  if (!unit) return refuse('cases.unit_unknown', { unitId });
  return unit.isClosed ? refuse('cases.unit_closed', { unit: unit.name }) : unit;
}

/** Whoever is sent is there, and answers for the place. */
function mayBeSent(file: CaseFile, unitId: string, directory: Directory): Unit | Refusal {
  const unit = stillThere(unitId, directory);
  if (isRefusal(unit) || serves(unit, file.place.areaPath)) return unit;
  return refuse('cases.unit_elsewhere', { unit: unit.name, areaPath: file.place.areaPath });
}

/** Those that were named, or the rule's own, of which one that is no more is left out. */
function coUnitsOf(file: CaseFile, moment: Moment, unitId: string): readonly string[] | Refusal {
  const { directory } = moment.context;
  const isNamed = moment.body.coUnitIds !== undefined;
  const ruled = (file.rule?.coUnitIds ?? []).map((id) => standsFor(directory, id)?.id ?? id);
  const ids = [...new Set(isNamed ? listIn(moment, 'coUnitIds') : ruled)].filter((id) => id !== unitId);
  const gone = ids.map((id) => stillThere(id, directory));
  return isNamed ? (gone.find(isRefusal) ?? ids) : ids.filter((_, index) => !isRefusal(gone[index]));
}

/** The rule's unit, or another with a reason. Nobody judges its own work: where the centre in charge becomes
 *  the responsible unit, the centre above takes charge. */
function assignUnit(file: CaseFile, moment: Moment): Changed {
  const { directory, now } = moment.context;
  const ruled = ruledUnitOf(file, directory);
  const unitId = textIn(moment, 'unitId') ?? ruled;
  if (!unitId) return refuse('cases.no_responsible',
    { itemCode: file.itemCode ?? '', areaPath: file.place.areaPath });
  const unit = mayBeSent(file, unitId, directory);
  if (isRefusal(unit)) return unit;
  if (unitId !== ruled && ruled !== null
    && !textIn(moment, 'reason')) return refuse('cases.unit_reason_missing');
  const coUnitIds = coUnitsOf(file, moment, unitId);
  if (isRefusal(coUnitIds)) return coUnitIds;
  const above = unitId === file.centreUnitId ? directory.centreAbove(unitId) : undefined;
  return { ...file, unitId, coUnitIds, dispatchedAt: now, centreUnitId: above?.id ?? file.centreUnitId };
}

/** A sub-centre sends a unit of its own and stays beside it. What it used of the time is used: the unit
 *  goes on with the rest. */
function passDown(file: CaseFile, moment: Moment): Changed {
  const { directory, calendar, now } = moment.context;
  const { clock } = file;
  const branchId = file.unitId ?? '';
  const unit = mayBeSent(file, textIn(moment, 'unitId') ?? '', directory);
  if (isRefusal(unit)) return unit;
  if (!directory.unitsBelow(branchId).includes(unit)) return refuse('cases.not_under', { unit: unit.name });
  const rest = clock?.stage === 'handle' ? pauseClock(calendar, clock, now) : file.kept[branchId];
  const others = file.coUnitIds.filter((id) => id !== unit.id && id !== branchId);
  return {
    ...file, unitId: unit.id, coUnitIds: [...others, branchId],
    kept: rest ? { ...file.kept, [unit.id]: rest } : file.kept,
  };
}

const unassign: Effect = (file) => ({ ...file, unitId: null, coUnitIds: [], dispatchedAt: null });

function solveOnSpot(file: CaseFile, moment: Moment): Changed {
  const { personId, unitId } = moment.standing;
  const state = file.rule?.solvedOnSpot ?? 'answered';
  return {
    ...file, state, isSolvedOnSpot: true, handlerUnitId: unitId, handledAt: moment.context.now,
    handlerPersonIds: personId ? [personId] : [], closingCode: state === 'closed' ? 'solved_on_spot' : null,
  };
}

/** The next centre up, or the one that is named: it lies above the one in charge and covers the place. */
function raiseCentre(file: CaseFile, moment: Moment): Changed {
  const all = centresAbove(moment.context.directory, file.centreUnitId);
  const unitId = textIn(moment, 'unitId') ?? all[0]?.id ?? '';
  const above = all.find((centre) => centre.id === unitId);
  if (!above || !serves(above, file.place.areaPath)) return refuse('cases.not_above', { unitId });
  return { ...file, centreUnitId: above.id };
}

/** The district centre has none above it: there the second return is decided by the district itself. */
function raiseOnLastReturn(before: CaseFile, moment: Moment): Changed {
  const unitId = moment.before?.unitId;
  const file = unitId ? { ...before, returnedUnitIds: [...(before.returnedUnitIds ?? []), unitId] } : before;
  if (!isLastReturn(file, moment)) return file;
  const above = moment.context.directory.centreAbove(file.centreUnitId);
  return above ? { ...file, centreUnitId: above.id } : file;
}

/** A citizen's objection goes one level up, where there is one. */
function objectTo(file: CaseFile, moment: Moment): Changed {
  const above = moment.context.directory.centreAbove(file.centreUnitId);
  return { ...file, centreUnitId: above?.id ?? file.centreUnitId };
}

function lowerCentre(file: CaseFile, moment: Moment): Changed {
  const unitId = textIn(moment, 'unitId') ?? '';
  const below = moment.context.directory.centresBelow(file.centreUnitId).find((centre) =>
    centre.id === unitId);
  if (!below || !serves(below, file.place.areaPath)) return refuse('cases.not_below', { unitId });
  return { ...file, centreUnitId: below.id };
}

function recordHandler(file: CaseFile, moment: Moment): Changed {
  const personId = textIn(moment, 'personId') ?? moment.standing.personId;
  if (personId === null) return { ...file, handlerUnitId: file.unitId };
  // The last of the list is who did it last: a rework goes there.
  const others = file.handlerPersonIds.filter((id) => id !== personId);
  return { ...file, handlerUnitId: file.unitId, handlerPersonIds: [...others, personId] };
}

const markHandled: Effect = (file, moment) => ({ ...file, handledAt: moment.context.now });

/** A matter solved on the spot had no responsible unit: its rework is the officer's own unit's, or of whoever
 *  stands for it by now; of nobody's any more, the centre's. */
const workAgain: Effect = (file, { context: { directory } }) => {
  const officers = file.handlerUnitId === null ? undefined : standsFor(directory, file.handlerUnitId);
  return { ...file, unitId: file.unitId ?? officers?.id ?? null, handledAt: null };
};

function mergeInto(file: CaseFile, moment: Moment): Changed {
  return { ...file, mergedIntoId: moment.context.main?.id ?? null };
}

const push: Effect = (file, moment) => pushOnto(file, moment, textIn(moment, 'kind') as PushKind, false);
const climb: Effect = (file, moment) => ({
  ...pushOnto(file, moment, textIn(moment, 'kind') as PushKind, true),
  nextRung: moment.body.rung === undefined ? file.nextRung : file.nextRung + 1,
});
const leadersList: Effect = (file, moment) =>
  isYesIn(moment, 'isOnLeadersList') ? { ...file, isOnLeadersList: true } : file;

const answerPush: Effect = (file, moment) => ({
  ...file,
  pushes: file.pushes.map((one) =>
    one.seq === numberIn(moment, 'pushSeq') ? { ...one, answeredSeq: moment.seq } : one),
});
const liftPush: Effect = (file, moment) => ({
  ...file,
  pushes: file.pushes.map((one) =>
    one.seq === numberIn(moment, 'pushSeq') ? { ...one, liftedSeq: moment.seq } : one),
});

function rate(file: CaseFile, moment: Moment): Changed {
  const { party, unitId } = moment.standing;
  const rating = {
    by: party, byUnitId: unitId, score: numberIn(moment, 'score') ?? 0,
    isSatisfied: isYesIn(moment, 'isSatisfied'), seq: moment.seq,
  };
  return { ...file, ratings: [...file.ratings, rating] };
}

const close: Effect = (file, moment) => ({ ...file, closingCode: textIn(moment, 'closingCode') });
const forceClose: Effect = (file) => ({ ...file, closingCode: 'forced', isForceClosed: true });
const settle: Effect = (file) => ({ ...withoutMemory(file), isSettled: true });

/** The parts of the last round stay on record; what its co-units did is in the history. */
function pastRound(file: CaseFile): CaseFile {
  const { coResults: _, ...rest } = pastAppeal(withoutMemory(file));
  return rest.parts ? { ...rest, parts: rest.parts.map((part) => ({ ...part, isPast: true })) } : rest;
}

/** A reopened or rejected-and-objected case begins again: nothing of the last round's end may stay. */
function newRound(file: CaseFile, moment: Moment): Changed {
  const isByReporter = moment.standing.party === 'reporter' || moment.standing.party === 'reporting_person';
  const { reporterReopens } = file.counts;
  return {
    ...pastRound(file), unitId: null, coUnitIds: [], dispatchedAt: null, handledAt: null, closingCode: null,
    isForceClosed: false, isSolvedOnSpot: false, isSettled: false, isOnLeadersList: false, ratings: [],
    asks: [],
    counts: { ...file.counts, reporterReopens: reporterReopens + (isByReporter ? 1 : 0) },
  };
}

export const EFFECTS: Readonly<Record<EffectName, Effect>> = {
  takeRule, correctPlace, assignUnit, unassign, solveOnSpot, raiseCentre, lowerCentre, raiseOnLastReturn,
  recordHandler, workAgain, mergeInto, push, climb, answerPush, liftPush, rate, close, forceClose, settle,
    newRound, unaccept,
  passDown, unsplit, takeOver, objectTo, markHandled, leadersList, split, endPart, reopenPart, coResult,
  restore, letGo, appeal: appealEffect, grantAppeal, noteContact,
};

const unitHolds = (file: CaseFile): Holder | null =>
  file.unitId ? { unitId: file.unitId, personId: null } : { unitId: file.centreUnitId, personId: null };

/** Who must act next, by the name the flow gives it. */
export const HOLDERS: Readonly<Record<HolderEffect, (file: CaseFile, moment: Moment) => Holder | null>> = {
  keep: (file) => file.holder,
  centre: (file) => ({ unitId: file.centreUnitId, personId: null }),
  unit: unitHolds,
  claimer: (file, moment) =>
    ({ unitId: file.unitId ?? file.centreUnitId, personId: textIn(moment, 'personId') }),
  // A case in parts has handlers in many units; the whole is its centre's. Who worked for a unit that another
  // has taken over from is not sent again: that one's people are.
  handler: (file) => ({ unitId: file.unitId ?? file.centreUnitId,
    personId: file.unitId !== null && file.unitId === file.handlerUnitId
      ? (file.handlerPersonIds.at(-1) ?? null) : null }),
  asked: (file) => ({ unitId: file.centreUnitId, personId: askOf(file, 'check')?.toPersonId ?? null }),
  taker: (file, moment) => file.holder && { ...file.holder, personId: moment.standing.personId },
  awaited: (file, moment) =>
    moment.flow.states[file.state]?.awaits === 'centre' || (file.parts && file.unitId === null)
      ? { unitId: file.centreUnitId, personId: null } : file.holder,
  none: () => null,
};
