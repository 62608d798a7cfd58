// The outbox of one person on one device: takes parcels, sends them in order with the key each was made
// with, tells screens how far it is. Modes: at rest → sending → at rest, or waiting for the network (tried
// again on reconnect, on coming back into view, on a timer). It never drops a parcel by itself.
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
  readonly sendPicture: (
    picture: Picture,
    onProgress: (share: number) => void,
  ) => Promise<{ readonly id: string }>;
  readonly sendBody: (parcel: Parcel, body: Record<string, unknown>) => Promise<Receipt['reply']>;
  /** Runs the work later and answers how to call it off. */
  readonly later: (work: () => void, afterMs: number) => () => void;
}

const MOST_RECEIPTS = 20;
/** The session ended or too much at once: nothing is wrong with the parcel itself. */
const PASSING = new Set(['auth.sign_in_first', 'auth.session_ended', 'auth.csrf']);
const isPassing = (error: unknown): boolean =>
  isWeather(error) ||
  (isRefused(error) &&
    (error.problem.retryable ||
      PASSING.has(error.code) ||
      error.problem.status === 429 ||
      error.problem.status === 401));

const overHttp: Ways = {
  sendPicture: ({ bytes, type, intent }, onProgress) =>
    sendPhoto(new Blob([bytes], { type }), { intent, onProgress }),
  sendBody: (parcel, body) => api.post(parcel.url, body, { intent: parcel.intent }),
  later: (work, afterMs) => {
    const timer = setTimeout(work, afterMs);
    return () => clearTimeout(timer);
  },
};

export class Outbox {
  readonly #ways: Ways;
  readonly #store: typeof parcelStore;
  readonly #listeners = new Set<() => void>();
  #state: OutboxState = { parcels: [], receipts: [], sending: undefined };
  #owner: string | undefined;
  #failures = 0;
  #underWay: Promise<void> | undefined;
  #callOff: () => void = () => undefined;

  constructor(ways: Ways = overHttp, store: typeof parcelStore = parcelStore) {
    this.#ways = ways;
    this.#store = store;
  }

  readonly get = (): OutboxState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Whose parcels are shown and sent; undefined while nobody is signed in. */
  async belongTo(owner: string | undefined): Promise<void> {
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.#set({ parcels: [], receipts: [] });
    await this.#reload();
    await this.flush();
  }

  /** On the device first, then on its way: whoever awaits this may forget the draft. */
  async add(parcel: Parcel): Promise<void> {
    await this.#store.put(parcel);
    await this.#reload();
    void this.flush();
  }

  async remove(id: string): Promise<void> {
    await this.#store.remove(id);
    await this.#reload();
  }

  async retry(id: string): Promise<void> {
    const parcel = this.#state.parcels.find((one) => one.id === id);
    if (!parcel) return;
    const { trouble: _, ...rest } = parcel;
    await this.#store.put({ ...rest, state: 'waiting' });
    await this.#reload();
    await this.flush();
  }

  flush(): Promise<void> {
    this.#underWay ??= this.#sendAll().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  forgetReceipt(id: string): void {
    this.#set({ receipts: this.#state.receipts.filter(({ parcel }) => parcel.id !== id) });
  }

  #set(change: Partial<OutboxState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  async #reload(): Promise<void> {
    const whose = this.#owner;
    const parcels = whose === undefined ? [] : await this.#store.listOf(whose);
    if (whose === this.#owner) this.#set({ parcels: [...parcels].sort((a, b) => a.madeAt - b.madeAt) });
  }

  async #sendPictures(parcel: Parcel): Promise<Parcel> {
    let current = parcel;
    const { id, pictures } = parcel;
    for (const [index, picture] of pictures.entries()) {
      if (picture.id !== undefined) continue;
      const tell = (share: number) =>
        this.#set({ sending: { id, share: (index + share) / pictures.length } });
      const sent = await this.#ways.sendPicture(picture, tell);
      current = {
        ...current,
        pictures: current.pictures.map((one) => (one.key === picture.key ? { ...one, id: sent.id } : one)),
      };
      await this.#store.put(current);
    }
    return current;
  }

  async #sendOne(parcel: Parcel): Promise<void> {
    this.#set({ sending: { id: parcel.id, share: 0 } });
    const complete = await this.#sendPictures(parcel);
    const reply = await this.#ways.sendBody(complete, bodyOf(complete));
    await this.#store.remove(parcel.id);
    const { id, label, madeAt, url } = parcel;
    const about = parcel.about === undefined ? {} : { about: parcel.about };
    const receipt: Receipt = { parcel: { id, label, madeAt, url, ...about }, reply };
    this.#set({ receipts: [receipt, ...this.#state.receipts].slice(0, MOST_RECEIPTS) });
  }

  async #keepRefused(parcel: Parcel, trouble: string): Promise<void> {
    const [latest = parcel] = (await this.#store.listOf(parcel.owner)).filter(({ id }) => id === parcel.id);
    await this.#store.put({ ...latest, state: 'needs_you', trouble });
  }

  /** False when the network is to blame and the rest must wait too. */
  async #attempt(parcel: Parcel): Promise<boolean> {
    try {
      await this.#sendOne(parcel);
      this.#failures = 0;
      return true;
    } catch (error) {
      if (isPassing(error)) return false;
      if (!isRefused(error)) {
        // A bug on this page must not cost the work: it stays, and is tried again.
        console.error(error);
        return false;
      }
      await this.#keepRefused(parcel, error.problem.detail);
      return true;
    } finally {
      this.#set({ sending: undefined });
      await this.#reload();
    }
  }

  #next(): Parcel | undefined {
    const [next] = sendable(this.#state.parcels);
    return next?.owner === this.#owner ? next : undefined;
  }

  async #sendAll(): Promise<void> {
    this.#callOff();
    for (let next = this.#next(); next; next = this.#next()) {
      if (await this.#attempt(next)) continue;
      this.#failures += 1;
      this.#callOff = this.#ways.later(() => void this.flush(), retryAfterMs(this.#failures));
      return;
    }
  }
}

/** The one outbox of this page. */
export const outbox = new Outbox();

export const useOutbox = (): OutboxState => useSyncExternalStore(outbox.subscribe, outbox.get);
