// Turns what a constraint of the store noticed into the refusal that says it in words.
// Only the named constraints are translated; everything else stays the bug or the weather that it is.
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { sqlState } from '../../../platform/server/db/connection.ts';
import type { PeopleRefusal } from '../core/refusals.ts';

const CLASH_STATES = ['23505', '23P01', '23503'];

/** @param refusals constraint name → refusal code */
export async function refuseClash<T>(
  work: Promise<T>,
  refusals: Readonly<Record<string, PeopleRefusal>>,
  data: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { constraint } = error as { constraint?: unknown };
    const isClash = CLASH_STATES.includes(sqlState(error) ?? '');
    const code = isClash && typeof constraint === 'string' ? refusals[constraint] : undefined;
    if (code === undefined) throw error;
    return throwRefusal(code, data);
  }
}
