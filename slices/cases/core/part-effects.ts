// Effects of the edges for parts, for co-units and for ends that are taken back. Small, pure, named in the
// flow; effects.ts lists them with the others.
import { withoutAppeal } from './appeal.ts';
import { type CaseFile, type Part, partsOfSplit, type Remembered } from './case-file.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Edge } from './flow.ts';
import { listIn, type Moment, textIn } from './moment.ts';

/** The parts were decided before the whole, so that each names a unit that may be sent. Nobody judges its own
 *  work: where the centre in charge gets a part itself, the centre above takes charge of the whole. */
export function split(file: CaseFile, { context }: Moment): CaseFile {
  const plans = context.parts ?? [];
  const made = plans.map((plan): Part => ({ ...plan, end: null }));
  const isOwnWork = plans.some(({ unitId }) => unitId === file.centreUnitId);
  const above = isOwnWork ? context.directory.centreAbove(file.centreUnitId) : undefined;
  return {
    ...file, unitId: null, coUnitIds: [], dispatchedAt: file.dispatchedAt ?? context.now,
    centreUnitId: above?.id ?? file.centreUnitId, parts: [...(file.parts ?? []), ...made],
  };
}

const withPart = (file: CaseFile, moment: Moment, change: (part: Part) => Part): CaseFile => ({
  ...file,
  parts: (file.parts ?? []).map((part) =>
    (part.caseId === textIn(moment, 'partCaseId') ? change(part) : part)),
});

/** Whoever handled a part may not verify the whole. */
export function endPart(file: CaseFile, moment: Moment): CaseFile {
  const handlers = listIn(moment, 'handlerPersonIds');
  const end = {
    seq: moment.seq, at: moment.context.now, state: textIn(moment, 'endState') ?? '',
    closingCode: textIn(moment, 'closingCode'), result: textIn(moment, 'result'),
    photoIds: listIn(moment, 'photoIds'),
  };
  return {
    ...withPart(file, moment, (part) => ({ ...part, unitId: textIn(moment, 'unitId') ?? part.unitId, end })),
    handlerPersonIds: [...new Set([...file.handlerPersonIds, ...handlers])],
  };
}

export function reopenPart(file: CaseFile, moment: Moment): CaseFile {
  const opened = withPart(file, moment, ({ isPast: _, ...part }) => ({ ...part, end: null }));
  return { ...opened, handledAt: null };
}

export function coResult(file: CaseFile, moment: Moment): CaseFile {
  const unitId = moment.standing.unitId;
  if (unitId === null) return file;
  const one = {
    unitId, seq: moment.seq, at: moment.context.now, result: textIn(moment, 'result') ?? '',
    photoIds: listIn(moment, 'photoIds'),
  };
  return { ...file, coResults: [...(file.coResults ?? []).filter((of) => of.unitId !== unitId), one] };
}

const acceptedOf = ({ acceptedFrom }: Pick<CaseFile, 'acceptedFrom'>) =>
  (acceptedFrom ? { acceptedFrom } : {});

export function rememberedOf(before: CaseFile, { action, effects }: Edge, at: Instant): Remembered {
  const { state, holder, clock, total, kept, pause, nextRung, asks, dispatchedAt, parts = [] } = before;
  const stood = {
    action, state, holder, clock, total, kept, pause, nextRung, asks, ...acceptedOf(before),
  };
  if (!effects?.includes('split')) return stood;
  return { ...stood, split: { at, dispatchedAt, partIds: parts.map(({ caseId }) => caseId) } };
}

export function withoutMemory(file: CaseFile): CaseFile {
  const { remembered: _, ...rest } = file;
  return rest;
}

/** As if it had never ended: a clock that ran has run on meanwhile, one that rested has rested. */
export function restore(file: CaseFile): CaseFile {
  const { remembered } = file;
  if (!remembered) return file;
  const { action: _, split: __, ...stood } = remembered;
  return {
    ...withoutAppeal(withoutMemory(file)), ...stood, endedAt: null, closingCode: null,
    mergedIntoId: null, ratings: [],
  };
}

/** The whole is where it stood, on the clocks that have run on; what was asked or ruled meanwhile stays. The
 *  parts stay on record as withdrawn. */
export function unsplit(file: CaseFile, { context, flow, seq }: Moment): CaseFile {
  const { remembered } = file;
  if (!remembered?.split) return file;
  const { state, clock, total, kept, nextRung, split: { dispatchedAt } } = remembered;
  const made = new Set(partsOfSplit(file));
  const ended = flow.edges.find(({ unmakes }) => unmakes)?.to ?? state;
  const end = { seq, at: context.now, state: ended, closingCode: null, result: null, photoIds: [] };
  const parts = (file.parts ?? []).map((part) => (made.has(part) ? { ...part, end, isPast: true } : part));
  const stood = { state, clock, total, kept, nextRung, dispatchedAt, ...acceptedOf(remembered) };
  return { ...withoutMemory(file), ...stood, parts };
}

export const letGo = (file: CaseFile): CaseFile => ({
  ...file, counts: { ...file.counts, mergedIn: Math.max(0, file.counts.mergedIn - 1) },
});

const CLIPPED = 220;
const clip = (words: string): string => (words.length > CLIPPED ? `${words.slice(0, CLIPPED - 1)}…` : words);

/** What the main case is answered with: each part by its number, with its result. */
export const gatheredResult = (file: CaseFile, nameOf: (unitId: string) => string): string =>
  (file.parts ?? []).filter((part) => part.end !== null && !part.isPast).map(({ number, unitId, end }) =>
    clip(`${number} ${nameOf(unitId)}：${end?.result ?? end?.closingCode ?? end?.state ?? ''}`)).join('\n');
