// What a screen keeps on this device until the person is done with it: an unfinished report with its
// pictures, the codes of earlier ones. Never sent anywhere by itself. Where the device refuses storage
// (private window) it holds for this visit only.
import { openDB, type IDBPDatabase } from 'idb';

const STORE = 'kept';

let opened: Promise<IDBPDatabase | undefined> | undefined;
const forThisVisit = new Map<string, unknown>();

function open(): Promise<IDBPDatabase | undefined> {
  opened ??=
    typeof indexedDB === 'undefined'
      ? Promise.resolve(undefined)
      : openDB('gridloop.kept', 1, { upgrade: (db) => void db.createObjectStore(STORE) }).catch(
          (error: unknown) => {
            console.info('This device refuses storage; what is typed holds for this visit only.', error);
            return undefined;
          },
        );
  return opened;
}

/** A full disk must not stop the person: the value stays in memory, and the next change tries again. */
async function attempt<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T | undefined> {
  const db = await open();
  if (!db) return undefined;
  try {
    return await work(db);
  } catch (error) {
    console.info('The device could not keep or find this; it holds for this visit only.', error);
    return undefined;
  }
}

export const kept = {
  /**
   * Undefined when nothing was kept under the name. The caller checks its shape: an older version may
   * have written.
   */
  async read(name: string): Promise<unknown> {
    if (forThisVisit.has(name)) return forThisVisit.get(name);
    return attempt((db) => db.get(STORE, name));
  },

  /** Anything that can be cloned, pictures included. */
  async keep(name: string, value: unknown): Promise<void> {
    forThisVisit.set(name, value);
    await attempt((db) => db.put(STORE, value, name));
  },

  async forget(name: string): Promise<void> {
    forThisVisit.delete(name);
    await attempt((db) => db.delete(STORE, name));
  },
};
