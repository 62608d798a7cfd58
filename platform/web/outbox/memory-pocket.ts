// A pocket that lives in memory: for devices without storage, and for tests and simulations, which hand in
// `shelf` to let what was kept outlive a crash of everything else. It behaves as the sealed one does.
import type { Pocket, PocketKind, PocketName, PocketRecord } from './pocket.ts';

export type Shelf = Map<string, unknown>;

const keyOf = ({ kind, id }: PocketName): string => `${kind}/${id}`;

export class MemoryPocket implements Pocket {
  readonly owner: string;
  readonly isKept: boolean;
  readonly #shelf: Shelf;

  constructor(owner: string, shelf?: Shelf) {
    this.owner = owner;
    this.isKept = shelf !== undefined;
    this.#shelf = shelf ?? new Map();
  }

  async get(kind: PocketKind, id: string): Promise<unknown> {
    return structuredClone(this.#shelf.get(keyOf({ kind, id })));
  }

  async list(kind: PocketKind): Promise<readonly { readonly id: string; readonly value: unknown }[]> {
    const ids = await this.ids(kind);
    return ids.map((id) => ({ id, value: structuredClone(this.#shelf.get(keyOf({ kind, id }))) }));
  }

  async ids(kind: PocketKind): Promise<readonly string[]> {
    const start = `${kind}/`;
    return [...this.#shelf.keys()].flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
  }

  put(kind: PocketKind, id: string, value: unknown): Promise<void> {
    return this.putMany([{ kind, id, value }]);
  }

  async putMany(records: readonly PocketRecord[], removed: readonly PocketName[] = []): Promise<void> {
    const copies = records.map((record) => [keyOf(record), structuredClone(record.value)] as const);
    for (const name of removed) this.#shelf.delete(keyOf(name));
    for (const [key, value] of copies) this.#shelf.set(key, value);
  }

  remove(kind: PocketKind, id: string): Promise<void> {
    return this.putMany([], [{ kind, id }]);
  }

  async removeAll(kind: PocketKind): Promise<void> {
    for (const id of await this.ids(kind)) this.#shelf.delete(keyOf({ kind, id }));
  }

  /** Without a key nothing can be sealed. */
  async seal(): Promise<undefined> {
    return undefined;
  }

  async unseal(): Promise<unknown> {
    throw new Error('this device has no key to open it with');
  }
}
