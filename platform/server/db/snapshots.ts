// In-process read models of what rarely changes: the areas index, the compiled catalogue, the units.
// A snapshot is reloaded when its version row has moved: asked at most once a second, and at once
// in the process that made the change. Other instances may answer from a snapshot up to a second old.
import type { Instant } from '../../../kernel/instant.ts';
import { SECOND } from '../../../kernel/duration.ts';
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
  /** In the transaction that publishes a change, so that nobody reloads before it is committed. */
  bump(tx: Tx, name: string): Promise<void>;
}

interface Held {
  readonly version: number;
  readonly value: Promise<unknown>;
}

/** Shared by all transactions of one Database; `forTx` binds it to the one that asks. */
export class SnapshotStore {
  readonly #held = new Map<string, Held>();
  #versions = new Map<string, number>();
  #checkedAt: Instant = Number.NEGATIVE_INFINITY;
  #checking: Promise<void> | undefined;
  /** Reads of the wall clock, not of a transaction's now: staleness is about real time. */
  readonly #readClock: () => Instant;

  constructor(readClock: () => Instant) {
    this.#readClock = readClock;
  }

  forget(name: string): void {
    this.#held.delete(name);
    this.#checkedAt = Number.NEGATIVE_INFINITY;
  }

  async #check(tx: Tx): Promise<void> {
    const rows = await tx.db.selectFrom('snapshot_version').select(['name', 'version']).execute();
    this.#versions = new Map(rows.map((row) => [row.name, row.version]));
    this.#checkedAt = this.#readClock();
  }

  async #get<T>(tx: Tx, definition: SnapshotDefinition<T>, bumpedHere: ReadonlySet<string>): Promise<T> {
    // Inside the transaction that changed it, the change is not committed: load for this caller alone.
    if (bumpedHere.has(definition.name)) return definition.load(tx);
    if (this.#readClock() - this.#checkedAt >= SECOND) {
      this.#checking ??= this.#check(tx).finally(() => {
        this.#checking = undefined;
      });
      await this.#checking;
    }
    const version = this.#versions.get(definition.name) ?? 0;
    const held = this.#held.get(definition.name);
    if (held && held.version === version) return held.value as Promise<T>;
    const value = definition.load(tx);
    this.#held.set(definition.name, { version, value });
    value.catch(() => this.#held.delete(definition.name));
    return value;
  }

  forTx(tx: () => Tx): Snapshots {
    const bumpedHere = new Set<string>();
    return {
      get: (definition) => this.#get(tx(), definition, bumpedHere),
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
