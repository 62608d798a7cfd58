// One value held against another: by how much it has changed, exactly, or why that cannot be said. From
// nothing there is no percentage, and a rate changes by points. Pure.
import { decimalText, type Exact, minus, over, signOf, times, whole } from './exact.ts';
import { DECIMALS, type Shape } from './indicator.ts';

/** percent: of what it was · points: of a rate · from_zero: there was none, and now there is some ·
 *  still_zero: neither then nor now · no_now, no_then: one of the two is not known. */
export const CHANGE_KINDS = ['percent', 'points', 'from_zero', 'still_zero', 'no_now', 'no_then'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ChangeOver {
  readonly kind: ChangeKind;
  /** With two decimals and its sign, `-33.33`; null where there is no number. */
  readonly by: string | null;
}

const none = (kind: ChangeKind): ChangeOver => ({ kind, by: null });

export const HUNDRED = whole(100);

export function changeOver(now: Exact | undefined, then: Exact | undefined, shape: Shape): ChangeOver {
  if (!now) return none('no_now');
  if (!then) return none('no_then');
  const by = minus(now, then);
  if (shape === 'rate') return { kind: 'points', by: decimalText(by, DECIMALS) };
  if (signOf(then) === 0) return none(signOf(now) === 0 ? 'still_zero' : 'from_zero');
  // What was below zero and rose has risen, whatever the division says.
  const from = signOf(then) < 0 ? { ...then, top: -then.top } : then;
  return { kind: 'percent', by: decimalText(times(over(by, from), HUNDRED), DECIMALS) };
}
