// What hardly ever changes, by id, as this process has asked for it: names of people, who uploaded a photo.
// Built on a snapshot that is empty at first, so that whoever changes such a fact bumps its name, and all
// processes forget what they knew.
import type { Id } from '../../../kernel/id.ts';
import { defineSnapshot, type SnapshotDefinition } from './snapshots.ts';
import type { Tx } from './tx.ts';

/** Facts by id; an id that is missing has none. */
type Load<V> = (tx: Tx, ids: readonly Id[]) => Promise<ReadonlyMap<Id, V>>;

/** Ids and short texts: some megabytes at most. */
const MOST_KEPT = 50_000;

export class Lookup<V> {
  readonly #load: Load<V>;
  readonly #known: SnapshotDefinition<Map<Id, V>>;

  constructor(name: string, load: Load<V>) {
    this.#load = load;
    this.#known = defineSnapshot(name, async () => new Map<Id, V>());
  }

  /** Those of the ids that exist, in a map of the caller's own: what is kept may be let go at any moment. */
  async get(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, V>> {
    const known = await tx.snapshots.get(this.#known);
    if (!ids.every((id) => known.has(id))) {
      const found = await this.#load(tx, [...new Set(ids)]);
      if (known.size + found.size > MOST_KEPT) known.clear();
      for (const [id, value] of found) known.set(id, value);
    }
    const asked = new Map<Id, V>();
    for (const id of ids) {
      const value = known.get(id);
      if (value !== undefined) asked.set(id, value);
    }
    return asked;
  }

  /** After the commit that makes it true. */
  async learn(tx: Tx, id: Id, value: V): Promise<void> {
    const known = await tx.snapshots.get(this.#known);
    if (known.size < MOST_KEPT) known.set(id, value);
  }
}
