// The one database of this origin's signed-in people: sealed records, and the key they open with. Modes:
// unopened → open → closed by the browser (storage cleared, another version, a crash of its storage) →
// opened again at the next use. A device that refuses storage is told once, by `undefined`.
import { type IDBPDatabase, openDB } from 'idb';

export const RECORDS = 'record';
export const KEYRING = 'keyring';
const NAME = 'gridloop.pocket';

/** The device has no room left: what was asked to be kept is not kept. */
export class PocketFull extends Error {
  override name = 'PocketFull';
}

const isFull = (error: unknown): boolean =>
  error instanceof DOMException &&
  (error.name === 'QuotaExceededError' ||
    (error.name === 'UnknownError' && /space|quota|full/i.test(error.message)));

/** The browser closed the connection under us: worth one more try on a new one. */
const isClosed = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'AbortError');

let opened: Promise<IDBPDatabase | undefined> | undefined;

const forget = (): void => {
  opened = undefined;
};

async function open(): Promise<IDBPDatabase | undefined> {
  if (typeof indexedDB === 'undefined') return undefined;
  try {
    return await openDB(NAME, 1, {
      upgrade(db) {
        db.createObjectStore(RECORDS);
        db.createObjectStore(KEYRING);
      },
      // A newer page wants to change the database: it must not wait for this one.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
  } catch (error) {
    console.info('This device refuses storage; work holds for this visit only.', error);
    return undefined;
  }
}

async function attempt<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T | undefined> {
  opened ??= open();
  const db = await opened;
  return db ? work(db) : undefined;
}

/** Undefined when this device has no storage. Throws PocketFull, or what the work threw. */
export async function onDevice<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt(work);
  } catch (error) {
    if (isFull(error)) throw new PocketFull('the device is full', { cause: error });
    if (!isClosed(error)) throw error;
  }
  forget();
  try {
    return await attempt(work);
  } catch (error) {
    throw isFull(error) ? new PocketFull('the device is full', { cause: error }) : error;
  }
}

/** Whether anything kept here would outlive the page. */
export const hasDevice = async (): Promise<boolean> => (await onDevice(async () => true)) === true;
