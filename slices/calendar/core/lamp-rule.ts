// When a running clock begins to warn, as data: the thresholds of a lamp. Pure numbers: no clock and no
// calendar. Decision: "under 2 h left" holds only for limits longer than 2 h. A limit of 2 h or less (a
// 15-minute acceptance) follows the share alone; otherwise it would be yellow from its first moment and say
// nothing.
import { HOUR } from '../../../kernel/duration.ts';

/** When a warning lights: at most this share of the limit left, or at most this long (of the limit's kind of
 *  time). Null: the rule is not used; with both null the colour is never shown (two-colour schemes). */
export interface LampRule {
  readonly leftShare: number | null;
  readonly leftMs: number | null;
}

export interface LampThresholds {
  readonly yellow: LampRule;
  readonly orange: LampRule;
}

/** The field's usual scheme. */
export const DEFAULT_THRESHOLDS: LampThresholds = {
  yellow: { leftShare: 0.5, leftMs: 2 * HOUR },
  orange: { leftShare: 0.2, leftMs: null },
};

/** How much is left when the rule lights; undefined: never lights. */
export function thresholdMs(rule: LampRule, wholeMs: number): number | undefined {
  const byShare = rule.leftShare === null ? undefined : Math.floor(rule.leftShare * wholeMs);
  const byLength = rule.leftMs !== null && rule.leftMs < wholeMs ? rule.leftMs : undefined;
  if (byShare === undefined) return byLength;
  return byLength === undefined ? byShare : Math.max(byShare, byLength);
}
