// How each kind of unit of the demo district works: how quickly, how evenly, how often it says "not ours".
// Data alone.
import type { Matter } from './matters.ts';

export interface Habit {
  /** The middle share of the limit that it uses. */
  readonly pace: number;
  readonly spread: number;
  /** The share of its cases that it returns. */
  readonly returns: number;
}

const HABITS: Readonly<Record<string, Habit>> = {
  sanitation: { pace: 0.34, spread: 0.42, returns: 0.02 },
  urban_management: { pace: 0.42, spread: 0.42, returns: 0.03 },
  water: { pace: 0.46, spread: 0.42, returns: 0.04 },
  municipal_works: { pace: 0.6, spread: 0.42, returns: 0.06 },
  lighting: { pace: 0.4, spread: 0.42, returns: 0.03 },
  landscaping: { pace: 0.5, spread: 0.42, returns: 0.03 },
  telecom: { pace: 0.8, spread: 0.42, returns: 0.24 },
  power: { pace: 0.48, spread: 0.42, returns: 0.2 },
  traffic_police: { pace: 0.38, spread: 0.42, returns: 0.05 },
  property_company: { pace: 0.6, spread: 0.42, returns: 0.1 },
  housing: { pace: 0.7, spread: 0.42, returns: 0.08 },
};
const USUAL: Habit = { pace: 0.5, spread: 0.42, returns: 0.05 };
/** The slow one: sanitation of the third street takes about its whole limit. */
export const SLOW: Habit = { pace: 1.2, spread: 0.5, returns: 0.04 };
const SLOW_STREET = '.003.';

interface Where {
  readonly matter: Matter;
  readonly gridPath: string;
}

export const habitOf = ({ matter, gridPath }: Where): Habit =>
  matter.specialty === 'sanitation' && gridPath.slice(6).startsWith(SLOW_STREET)
    ? SLOW
    : (HABITS[matter.specialty] ?? USUAL);
