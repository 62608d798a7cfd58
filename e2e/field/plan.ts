// What is going to happen to one phone in the shift, drawn from its dice before it begins: when it reports,
// when it has no network, which version of the app it runs, how wrong its clock is. Times are slots.
import { DAY, HOUR, MINUTE } from '../../kernel/duration.ts';
import type { Dice } from './fates.ts';

export const SLOT_MS = 2 * MINUTE;
/** Eight hours. */
export const SHIFT_SLOTS = 240;
/** All who are still without a network get it back in the same moment. */
export const STORM_SLOT = 225;
/** The server is updated in the middle of the shift. */
export const UPGRADE_SLOT = 120;
/** Those whose app is too old by then have updated it by here. */
const UPDATED_SLOT = 200;

/** What the server understands before and after. Phones of today speak 2 and are always understood. */
export const BEFORE = { version: 2, oldestServed: 1 } as const;
export const AFTER = { version: 3, oldestServed: 2 } as const;

export interface Plan {
  /** Rising. */
  readonly reportSlots: readonly number[];
  /** From, to (exclusive). */
  readonly offline: readonly [number, number] | undefined;
  readonly protocolAt: (slot: number) => number;
  readonly clockErrorMs: number;
  readonly windows: 1 | 2;
  /** Sealing costs as much as everything else together: every third phone does it. */
  readonly isSealed: boolean;
  /** Copies its outbox to another phone in this slot: the last one without a network. */
  readonly rescueSlot: number | undefined;
  /** Somebody ends this person's sessions. */
  readonly signedOutSlot: number | undefined;
}

function offlineOf(roll: Dice): Plan['offline'] {
  if (!roll.happens(400)) return undefined;
  const from = roll.between(0, 150);
  return roll.happens(600) ? [from, STORM_SLOT] : [from, from + roll.between(15, 70)];
}

function protocolOf(roll: Dice): Plan['protocolAt'] {
  const drawn = roll.below(100);
  if (drawn < 5) return (slot) => (slot < UPDATED_SLOT ? BEFORE.oldestServed : AFTER.version);
  return drawn < 10 ? () => AFTER.version : () => BEFORE.version;
}

const ERRORS_MS = [3 * DAY, -2 * DAY, 400 * DAY, -26 * HOUR, 7 * MINUTE];

export function drawPlan(roll: Dice, reports: number): Plan {
  const offline = offlineOf(roll);
  const slots = Array.from({ length: reports }, () => roll.below(SHIFT_SLOTS));
  return {
    reportSlots: slots.sort((a, b) => a - b),
    offline,
    protocolAt: protocolOf(roll),
    clockErrorMs: roll.happens(300) ? (ERRORS_MS[roll.below(ERRORS_MS.length)] ?? 0) : 0,
    isSealed: roll.happens(330),
    windows: roll.happens(80) ? 2 : 1,
    rescueSlot: offline && roll.happens(500) ? offline[1] - 1 : undefined,
    signedOutSlot: roll.happens(100) ? roll.between(20, SHIFT_SLOTS) : undefined,
  };
}
