// What the test of the pocket lays on a page of its own: the real modules, and what a stranger with the
// browser's tools could do.
import { PocketFull } from '../platform/web/outbox/device-db.ts';
import { keyring } from '../platform/web/outbox/keyring.ts';
import { moveOldStores } from '../platform/web/outbox/move-old-stores.ts';
import { pocket, SealedPocket } from '../platform/web/outbox/pocket.ts';

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('refused'));
  });

/** Everything in a database, as it lies there. */
async function everythingIn(name: string): Promise<Record<string, unknown[]>> {
  const db = await asked(indexedDB.open(name));
  const found: Record<string, unknown[]> = {};
  for (const store of db.objectStoreNames) {
    found[store] = await asked(db.transaction(store).objectStore(store).getAll());
  }
  db.close();
  return found;
}

/** A database of an earlier version, with these values under these names. */
async function makeOld(name: string, store: string, values: Record<string, unknown>, key?: string) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(store, key === undefined ? {} : { keyPath: key });
  };
  const db = await asked(request);
  const change = db.transaction(store, 'readwrite').objectStore(store);
  for (const [id, value] of Object.entries(values)) {
    await asked(key === undefined ? change.put(value, id) : change.put(value));
  }
  db.close();
}

const deleteAll = (name: string): Promise<unknown> => asked(indexedDB.deleteDatabase(name));

const databaseNames = async (): Promise<string[]> =>
  (await indexedDB.databases()).flatMap(({ name }) => name ?? []).sort();

const tools = {
  ...{ keyring, moveOldStores, pocket, PocketFull, SealedPocket },
  ...{ databaseNames, deleteAll, everythingIn, makeOld },
};
export type PocketPage = typeof tools;
Object.assign(globalThis, { m: tools });
