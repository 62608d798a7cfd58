// What a screen keeps on this device until the person is done with it: an unfinished report with its
// pictures, the codes of earlier ones. Never sent anywhere by itself. The phone of a signed-in person keeps
// it in their pocket (`keepIn`); other shells in a database of its own. Where the device refuses storage
// (private window, full disk) it holds for this visit only.
import { openDB, type IDBPDatabase } from 'idb';
import type { Pocket } from './pocket.ts';

const STORE = 'kept';

let opened: Promise<IDBPDatabase | undefined> | undefined;
/** By owner and name where there is a pocket: what one person typed is not shown to the next. */
const forThisVisit = new Map<string, unknown>();
let pocketOf: (() => Pocket | undefined) | undefined;

function open(): Promise<IDBPDatabase | undefined> {
  opened ??=
    typeof indexedDB === 'undefined'
      ? Promise.resolve(undefined)
      : openDB('gridloop.kept', 1, {
          upgrade: (db) => void db.createObjectStore(STORE),
          blocking: (_current, _blocked, event) => {
            (event.target as IDBDatabase).close();
            opened = undefined;
          },
          terminated: () => {
            opened = undefined;
          },
        }).catch((error: unknown) => {
          console.info('This device refuses storage; what is typed holds for this visit only.', error);
          return undefined;
        });
  return opened;
}

/** A full disk must not stop the person: the value stays in memory, and the next change tries again. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    console.info('The device could not keep or find this; it holds for this visit only.', error);
    return undefined;
  }
}

const inDatabase = {
  visit: (name: string): string => name,
  read: async (name: string): Promise<unknown> => (await open())?.get(STORE, name),
  keep: async (name: string, value: unknown): Promise<boolean> => {
    await (await open())?.put(STORE, value, name);
    return false;
  },
  forget: async (name: string): Promise<void> => (await open())?.delete(STORE, name),
};

/** While nobody is signed in nothing is kept: there is nobody it would belong to. */
const inPocket = (of: Pocket | undefined): typeof inDatabase => ({
  visit: (name) => JSON.stringify([of?.owner, name]),
  read: async (name) => of?.get('draft', name),
  keep: async (name, value) => {
    await of?.put('draft', name, value);
    return true;
  },
  forget: async (name) => of?.remove('draft', name),
});

const place = (): typeof inDatabase => (pocketOf ? inPocket(pocketOf()) : inDatabase);

export const kept = {
  /** Called once by a shell whose people have pockets. */
  keepIn(current: () => Pocket | undefined): void {
    pocketOf = current;
  },

  /**
   * Undefined when nothing was kept under the name. The caller checks its shape: an older version may
   * have written.
   */
  async read(name: string): Promise<unknown> {
    const { visit, read } = place();
    return forThisVisit.has(visit(name)) ? forThisVisit.get(visit(name)) : attempt(() => read(name));
  },

  /** Anything that can be cloned, pictures included; bytes, not Blobs. False: for this visit only. */
  async keep(name: string, value: unknown): Promise<boolean> {
    const { visit, keep } = place();
    forThisVisit.set(visit(name), value);
    const isSealed = await attempt(() => keep(name, value));
    // What lies sealed on the phone need not lie open in memory too.
    if (isSealed === true && forThisVisit.get(visit(name)) === value) forThisVisit.delete(visit(name));
    return isSealed !== undefined;
  },

  /** It is in memory, perhaps there alone. */
  isForThisVisit: (name: string): boolean => forThisVisit.has(place().visit(name)),

  async forget(name: string): Promise<void> {
    const { visit, forget } = place();
    forThisVisit.delete(visit(name));
    await attempt(() => forget(name));
  },
};
