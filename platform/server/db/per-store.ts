// What a process keeps for one opened store: rows it has read, counts under way, blocks of numbers. Several
// are open at once in tests, and what was read in one must never answer for another. The maker of ids, one
// per opened store, stands for it.
import type { Tx } from './tx.ts';

/** The same one for every transaction of a store; it goes when the store goes. */
export function perStore<T extends object>(make: () => T): (tx: Pick<Tx, 'ids'>) => T {
  const kept = new WeakMap<Tx['ids'], T>();
  return ({ ids }) => {
    const known = kept.get(ids);
    if (known) return known;
    const made = make();
    kept.set(ids, made);
    return made;
  };
}
