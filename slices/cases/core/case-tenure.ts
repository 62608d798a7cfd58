// Who had a case in hand and for how long, from its history: one stretch per holder and stage, summed by the
// level on which the holder works. It judges nobody: late is what a stage's own limit says.
import { fromIso, type Instant, toIso } from '../../../kernel/instant.ts';
import type { CaseView, StepView } from './contract.ts';
import type { CaseTenures } from './contract-parts.ts';
import { FLOWS } from './flows.ts';
import { type Level, levelOf, LEVELS } from './levels.ts';
import type { Directory } from './moment.ts';

export interface Tenure {
  readonly seq: number;
  readonly unit: NonNullable<StepView['holder']>;
  /** The stage whose clock ran; null where the history does not say yet. */
  readonly stage: string | null;
  readonly from: Instant;
  /** Undefined: still in hand. */
  readonly until: Instant | undefined;
  /** The limit of the stage, where one was told. */
  readonly dueAt: Instant | undefined;
}

const instantOf = (iso: string | null | undefined): Instant | undefined =>
  iso === null || iso === undefined ? undefined : fromIso(iso);

/** Actions that say that a stage should not have been entered. */
const FORGETTING: ReadonlySet<string> = new Set(
  FLOWS.flatMap(({ edges }) => edges.filter((edge) => edge.forgetsStage).map(({ action }) => action)),
);

/** The step that brought the case where the undoing found it. */
const isEntering = (step: StepView | undefined, { fromState }: StepView): boolean =>
  step?.toState === fromState && step.fromState !== fromState && !FORGETTING.has(step.action);

/** An acceptance or a dispatch that was taken back held up nobody but the centre: as long as it stood, the
 *  time is the centre's that sent it. */
function withoutUndone(steps: readonly StepView[]): readonly StepView[] {
  const told = [...steps];
  for (const [at, undone] of steps.entries()) {
    if (!FORGETTING.has(undone.action)) continue;
    let from = at - 1;
    while (from > 0 && !isEntering(steps[from], undone)) from -= 1;
    for (let n = Math.max(from, 0); n <= at; n += 1) {
      const step = steps[n];
      if (!step) continue;
      const isLeft = n === from && steps[n - 1]?.holder?.id !== undone.holder?.id;
      told[n] = { ...step, holder: undone.holder, ended: isLeft ? step.ended : null };
    }
  }
  return told;
}

/** A stretch ends when somebody else holds the case, or when its stage's clock ends. */
export function tenuresOf({ steps, clock }: Pick<CaseView, 'steps' | 'clock'>): readonly Tenure[] {
  const tenures: Tenure[] = [];
  let open: Tenure | undefined;
  for (const step of withoutUndone(steps)) {
    const at = instantOf(step.at) ?? 0;
    const isSame = open !== undefined && step.holder?.id === open.unit.id && step.ended === null;
    if (isSame) continue;
    if (open) {
      const ended = step.ended;
      tenures.push({
        ...open,
        until: at,
        stage: ended?.stage ?? open.stage,
        dueAt: instantOf(ended?.dueAt) ?? open.dueAt,
      });
    }
    open = step.holder
      ? { seq: step.seq, unit: step.holder, stage: null, from: at, until: undefined, dueAt: undefined }
      : undefined;
  }
  if (open) tenures.push({ ...open, stage: clock?.stage ?? null, dueAt: instantOf(clock?.dueAt) });
  // What went straight through took no time of anybody: it is no stretch worth a row.
  return tenures.filter(({ from, until }) => until === undefined || until > from);
}

interface Told {
  readonly unit: Tenure['unit'];
  readonly level: Level;
  readonly heldMs: number;
  readonly isLate: boolean;
  readonly isHolding: boolean;
}

const sumOf = (told: readonly Told[]): number => told.reduce((sum, { heldMs }) => sum + heldMs, 0);
const isHeld = (told: readonly Told[]): boolean => told.some(({ isHolding }) => isHolding);

function byUnit(told: readonly Told[]): CaseTenures['units'] {
  const units = [...new Map(told.map(({ unit, level }) => [unit.id, { unit, level }])).values()];
  return units.map(({ unit, level }) => {
    const own = told.filter((one) => one.unit.id === unit.id);
    return { unit, level, heldMs: sumOf(own), isHolding: isHeld(own) };
  }).sort((a, b) => b.heldMs - a.heldMs);
}

function byLevel(told: readonly Told[]): CaseTenures['levels'] {
  return LEVELS.flatMap((level) => {
    const own = told.filter((one) => one.level === level);
    return own.length === 0 ? [] : [{
      level, heldMs: sumOf(own), stretches: own.length, late: own.filter(({ isLate }) => isLate).length,
      isHolding: isHeld(own),
    }];
  });
}

/** By the clock on the wall: what the limits count is in each step. */
export function caseTenures(
  of: Pick<CaseView, 'steps' | 'clock'>, directory: Directory, now: Instant,
): CaseTenures {
  const tenures = tenuresOf(of);
  const told = tenures.map((one) => ({
    ...one, level: levelOf(directory.unit(one.unit.id)), heldMs: (one.until ?? now) - one.from,
    isLate: one.dueAt !== undefined && (one.until ?? now) > one.dueAt, isHolding: one.until === undefined,
  }));
  const iso = (at: Instant | undefined): string | null => (at === undefined ? null : toIso(at));
  const items = told.map(({ seq, unit, level, stage, from, until, dueAt, heldMs, isLate }) =>
    ({ seq, unit, level, stage, from: toIso(from), until: iso(until), dueAt: iso(dueAt), heldMs, isLate }));
  return { items, levels: byLevel(told), units: byUnit(told) };
}
