// What the effects of an action leave of clocks and units when it is taken again from the history: whom it
// was sent to is read there and not asked of the rules. Those of what is taken back are the engine's own;
// those of parts and of units that take over are the same in as many words.
import { pauseClock } from '../../calendar/core/clock.ts';
import type { CaseFile } from './case-file.ts';
import type { EffectName } from './effects.ts';
import type { Edge } from './flow.ts';
import type { Moment } from './moment.ts';
import { restore, unsplit } from './part-effects.ts';
import type { PastStep } from './replay-clocks.ts';
import { unaccept } from './way-back.ts';

export type ReplayedEffect = (file: CaseFile, step: PastStep, moment: Moment) => CaseFile;

const withoutUnit: ReplayedEffect = (file) => ({ ...file, unitId: null });

/** Of nobody's work the centre holds the case, and no unit's time runs. */
const workAgain: ReplayedEffect = (file, { holderUnitId }) => ({
  ...file, unitId: file.unitId ?? (file.handlerUnitId === null ? null : holderUnitId),
});

/** What the unit above used of the time is used. */
const passDown: ReplayedEffect = (file, { holderUnitId }, { context }) => {
  const { clock, unitId } = file;
  const rest = clock?.stage === 'handle'
    ? pauseClock(context.calendar, clock, context.now) : file.kept[unitId ?? ''];
  const kept = rest && holderUnitId ? { ...file.kept, [holderUnitId]: rest } : file.kept;
  return { ...file, unitId: holderUnitId, kept };
};

/** What the closed unit had left is the successor's. */
const takeOver: ReplayedEffect = (file, { holderUnitId }) => {
  const { [file.unitId ?? '']: rest, ...kept } = file.kept;
  return {
    ...file, unitId: holderUnitId, kept: rest && holderUnitId ? { ...kept, [holderUnitId]: rest } : kept,
  };
};

const REPLAYED: Readonly<Partial<Record<EffectName, ReplayedEffect>>> = {
  assignUnit: (file, { holderUnitId }) => ({ ...file, unitId: holderUnitId }),
  unassign: withoutUnit,
  newRound: withoutUnit,
  recordHandler: (file) => ({ ...file, handlerUnitId: file.unitId }),
  solveOnSpot: (file, { holderUnitId }) => ({ ...file, handlerUnitId: holderUnitId }),
  workAgain,
  passDown,
  takeOver,
  unaccept: (file) => unaccept(file),
  // Which parts it has moves no clock; that it has any makes the remainder of its time its own.
  split: (file) => ({ ...file, unitId: null, parts: file.parts ?? [] }),
  unsplit: (file, _, moment) => unsplit(file, moment),
  restore: (file) => restore(file),
};

export const replayedEffects = ({ effects = [] }: Edge): readonly ReplayedEffect[] =>
  effects.flatMap((name) => REPLAYED[name] ?? []);

const has = ({ effects = [] }: Edge, ...names: readonly EffectName[]): boolean =>
  effects.some((name) => names.includes(name));

/** Asks the rules anew. */
export const takesRule = (edge: Edge): boolean => has(edge, 'takeRule');
export const takesOver = (edge: Edge): boolean => has(edge, 'takeOver');
const HARMLESS: readonly EffectName[] = ['assignUnit', 'unassign', 'recordHandler', 'solveOnSpot'];
/** Does more to clocks than its own clock effect says, or decides whose remainder goes on. */
export const movesClocks = ({ effects = [] }: Edge): boolean =>
  effects.some((name) => name in REPLAYED && !HARMLESS.includes(name));
/** The unit that the case is held by from here on decides whose time runs. */
export const sendsUnit = (edge: Edge): boolean =>
  has(edge, 'assignUnit', 'workAgain', 'passDown', 'solveOnSpot');
