// Where parcels wait: IndexedDB, so that they survive a reload, a dead battery and a closed app. A parcel
// leaves only when the server has acknowledged it or the person gives it up. Where the device refuses
// storage they are held in memory and `isKept` says so: the screen must tell the person not to close the
// app.
import { openDB, type IDBPDatabase } from 'idb';
import type { Parcel } from './parcel.ts';

const STORE = 'parcel';

let opened: Promise<IDBPDatabase | undefined> | undefined;
const inMemory = new Map<string, Parcel>();

function open(): Promise<IDBPDatabase | undefined> {
  opened ??=
    typeof indexedDB === 'undefined'
      ? Promise.resolve(undefined)
      : openDB('gridloop.outbox', 1, {
          upgrade: (db) => void db.createObjectStore(STORE, { keyPath: 'id' }).createIndex('owner', 'owner'),
        }).catch((error: unknown) => {
          console.info('This device refuses storage; unsent work is held in memory only.', error);
          return undefined;
        });
  return opened;
}

export const parcelStore = {
  /** Resolves to whether it would survive a reload. A full disk is told, never hidden. */
  async put(parcel: Parcel): Promise<boolean> {
    const db = await open();
    if (!db) {
      inMemory.set(parcel.id, parcel);
      return false;
    }
    try {
      await db.put(STORE, parcel);
      inMemory.delete(parcel.id);
      return true;
    } catch (error) {
      console.info('Unsent work is held in memory only.', error);
      inMemory.set(parcel.id, parcel);
      return false;
    }
  },

  async listOf(owner: string): Promise<readonly Parcel[]> {
    const db = await open();
    const kept = db ? ((await db.getAllFromIndex(STORE, 'owner', owner)) as Parcel[]) : [];
    const held = [...inMemory.values()].filter((parcel) => parcel.owner === owner);
    const heldIds = new Set(held.map(({ id }) => id));
    return [...kept.filter(({ id }) => !heldIds.has(id)), ...held];
  },

  isKept: (id: string): boolean => !inMemory.has(id),

  async remove(id: string): Promise<void> {
    inMemory.delete(id);
    await (await open())?.delete(STORE, id);
  },
};
