// Questions that are asked in one turn of the event loop go to the store as one statement: under load this
// saves each of them a message, a plan and a wake-up; alone, a question waits for nothing.
import type { Tx } from './tx.ts';

interface Asking<K, V> {
  readonly tx: Tx;
  readonly key: K;
  readonly resolve: (value: V | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Answers by key; a key that is missing has no answer. */
type Load<K, V> = (tx: Tx, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>;

export class Gather<K, V> {
  readonly #load: Load<K, V>;
  readonly #most: number;
  #asking: Asking<K, V>[] = [];

  /** `most`: keys of one statement. Small ones leave the store and this process working side by side, large
   *  ones cost the store less. */
  constructor(load: Load<K, V>, most: number) {
    this.#load = load;
    this.#most = most;
  }

  /** Inside a transaction it is asked alone, since only that transaction sees what it has written. */
  async ask(tx: Tx, key: K): Promise<V | undefined> {
    if (tx.isTransaction) return (await this.#load(tx, [key])).get(key);
    return new Promise((resolve, reject) => {
      this.#asking.push({ tx, key, resolve, reject });
      // A full statement leaves at once, so that the store works while the rest of the turn is worked
      // through.
      if (this.#asking.length >= this.#most) this.#askAll();
      else if (this.#asking.length === 1) setImmediate(() => this.#askAll());
    });
  }

  #askAll(): void {
    const asking = this.#asking;
    this.#asking = [];
    // Several stores may be open in one process (tests): each is asked for its own.
    const stores = new Map<Tx['ids'], Asking<K, V>[]>();
    for (const one of asking) stores.set(one.tx.ids, [...(stores.get(one.tx.ids) ?? []), one]);
    for (const ofStore of stores.values()) void this.#askSome(ofStore);
  }

  async #askSome(asking: readonly Asking<K, V>[]): Promise<void> {
    const [first] = asking;
    if (!first) return;
    try {
      const found = await this.#load(first.tx, [...new Set(asking.map((one) => one.key))]);
      for (const one of asking) one.resolve(found.get(one.key));
    } catch (error) {
      for (const one of asking) one.reject(error);
    }
  }
}
