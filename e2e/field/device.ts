// One device as hardware: what its disk holds, which survives everything, and a life, which does not. When a
// life ends (battery, crash, the system) whatever was running never hears of anything again, and a writing or
// a request that was under way has happened or has not.
import type { Shelf } from '../../platform/web/outbox/memory-pocket.ts';
import type { Pocket } from '../../platform/web/outbox/pocket.ts';
import type { RecordName, Records, SealedBytes, SealedRecord } from '../../platform/web/outbox/records.ts';

const nameOf = (name: RecordName): string => JSON.stringify(name);
const startOf = (owner: string, kind: string): string => `${JSON.stringify([owner, kind]).slice(0, -1)},`;

/** The disk. One writing is all or nothing, as IndexedDB's transactions are. */
export class Disk implements Records {
  readonly #held = new Map<string, SealedRecord>();
  /** What a pocket without a key keeps here. */
  readonly shelf: Shelf = new Map();

  async find(name: RecordName): Promise<SealedBytes | undefined> {
    return this.#held.get(nameOf(name))?.sealed;
  }

  async list(owner: string, kind: string): Promise<readonly SealedRecord[]> {
    const start = startOf(owner, kind);
    return [...this.#held].filter(([key]) => key.startsWith(start)).map(([, record]) => record);
  }

  async ids(owner: string, kind: string): Promise<readonly string[]> {
    return (await this.list(owner, kind)).map(({ name }) => name[2]);
  }

  async write(records: readonly SealedRecord[], removed: readonly RecordName[]): Promise<void> {
    for (const name of removed) this.#held.delete(nameOf(name));
    for (const record of records) this.#held.set(nameOf(record.name), record);
  }

  async removeAll(owner: string, kind: string): Promise<void> {
    for (const { name } of await this.list(owner, kind)) this.#held.delete(nameOf(name));
  }

  /** How much of a kind lies there, whoever's. */
  count(kind: string): number {
    const sealed = [...this.#held.values()].filter(({ name }) => name[1] === kind).length;
    return sealed + [...this.shelf.keys()].filter((name) => name.startsWith(`${kind}/`)).length;
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export class Life {
  readonly over: Promise<void>;
  #isOver = false;
  #end: () => void = () => undefined;
  /** Touches of disk and network until it ends; undefined while nothing is coming. */
  #touchesLeft: number | undefined;
  #endsAfterTouch = false;

  constructor() {
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** It will end at the n-th touch from now, just before it or just after it has worked. */
  endIn(touches: number, isAfter: boolean): void {
    this.#touchesLeft = touches;
    this.#endsAfterTouch = isAfter;
  }

  stop(): void {
    this.#isOver = true;
    this.#end();
  }

  async touch<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isOver) return never();
    const isLast = this.#touchesLeft !== undefined && this.#touchesLeft-- <= 0;
    if (isLast && !this.#endsAfterTouch) {
      this.stop();
      return never();
    }
    const done = work();
    if (isLast) {
      await done.catch(() => undefined);
      this.stop();
    }
    try {
      const answer = await done;
      return this.#isOver ? await never<T>() : answer;
    } catch (error) {
      if (this.#isOver) return never();
      throw error;
    }
  }
}

/** The disk as a life sees it. */
export const seenBy = (life: Life, disk: Disk): Records => ({
  find: (name) => life.touch(() => disk.find(name)),
  list: (owner, kind) => life.touch(() => disk.list(owner, kind)),
  ids: (owner, kind) => life.touch(() => disk.ids(owner, kind)),
  write: (records, removed) => life.touch(() => disk.write(records, removed)),
  removeAll: (owner, kind) => life.touch(() => disk.removeAll(owner, kind)),
});

/** A pocket as a life uses it. */
export const heldBy = (life: Life, pocket: Pocket): Pocket => ({
  owner: pocket.owner,
  isKept: pocket.isKept,
  get: (...name) => life.touch(() => pocket.get(...name)),
  list: (kind) => life.touch(() => pocket.list(kind)),
  ids: (kind) => life.touch(() => pocket.ids(kind)),
  put: (...record) => life.touch(() => pocket.put(...record)),
  putMany: (...change) => life.touch(() => pocket.putMany(...change)),
  remove: (...name) => life.touch(() => pocket.remove(...name)),
  removeAll: (kind) => life.touch(() => pocket.removeAll(kind)),
  seal: (...what) => life.touch(() => pocket.seal(...what)),
  unseal: (...what) => life.touch(() => pocket.unseal(...what)),
});
