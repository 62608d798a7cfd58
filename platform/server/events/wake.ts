// Tells the readers of this process that something new waits, right after its commit. It is only a shortcut:
// whoever misses it finds the row at the next poll, at most a second later.

const listeners = new Set<() => void>();

/** For `tx.afterCommit`. */
export function announceEvents(): void {
  for (const listener of listeners) listener();
}

/** Returns how to stop listening. */
export function onEventsAnnounced(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
