// In-process read models of what rarely changes: the areas index, the compiled catalogue, the units.
// A snapshot is reloaded when its version row has moved: asked at most once a second, and at once
// in the process that made the change. Other instances may answer from a snapshot up to a second old.
import type { Instant } from '../../../kernel/instant.ts';
import { SECOND } from '../../../kernel/duration.ts';
import { SharedWork } from './shared-work.ts';
import type { Tx } from './tx.ts';

export interface SnapshotDefinition<T> {
  readonly name: string;
  readonly load: (tx: Tx) => Promise<T>;
}

export const defineSnapshot = <T>(name: string, load: (tx: Tx) => Promise<T>): SnapshotDefinition<T> => ({
  name,
  load,
});

export interface Snapshots {
  get<T>(definition: SnapshotDefinition<T>): Promise<T>;
  /** How often it was bumped: moves with every change, and with nothing else. */
  version(name: string): Promise<number>;
  /** The store was seen to hold something newer: the next who asks looks, whatever was looked up just now. */
  recheck(name: string): void;
  /** In the transaction that publishes a change, so that nobody reloads before it is committed. */
  bump(tx: Tx, name: string): Promise<void>;
}

interface Held {
  readonly version: number;
  readonly value: unknown;
}

interface Loading {
  readonly version: number;
  readonly work: SharedWork<unknown>;
}

/** Shared by all transactions of one Database; `forTx` binds it to the one that asks. */
export class SnapshotStore {
  readonly #held = new Map<string, Held>();
  readonly #loading = new Map<string, Loading>();
  readonly #checking = new SharedWork<void>();
  #versions = new Map<string, number>();
  #checkedAt: Instant = Number.NEGATIVE_INFINITY;
  /** Reads of the wall clock, not of a transaction's now: staleness is about real time. */
  readonly #readClock: () => Instant;

  constructor(readClock: () => Instant) {
    this.#readClock = readClock;
  }

  /** What is being loaded at this moment may be of before the change: it serves who waits, is not kept. */
  forget(name: string): void {
    this.#held.delete(name);
    this.#loading.delete(name);
    this.#checkedAt = Number.NEGATIVE_INFINITY;
  }

  async #readVersions(tx: Tx): Promise<void> {
    const rows = await tx.db.selectFrom('snapshot_version').select(['name', 'version']).execute();
    this.#versions = new Map(rows.map((row) => [row.name, row.version]));
    this.#checkedAt = this.#readClock();
  }

  /** Others may not learn the versions that a transaction with a change of its own sees: it asks only where
   *  nobody has yet. */
  async #check(tx: Tx, bumpedHere: ReadonlySet<string>): Promise<void> {
    const isOnlyMine = bumpedHere.size > 0 && this.#checkedAt !== Number.NEGATIVE_INFINITY;
    if (!isOnlyMine && this.#readClock() - this.#checkedAt >= SECOND) {
      await this.#checking.run(tx, () => this.#readVersions(tx));
    }
  }

  async #get<T>(tx: Tx, definition: SnapshotDefinition<T>, bumpedHere: ReadonlySet<string>): Promise<T> {
    const { name } = definition;
    // Inside the transaction that changed it, the change is not committed: load for this caller alone.
    if (bumpedHere.has(name)) return definition.load(tx);
    await this.#check(tx, bumpedHere);
    const version = this.#versions.get(name) ?? 0;
    const held = this.#held.get(name);
    if (held?.version === version) return held.value as T;
    const known = this.#loading.get(name);
    const loading = known?.version === version ? known : { version, work: new SharedWork<unknown>() };
    this.#loading.set(name, loading);
    const value = (await loading.work.run(tx, () => definition.load(tx))) as T;
    if (this.#loading.get(name) === loading) this.#held.set(name, { version, value });
    return value;
  }

  forTx(tx: () => Tx): Snapshots {
    const bumpedHere = new Set<string>();
    return {
      get: (definition) => this.#get(tx(), definition, bumpedHere),
      version: async (name) => {
        await this.#check(tx(), bumpedHere);
        return this.#versions.get(name) ?? 0;
      },
      recheck: (name) => this.forget(name),
      bump: async (bumpTx, name) => {
        await bumpTx.db
          .insertInto('snapshot_version')
          .values({ name, version: 1 })
          .onConflict((conflict) =>
            conflict
              .column('name')
              .doUpdateSet((eb) => ({ version: eb('snapshot_version.version', '+', 1) })),
          )
          .execute();
        bumpedHere.add(name);
        bumpTx.afterCommit(() => this.forget(name));
      },
    };
  }
}
