// When something that failed is tried again. Limits are data, so that a city can turn them.
import { MINUTE, SECOND } from '../../../kernel/duration.ts';

export interface RetryLimits {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Each pause is this many times the one before. */
  readonly growth: number;
}

export const DEFAULT_RETRY: RetryLimits = {
  firstPauseMs: 5 * SECOND,
  longestPauseMs: 30 * MINUTE,
  growth: 3,
};

/** @param tries how often it has failed, from 1 */
export const pauseAfter = (tries: number, limits: RetryLimits): number =>
  Math.min(limits.longestPauseMs, limits.firstPauseMs * limits.growth ** (Math.max(1, tries) - 1));

const MAX_ERROR_LENGTH = 2_000;

/** What is kept of an error: enough to find the cause, never a whole dump. */
export const errorText = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, MAX_ERROR_LENGTH) ||
  'error';
