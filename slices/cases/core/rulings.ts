// Rulings: a dispatch that is not just the rule's word. After the last return that is allowed the next centre
// up decides for good; what it says is kept, and shown to whoever decides the next one like it.
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Id } from '../../../kernel/id.ts';
import { standsFor } from '../../people/core/unit-directory.ts';
import type { CaseFile } from './case-file.ts';
import { type Directory, type Moment, textIn } from './moment.ts';

/** A dispatch that is kept, so that the next like it can be decided the same. */
export interface Ruling {
  readonly seq: number;
  readonly itemCode: string | null;
  readonly areaPath: string;
  readonly unitId: Id;
  readonly ruledUnitId: Id | null;
  readonly reason: string;
  readonly returns: number;
  /** Who returned it last; the same as the unit where that was ruled to be its own after all. */
  readonly returnedUnitId: Id | null;
  readonly centreUnitId: Id;
  /** Nobody may return it any more. */
  readonly isFinal: boolean;
}

/** The rule's unit, or whoever took over from it; null where the rule names none. */
export const ruledUnitOf = ({ rule }: CaseFile, directory: Directory): string | null =>
  rule?.unitId ? (standsFor(directory, rule.unitId)?.id ?? rule.unitId) : null;

export const isLastReturn = ({ counts }: Pick<CaseFile, 'counts'>, { flow }: Pick<Moment, 'flow'>): boolean =>
  counts.returns >= flow.limits.returns;

export function rulingOf(moment: Moment, file: CaseFile): Ruling | null {
  const ruledUnitId = ruledUnitOf(file, moment.context.directory);
  const { returns } = file.counts;
  if (!moment.edge.isRuling || !file.unitId || (file.unitId === ruledUnitId && returns === 0)) return null;
  return {
    seq: moment.seq, itemCode: file.itemCode, areaPath: file.place.areaPath, unitId: file.unitId, ruledUnitId,
    reason: textIn(moment, 'reason') ?? textIn(moment, 'words') ?? '', returns,
    returnedUnitId: file.returnedUnitIds?.at(-1) ?? null, centreUnitId: file.centreUnitId,
    isFinal: isLastReturn(file, moment),
  };
}

/** The last word on a dispute is given with its grounds: they are what the next one is decided by. */
export const rulingSaysWhy = (file: CaseFile, moment: Moment): Refusal | undefined =>
  (isLastReturn(file, moment) && !textIn(moment, 'reason')
    ? refuse('cases.ruling_reason_missing', { returns: file.counts.returns, field: 'reason' }) : undefined);

/** Whoever has to decide for good decides: it is not handed back to the centre whose word was doubted. */
export const rulingIsTheirs = (file: CaseFile, moment: Moment): Refusal | undefined =>
  (isLastReturn(file, moment)
    ? refuse('cases.ruling_is_yours', { returns: file.counts.returns }) : undefined);
