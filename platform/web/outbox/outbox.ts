// The outbox of one person on one device: takes parcels, sends them in order with the key each was made with,
// tells screens how far it is. Modes: at rest → sending → at rest, or waiting for the network (tried again on
// reconnect, on coming back into view, on a timer). It never drops a parcel by itself.
import { useSyncExternalStore } from 'react';
import { api } from '../api/api.ts';
import { isRefused, isWeather } from '../api/errors.ts';
import { sendPhoto } from '../api/photos.ts';
import { bodyOf, type Parcel, type Picture, retryAfterMs, sendable } from './parcel.ts';
import { parcelStore } from './parcel-store.ts';

/** What the server answered to a parcel that is gone. */
export interface Receipt {
  readonly parcel: Pick<Parcel, 'id' | 'label' | 'madeAt' | 'about' | 'url'>;
  readonly reply: Readonly<Record<string, unknown>>;
}

export interface OutboxState {
  readonly parcels: readonly Parcel[];
  /** The newest first; only of this visit. */
  readonly receipts: readonly Receipt[];
  /** Id of the parcel under way, and how much of its pictures has gone, 0 to 1. */
  readonly sending: { readonly id: string; readonly share: number } | undefined;
}

export interface Ways {
  readonly sendPicture: (picture: Picture, onProgress: (share: number) => void) => Promise<{ readonly id: string }>;
  readonly sendBody: (parcel: Parcel, body: Record<string, unknown>) => Promise<Receipt['reply']>;
  /** Runs the work later and answers how to call it off. */
  readonly later: (work: () => void, afterMs: number) => () => void;
}

const MOST_RECEIPTS = 20;
/** The session ended or too much at once: nothing is wrong with the parcel itself. */
const PASSING = new Set(['auth.sign_in_first', 'auth.session_ended', 'auth.csrf']);
const isPassing = (error: unknown): boolean =>
  isWeather(error) || (isRefused(error) && (error.problem.retryable || PASSING.has(error.code)
    || error.problem.status === 429 || error.problem.status === 401));

const overHttp: Ways = {
  sendPicture: ({ bytes, type, intent }, onProgress) =>
    sendPhoto(new Blob([bytes], { type }), { intent, onProgress }),
  sendBody: (parcel, body) => api.post(parcel.url, body, { intent: parcel.intent }),
  later: (work, afterMs) => {
    const timer = setTimeout(work, afterMs);
    return () => clearTimeout(timer);
  },
};

export interface Outbox {
  readonly get: () => OutboxState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Whose parcels are shown and sent; undefined while nobody is signed in. */
  readonly belongTo: (owner: string | undefined) => Promise<void>;
  readonly add: (parcel: Parcel) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly retry: (id: string) => Promise<void>;
  readonly flush: () => Promise<void>;
  readonly forgetReceipt: (id: string) => void;
}

export function makeOutbox(ways: Ways = overHttp, store: typeof parcelStore = parcelStore): Outbox {
  let state: OutboxState = { parcels: [], receipts: [], sending: undefined };
  let owner: string | undefined;
  let failures = 0;
  let underWay: Promise<void> | undefined;
  let callOff: () => void = () => undefined;
  const listeners = new Set<() => void>();
  const set = (change: Partial<OutboxState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const reload = async (): Promise<void> => {
    const whose = owner;
    const parcels = whose === undefined ? [] : await store.listOf(whose);
    if (whose === owner) set({ parcels: [...parcels].sort((a, b) => a.madeAt - b.madeAt) });
  };

  async function sendOne(parcel: Parcel): Promise<void> {
    let current = parcel;
    set({ sending: { id: parcel.id, share: 0 } });
    for (const [index, picture] of parcel.pictures.entries()) {
      if (picture.id !== undefined) continue;
      const { id } = await ways.sendPicture(picture, (share) =>
        set({ sending: { id: parcel.id, share: (index + share) / parcel.pictures.length } }));
      const pictures = current.pictures.map((one) => (one.key === picture.key ? { ...one, id } : one));
      current = { ...current, pictures };
      await store.put(current);
    }
    const reply = await ways.sendBody(current, bodyOf(current));
    await store.remove(parcel.id);
    const { id, label, madeAt, url } = parcel;
    const about = parcel.about === undefined ? {} : { about: parcel.about };
    const receipt: Receipt = { parcel: { id, label, madeAt, url, ...about }, reply };
    set({ receipts: [receipt, ...state.receipts].slice(0, MOST_RECEIPTS) });
  }

  /** False when the network is to blame and the rest must wait too. */
  async function attempt(parcel: Parcel): Promise<boolean> {
    try {
      await sendOne(parcel);
      failures = 0;
      return true;
    } catch (error) {
      if (isPassing(error)) return false;
      if (!isRefused(error)) {
        // A bug on this page must not cost the work: it stays, and is tried again.
        console.error(error);
        return false;
      }
      const [latest = parcel] = (await store.listOf(parcel.owner)).filter(({ id }) => id === parcel.id);
      await store.put({ ...latest, state: 'needs_you', trouble: error.problem.detail });
      return true;
    } finally {
      set({ sending: undefined });
      await reload();
    }
  }

  async function sendAll(): Promise<void> {
    callOff();
    for (let next = sendable(state.parcels)[0]; next; next = sendable(state.parcels)[0]) {
      if (owner !== next.owner) return;
      if (await attempt(next)) continue;
      failures += 1;
      callOff = ways.later(() => void flush(), retryAfterMs(failures));
      return;
    }
  }

  const flush = (): Promise<void> => {
    underWay ??= sendAll().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    belongTo: async (next) => {
      if (next === owner) return;
      owner = next;
      set({ parcels: [], receipts: [] });
      await reload();
      await flush();
    },
    add: async (parcel) => {
      await store.put(parcel);
      await reload();
      void flush();
    },
    remove: async (id) => {
      await store.remove(id);
      await reload();
    },
    retry: async (id) => {
      const parcel = state.parcels.find((one) => one.id === id);
      if (!parcel) return;
      const { trouble: _, ...rest } = parcel;
      await store.put({ ...rest, state: 'waiting' });
      await reload();
      await flush();
    },
    flush,
    forgetReceipt: (id) => set({ receipts: state.receipts.filter(({ parcel }) => parcel.id !== id) }),
  };
}

/** The one outbox of this page. */
export const outbox = makeOutbox();

export const useOutbox = (): OutboxState => useSyncExternalStore(outbox.subscribe, outbox.get);
