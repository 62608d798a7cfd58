// Tells the sender of this process that something waits to be sent, right after its commit. It is only a
// shortcut: whoever misses it finds the row at the next poll.

const listeners = new Set<() => void>();

/** For `tx.afterCommit`. */
export function announcePushes(): void {
  for (const listener of listeners) listener();
}

/** Returns how to stop listening. */
export function onPushesAnnounced(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
