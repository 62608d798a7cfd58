// Where sealed records lie: the interface, and the real one over IndexedDB. It knows neither keys nor what
// is inside. One writing is one transaction: all of it or nothing.
import { onDevice, RECORDS } from './device-db.ts';

/** owner, kind, id */
export type RecordName = readonly [owner: string, kind: string, id: string];
export type SealedBytes = Uint8Array<ArrayBuffer>;

export interface SealedRecord {
  readonly name: RecordName;
  readonly sealed: SealedBytes;
}

export interface Records {
  find(name: RecordName): Promise<SealedBytes | undefined>;
  list(owner: string, kind: string): Promise<readonly SealedRecord[]>;
  ids(owner: string, kind: string): Promise<readonly string[]>;
  /** `isWork`: nobody else has it, so it must be on the disk, not only on its way there. */
  write(records: readonly SealedRecord[], removed: readonly RecordName[], isWork: boolean): Promise<void>;
  removeAll(owner: string, kind: string): Promise<void>;
}

/** Every id of a kind: an array sorts behind every text. */
const allOf = (owner: string, kind: string): IDBKeyRange =>
  IDBKeyRange.bound([owner, kind], [owner, kind, []]);

/** `abort` is how a full disk is told: the error of the transaction counts, not that of the one request. */
export const deviceRecords: Records = {
  find: (name) => onDevice((db) => db.get(RECORDS, [...name])),

  async list(owner, kind) {
    const found = await onDevice(async (db) => {
      const store = db.transaction(RECORDS).store;
      const range = allOf(owner, kind);
      const [names, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      return names.map((name, index) => ({
        name: name as unknown as RecordName,
        sealed: values[index] as SealedBytes,
      }));
    });
    return found ?? [];
  },

  async ids(owner, kind) {
    const names = await onDevice((db) => db.getAllKeys(RECORDS, allOf(owner, kind)));
    return (names ?? []).map((name) => (name as unknown as RecordName)[2]);
  },

  async write(records, removed, isWork) {
    await onDevice(async (db) => {
      const durability = isWork ? 'strict' : 'relaxed';
      const change = db.transaction(RECORDS, 'readwrite', { durability });
      const asked = [
        ...removed.map((name) => change.store.delete([...name])),
        ...records.map(({ name, sealed }) => change.store.put(sealed, [...name])),
      ];
      // The transaction's own end is the answer; a failed request ends it, and is not told twice.
      for (const one of asked) one.catch(() => undefined);
      await change.done;
      return true;
    });
  },

  async removeAll(owner, kind) {
    await onDevice(async (db) => {
      await db.delete(RECORDS, allOf(owner, kind));
      return true;
    });
  },
};
