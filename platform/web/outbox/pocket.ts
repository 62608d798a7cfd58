// What this phone keeps for the signed-in person, each record sealed under a key that can't be exported:
// unsent work, drafts, what a shift needs. After signing out nothing of it can be read; the same person's
// next sign-in opens it again. Where the device can't seal or keep (a private window, plain http) it holds
// for this visit only, and `isKept` says so: the screen must tell.
import { useSyncExternalStore } from 'react';
import { hasDevice, PocketFull } from './device-db.ts';
import { MemoryPocket } from './memory-pocket.ts';
import { deviceRecords, type RecordName, type Records, type SealedRecord } from './records.ts';
import { seal, unseal } from './seal.ts';

export { PocketFull };

export type PocketKind =
  | 'session'
  | 'entry'
  | 'picture'
  | 'receipt'
  | 'draft'
  | 'reply'
  | 'case'
  | 'photo'
  | 'tile'
  | 'fact';

export interface PocketName {
  readonly kind: PocketKind;
  readonly id: string;
}

export interface PocketRecord extends PocketName {
  /** Anything that can be cloned, ArrayBuffers included, Blobs not. */
  readonly value: unknown;
}

export interface Pocket {
  /** The person's id. */
  readonly owner: string;
  /** False: it is gone when the page closes. */
  readonly isKept: boolean;
  /** Undefined when absent or unreadable; an older version may have written it, so check its shape. */
  get(kind: PocketKind, id: string): Promise<unknown>;
  /** Those that can be read. */
  list(kind: PocketKind): Promise<readonly { readonly id: string; readonly value: unknown }[]>;
  /** All of them, readable or not. */
  ids(kind: PocketKind): Promise<readonly string[]>;
  /** Throws PocketFull when the device refuses. */
  put(kind: PocketKind, id: string, value: unknown): Promise<void>;
  /** One transaction: all or nothing. Throws PocketFull, having changed nothing. */
  putMany(records: readonly PocketRecord[], removed?: readonly PocketName[]): Promise<void>;
  remove(kind: PocketKind, id: string): Promise<void>;
  removeAll(kind: PocketKind): Promise<void>;
  /** Seals something for a file; only this person's pocket, on any phone, opens it again. */
  seal(name: string, value: unknown): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Throws when it is another person's, damaged, or has another name. */
  unseal(name: string, sealed: Uint8Array<ArrayBuffer>): Promise<unknown>;
}

/** Copies of what the server has: they give way when there is no room for work. */
const COPIES: readonly PocketKind[] = ['tile', 'photo', 'reply'];
const isCopy = ({ kind }: PocketName): boolean => COPIES.includes(kind) || kind === 'case' || kind === 'fact';

export class SealedPocket implements Pocket {
  readonly owner: string;
  readonly isKept = true;
  readonly #key: CryptoKey;
  readonly #records: Records;

  constructor(owner: string, key: CryptoKey, records: Records = deviceRecords) {
    this.owner = owner;
    this.#key = key;
    this.#records = records;
  }

  readonly #nameOf = ({ kind, id }: PocketName): RecordName => [this.owner, kind, id];

  async #open({ name, sealed }: SealedRecord): Promise<{ id: string; value: unknown } | undefined> {
    try {
      return { id: name[2], value: await unseal(this.#key, name, sealed) };
    } catch (error) {
      console.warn(`A kept ${name[1]} can’t be read and is left as it is.`, error);
      return undefined;
    }
  }

  async get(kind: PocketKind, id: string): Promise<unknown> {
    const name = this.#nameOf({ kind, id });
    const sealed = await this.#records.find(name);
    return sealed ? (await this.#open({ name, sealed }))?.value : undefined;
  }

  async list(kind: PocketKind): Promise<readonly { readonly id: string; readonly value: unknown }[]> {
    const opened = await Promise.all(
      (await this.#records.list(this.owner, kind)).map((record) => this.#open(record)),
    );
    return opened.filter((one) => one !== undefined);
  }

  ids(kind: PocketKind): Promise<readonly string[]> {
    return this.#records.ids(this.owner, kind);
  }

  put(kind: PocketKind, id: string, value: unknown): Promise<void> {
    return this.putMany([{ kind, id, value }]);
  }

  async putMany(records: readonly PocketRecord[], removed: readonly PocketName[] = []): Promise<void> {
    const sealed = await Promise.all(
      records.map(async (record): Promise<SealedRecord> => {
        const name = this.#nameOf(record);
        return { name, sealed: await seal(this.#key, name, record.value) };
      }),
    );
    const isWork = !(records.every(isCopy) && removed.every(isCopy));
    const write = () => this.#records.write(sealed, removed.map(this.#nameOf), isWork);
    try {
      await write();
    } catch (error) {
      if (!(error instanceof PocketFull && isWork)) throw error;
      for (const kind of COPIES) await this.removeAll(kind);
      await write();
    }
  }

  remove(kind: PocketKind, id: string): Promise<void> {
    return this.putMany([], [{ kind, id }]);
  }

  removeAll(kind: PocketKind): Promise<void> {
    return this.#records.removeAll(this.owner, kind);
  }

  seal(name: string, value: unknown): Promise<Uint8Array<ArrayBuffer>> {
    return seal(this.#key, [this.owner, 'file', name], value);
  }

  unseal(name: string, sealed: Uint8Array<ArrayBuffer>): Promise<unknown> {
    return unseal(this.#key, [this.owner, 'file', name], sealed);
  }
}

let current: Pocket | undefined;
const listeners = new Set<() => void>();
/** What people without storage did in this visit: signing out hides it, signing in shows it again. */
const inMemory = new Map<string, Pocket>();

function set(next: Pocket | undefined): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

function memoryOf(owner: string): Pocket {
  const found = inMemory.get(owner) ?? new MemoryPocket(owner);
  inMemory.set(owner, found);
  return found;
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const pocket = {
  /** Undefined while nobody is signed in. */
  current: (): Pocket | undefined => current,

  subscribe,

  useReady: (): boolean => useSyncExternalStore(subscribe, () => current !== undefined),

  /** The session alone opens and closes it. Without a key, or without storage, it is in memory. */
  async open(owner: string, key: CryptoKey | undefined): Promise<Pocket> {
    if (current?.owner === owner && (current.isKept || key === undefined)) return current;
    const isThere = key !== undefined && (await hasDevice());
    const next = isThere ? new SealedPocket(owner, key) : memoryOf(owner);
    set(next);
    return next;
  },

  close(): void {
    set(undefined);
  },
};
