// Who had a case in hand and for how long, from its history: one stretch per holder and stage. Pure.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import type { CaseView, StepView } from './use-cases.ts';

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

/** A stretch ends when somebody else holds the case, or when its stage's clock ends. */
export function tenuresOf({ steps, clock }: Pick<CaseView, 'steps' | 'clock'>): readonly Tenure[] {
  const tenures: Tenure[] = [];
  let open: Tenure | undefined;
  for (const step of steps) {
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
