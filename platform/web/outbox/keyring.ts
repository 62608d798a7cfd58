// Whose pocket this device may open: the signed-in person's key, which can't be exported, and the sign-out
// that the server has not been told of. One person at a time. Signing out removes the key and notes what the
// server must hear in the same transaction, so that it works without a network and holds after a crash.
import { KEYRING, onDevice } from './device-db.ts';
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
/** For devices without storage. */
const inMemory = new Map<string, unknown>();

async function find(name: string): Promise<unknown> {
  return inMemory.get(name) ?? onDevice((db) => db.get(KEYRING, name));
}

async function change(put: Readonly<Record<string, unknown>>, removed: readonly string[]): Promise<void> {
  const isKept = await onDevice(async (db) => {
    const { store, done } = db.transaction(KEYRING, 'readwrite', { durability: 'strict' });
    for (const name of removed) void store.delete(name);
    for (const [name, value] of Object.entries(put)) void store.put(value, name);
    await done;
    return true;
  });
  for (const name of removed) inMemory.delete(name);
  if (isKept) return;
  for (const [name, value] of Object.entries(put)) inMemory.set(name, value);
}

const decode = (base64: string): ArrayBuffer =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;

export const keyring = {
  async find(): Promise<Held | undefined> {
    const found = (await find(HELD)) as Partial<Held> | undefined;
    return typeof found?.owner === 'string' ? { owner: found.owner, key: found.key } : undefined;
  },

  /** `secret`: what the server derives for this person, base64. Undefined: nothing can be sealed. */
  async keep(owner: string, secret: string | undefined): Promise<Held> {
    const key = secret !== undefined && canSeal() ? await importKey(decode(secret)) : undefined;
    const held: Held = { owner, key };
    await change({ [HELD]: held }, []);
    return held;
  },

  /** From here on nothing on this device can be read. `untold`: the server must still hear of it. */
  async drop(untold?: UntoldSignOut): Promise<void> {
    await change(untold ? { [UNTOLD]: untold } : {}, [HELD]);
  },

  async untoldSignOut(): Promise<UntoldSignOut | undefined> {
    const found = (await find(UNTOLD)) as Partial<UntoldSignOut> | undefined;
    return typeof found?.personId === 'string' ? { personId: found.personId } : undefined;
  },

  async told(): Promise<void> {
    await change({}, [UNTOLD]);
  },
};
