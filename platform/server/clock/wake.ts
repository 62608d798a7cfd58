// Tells those of this process who wait for something that it is there, right after the commit that wrote it.
// It is only a shortcut: whoever misses it finds the row at the next poll.

export interface Wake<Told extends readonly unknown[]> {
  /** For `tx.afterCommit`. */
  readonly announce: (...told: Told) => void;
  /** Returns how to stop listening. */
  readonly onAnnounced: (listener: (...told: Told) => void) => () => void;
}

export function makeWake<Told extends readonly unknown[] = []>(): Wake<Told> {
  const listeners = new Set<(...told: Told) => void>();
  return {
    announce: (...told) => {
      for (const listener of listeners) listener(...told);
    },
    onAnnounced: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
