// One window of this browser at a time: for sending, and for changing an entry that another window may be
// sending. The browser's own locks are let go when a window dies; where there are none (plain http) the
// windows can't know of each other, and the lock holds within the page.

export interface Locks {
  /** Waits for its turn. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** False, without waiting, when another one has it. */
  tryRun(name: string, work: () => Promise<void>): Promise<boolean>;
}

/** Locks of one page, or of several outboxes of one simulated phone. */
export function localLocks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  const take = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(name, mine);
    const free = () => {
      if (last.get(name) === mine) last.delete(name);
    };
    mine.then(free, free);
    return mine;
  };
  return {
    run: take,
    async tryRun(name, work) {
      if (last.has(name)) return false;
      await take(name, work);
      return true;
    },
  };
}

export function browserLocks(): Locks {
  const manager = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined);
  if (!manager) return localLocks();
  return {
    run: (name, work) => manager.request(name, work) as ReturnType<typeof work>,
    tryRun: (name, work) =>
      manager.request(name, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
        return lock !== null;
      }),
  };
}
