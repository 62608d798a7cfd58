// Tells the runners of this process when something new is due, right after its commit. It is only a shortcut:
// whoever misses it finds the row at the next poll, at most a second later.
import type { Instant } from '../../../kernel/instant.ts';

const listeners = new Set<(dueAt: Instant) => void>();

/** For `tx.afterCommit`: the soonest due time of what was written. */
export function announceTimers(dueAt: Instant): void {
  for (const listener of listeners) listener(dueAt);
}

/** Returns how to stop listening. */
export function onTimersAnnounced(listener: (dueAt: Instant) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
