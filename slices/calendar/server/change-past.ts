// An exception for a day that has begun, or a year's list that changes such a day, moves what was promised
// and judged already: it takes two people. From tomorrow on one may do it alone. Either way it is on
// record.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type ChangeExecutor, proposeChange, requireReason } from '../../changes/server/public.ts';
import { calendarPolicy } from '../core/policy.ts';
import { addException, checkException, type NewException } from './add-exception.ts';
import { findException } from './queries.ts';
import { checkLoad, loadYear, type NewYear } from './load-year.ts';
import { removeException } from './remove-exception.ts';
import { tellException, tellYear } from './tell-exception.ts';

export interface Outcome {
  readonly id: Id | null;
  readonly isDone: boolean;
  readonly proposalId: Id | null;
}

const waits = (proposalId: Id): Outcome => ({ id: null, isDone: false, proposalId });
const isPast = (tx: Tx, day: string): boolean => day <= localDate(tx.now);

export async function requestException(tx: Tx, actor: Actor, exception: NewException): Promise<Outcome> {
  if (actor.kind !== 'person' || !isPast(tx, exception.day)) {
    return { ...(await addException(tx, actor, exception)), isDone: true, proposalId: null };
  }
  const checked = await checkException(tx, actor, exception);
  const told = tellException('calendar.add_exception', checked, checked.districtId);
  const why = requireReason(exception.reason);
  return waits(
    await proposeChange(tx, actor, { ...told, why, reach: [checked.districtId], body: { ...checked } }),
  );
}

export interface Removal {
  readonly districtId: string;
  readonly id: Id;
  readonly why?: string;
}

export async function requestRemoval(tx: Tx, actor: Actor, removal: Removal): Promise<Outcome> {
  const { districtId, id, why } = removal;
  requireRight(calendarPolicy, actor, 'calendar.remove_exception', { areaPath: districtId });
  const exception = (await findException(tx, districtId, id)) ?? throwRefusal('calendar.exception_not_found');
  if (actor.kind !== 'person' || !isPast(tx, exception.day)) {
    return { ...(await removeException(tx, actor, removal)), isDone: true, proposalId: null };
  }
  const told = tellException('calendar.remove_exception', exception, districtId);
  const body = { districtId, id };
  return waits(
    await proposeChange(tx, actor, { ...told, why: requireReason(why), reach: [districtId], body }),
  );
}

export interface YearOutcome extends Omit<Outcome, 'id'> {
  readonly year: number;
  readonly days: number;
}

/** A list that is loaded again counts for all its days: those that have begun are not one person's. */
export async function requestYear(tx: Tx, actor: Actor, load: NewYear): Promise<YearOutcome> {
  const { holidays, changed } = await checkLoad(tx, actor, load);
  if (actor.kind !== 'person' || !changed.some((day) => isPast(tx, day))) {
    return { ...(await loadYear(tx, actor, load)), isDone: true, proposalId: null };
  }
  const { districtId, year, source, sourceEn = source } = load;
  const proposalId = await proposeChange(tx, actor, {
    ...tellYear({ ...load, holidays }, changed),
    why: requireReason(source),
    reach: [districtId],
    body: { districtId, year, source, sourceEn, holidays, changed },
  });
  return { year, days: holidays.length, isDone: false, proposalId };
}

export const calendarExecutors: readonly ChangeExecutor[] = [
  {
    operation: 'calendar.add_exception',
    refusals: ['calendar.bad_day', 'calendar.bad_window', 'calendar.not_found', 'calendar.exception_exists'],
    apply: async (tx, actor, body, consent) => {
      await addException(tx, actor, body as unknown as NewException, consent);
    },
  },
  {
    operation: 'calendar.remove_exception',
    refusals: ['calendar.exception_not_found'],
    apply: async (tx, actor, body, consent) => {
      await removeException(tx, actor, body as { districtId: string; id: Id }, consent);
    },
  },
  {
    operation: 'calendar.load_year',
    refusals: ['calendar.bad_day', 'calendar.year_mismatch', 'calendar.year_changed'],
    apply: async (tx, actor, body, consent) => {
      const { changed, ...load } = body as unknown as NewYear & { readonly changed: readonly string[] };
      const now = await checkLoad(tx, actor, load);
      // The list takes the place of all that is known: nobody agreed to what has come in since.
      if (now.changed.join() !== changed.join()) throwRefusal('calendar.year_changed', { year: load.year });
      await loadYear(tx, actor, load, consent);
    },
  },
];
