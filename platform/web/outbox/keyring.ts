// Whose pocket this device may open: the signed-in person's key, which can't be exported, and the sign-out
// that the server has not been told of. One person at a time. Signing out removes the key and notes what the
// server must hear in the same transaction, so that it works without a network and holds after a crash.
import { KEYRING, onDevice, PocketFull } from './device-db.ts';
import { canSeal, importKey } from './seal.ts';

export interface Held {
  readonly owner: string;
  /** Undefined where the browser can't seal: the pocket is in memory then. */
  readonly key: CryptoKey | undefined;
}

/** A person left while there was no network. */
export interface UntoldSignOut {
  readonly personId: string;
}

const HELD = 'held';
const UNTOLD = 'untold sign-out';
type Notes = Readonly<Record<string, unknown>>;

/** Where these few notes lie: this device, or what a test hands in. */
export interface Drawer {
  find(name: string): Promise<unknown>;
  /** All or nothing; false where the device has no storage. Throws PocketFull, having changed nothing. */
  change(put: Notes, removed: readonly string[]): Promise<boolean>;
}

const onThisDevice: Drawer = {
  find: (name) => onDevice((db) => db.get(KEYRING, name)),

  async change(put, removed) {
    const isKept = await onDevice(async (db) => {
      const { store, done } = db.transaction(KEYRING, 'readwrite', { durability: 'strict' });
      const asked = [
        ...removed.map((name) => store.delete(name)),
        ...Object.entries(put).map(([name, value]) => store.put(value, name)),
      ];
      // The transaction's own end is the answer; a failed request ends it, and is not told twice.
      for (const one of asked) one.catch(() => undefined);
      await done;
      return true;
    });
    return isKept === true;
  },
};

/** What the device can't keep, for lack of storage or of room, holds for this visit. */
function notesIn(drawer: Drawer) {
  const inMemory = new Map<string, unknown>();

  /** Answers whether all that was to be kept lies on the device. What must go goes even from a full one. */
  async function attempt(put: Notes, removed: readonly string[]): Promise<boolean> {
    try {
      return await drawer.change(put, removed);
    } catch (error) {
      if (!(error instanceof PocketFull)) throw error;
      console.warn('No room for who is signed in here; it holds for this visit.', error);
    }
    await drawer.change({}, [...removed, ...Object.keys(put)]);
    return false;
  }

  return {
    find: async (name: string): Promise<unknown> => inMemory.get(name) ?? drawer.find(name),

    async change(put: Notes, removed: readonly string[]): Promise<void> {
      const isKept = await attempt(put, removed);
      for (const name of [...removed, ...Object.keys(put)]) inMemory.delete(name);
      if (isKept) return;
      for (const [name, value] of Object.entries(put)) inMemory.set(name, value);
    },
  };
}

const decode = (base64: string): ArrayBuffer =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;

export function keyringIn(drawer: Drawer) {
  const notes = notesIn(drawer);
  return {
    async find(): Promise<Held | undefined> {
      const found = (await notes.find(HELD)) as Partial<Held> | undefined;
      return typeof found?.owner === 'string' ? { owner: found.owner, key: found.key } : undefined;
    },

    /** `secret`: what the server derives for this person, base64. Undefined: nothing can be sealed. */
    async keep(owner: string, secret: string | undefined): Promise<Held> {
      const key = secret !== undefined && canSeal() ? await importKey(decode(secret)) : undefined;
      const held: Held = { owner, key };
      await notes.change({ [HELD]: held }, []);
      return held;
    },

    /** From here on nothing on this device can be read. `untold`: the server must still hear of it. */
    async drop(untold?: UntoldSignOut): Promise<void> {
      await notes.change(untold ? { [UNTOLD]: untold } : {}, [HELD]);
    },

    async untoldSignOut(): Promise<UntoldSignOut | undefined> {
      const found = (await notes.find(UNTOLD)) as Partial<UntoldSignOut> | undefined;
      return typeof found?.personId === 'string' ? { personId: found.personId } : undefined;
    },

    async told(): Promise<void> {
      await notes.change({}, [UNTOLD]);
    },
  };
}

export const keyring = keyringIn(onThisDevice);
