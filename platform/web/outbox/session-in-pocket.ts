// The session on a phone: the last signed-in person opens the app without a network, and signing out closes
// their pocket at once, network or not. The pocket's key comes from the server and is never kept as bytes.
import { api } from '../api/api.ts';
import { isRefused } from '../api/errors.ts';
import type { Session } from '../session/session.tsx';
import type { SessionKeep } from '../session/session-keep.ts';
import { PocketFull } from './device-db.ts';
import { type Held, keyring } from './keyring.ts';
import { moveWhatIsLeft } from './old-stores.ts';
import { type Pocket, pocket } from './pocket.ts';
import { canSeal } from './seal.ts';
import { askToPersist } from './storage.ts';

const CURRENT = 'current';
const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('gridloop.session');

const isSessionOf = (value: unknown, owner: string): value is Session =>
  typeof value === 'object' && value !== null && (value as Partial<Session>).personId === owner;

const askKey = async (): Promise<string | null> =>
  (await api.get<{ key: string | null }>('/api/session/pocket-key', { isKept: false })).key;

/** Undefined from a server that has no such key yet, and where the browser can't use one. */
async function askSecret(): Promise<string | undefined> {
  if (!canSeal()) return undefined;
  try {
    // The first answer may be from before she signed in, in another window.
    const key = (await askKey()) ?? (await askKey());
    if (key === null) throw new Error('Signed out while the pocket was being opened.');
    return key;
  } catch (error) {
    if (isRefused(error) && error.problem.status === 404) return undefined;
    throw error;
  }
}

/** Before any screen looks into it. */
async function openPocket({ owner, key }: Held): Promise<Pocket> {
  const mine = await pocket.open(owner, key);
  await moveWhatIsLeft(mine);
  return mine;
}

async function hold(personId: string): Promise<Held> {
  const held = await keyring.find();
  const isReady = held?.owner === personId && (held.key !== undefined || !canSeal());
  return isReady ? held : keyring.keep(personId, await askSecret());
}

export const sessionInPocket: SessionKeep = {
  async find() {
    const held = await keyring.find();
    if (!held || (await keyring.untoldSignOut())) return undefined;
    const mine = await openPocket(held);
    const found = await mine.get('session', CURRENT);
    return isSessionOf(found, held.owner) ? found : undefined;
  },

  async keep(session) {
    const held = await hold(session.personId);
    const isAnother = pocket.current()?.owner !== session.personId;
    const mine = await openPocket(held);
    try {
      await mine.put('session', CURRENT, session);
    } catch (error) {
      if (!(error instanceof PocketFull)) throw error;
      console.info('No room to keep the session: it opens with a network only.', error);
    }
    if (!isAnother) return;
    channel?.postMessage('changed');
    void askToPersist();
  },

  async leave(personId) {
    await keyring.drop({ personId });
    channel?.postMessage('changed');
  },

  async close() {
    pocket.close();
    await keyring.drop();
  },

  async untold() {
    return (await keyring.untoldSignOut())?.personId;
  },

  told: () => keyring.told(),

  subscribe(listener) {
    channel?.addEventListener('message', listener);
    return () => channel?.removeEventListener('message', listener);
  },
};
