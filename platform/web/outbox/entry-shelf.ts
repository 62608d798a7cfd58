// The entries and receipts of one person in their pocket. Every change of an entry takes the same lock in all
// windows and looks at what lies there now, so that nothing that was taken back comes back; every step is one
// writing, so that a crash leaves the state before or after it.
import type { Instant } from '../../../kernel/instant.ts';
import {
  type Entry,
  type EntryPicture,
  factsOf,
  hashedText,
  inOrder,
  isEntry,
  isReceipt,
  type NewEntry,
  type Receipt,
} from './entry.ts';
import type { Locks } from './locks.ts';
import type { Pocket, PocketName, PocketRecord } from './pocket.ts';
import { sha256 } from './sha256.ts';

export type Bytes = ReadonlyMap<string, ArrayBuffer>;

/** An entry as it goes into and comes out of a rescue file. */
export interface WholeEntry {
  readonly entry: Entry;
  readonly bytes: Bytes;
}

const WRITE = 'gridloop.outbox.write';
const SEQ = 'outbox.seq';

const pictureNames = ({ pictures }: Pick<Entry, 'pictures'>): readonly PocketName[] =>
  pictures.map(({ key }) => ({ kind: 'picture', id: key }));
const namesOf = (entry: Entry): readonly PocketName[] => [
  { kind: 'entry', id: entry.id },
  ...pictureNames(entry),
];
const pictureRecords = (bytes: Bytes): readonly PocketRecord[] =>
  [...bytes].map(([key, value]) => ({ kind: 'picture', id: key, value }));

export class EntryShelf {
  readonly store: Pocket;
  readonly #locks: Locks;

  constructor(store: Pocket, locks: Locks) {
    this.store = store;
    this.#locks = locks;
  }

  #writing<T>(work: () => Promise<T>): Promise<T> {
    return this.#locks.run(`${WRITE}.${this.store.owner}`, work);
  }

  async list(): Promise<{ readonly entries: readonly Entry[]; readonly unreadable: number }> {
    const [found, ids] = await Promise.all([this.store.list('entry'), this.store.ids('entry')]);
    const entries = inOrder(found.map(({ value }) => value).filter(isEntry));
    return { entries, unreadable: Math.max(0, ids.length - entries.length) };
  }

  async find(id: string): Promise<Entry | undefined> {
    const found = await this.store.get('entry', id);
    return isEntry(found) ? found : undefined;
  }

  /** Receipts that are not among the known ids yet. */
  async newReceipts(known: { has(id: string): boolean }): Promise<readonly Receipt[]> {
    const fresh = (await this.store.ids('receipt')).filter((id) => !known.has(id));
    return (await Promise.all(fresh.map((id) => this.store.get('receipt', id)))).filter(isReceipt);
  }

  dropReceipts(ids: readonly string[]): Promise<void> {
    return this.store.putMany(
      [],
      ids.map((id) => ({ kind: 'receipt', id })),
    );
  }

  /** By key; a lost picture is left out. */
  async bytesOf({ pictures }: Pick<Entry, 'pictures'>): Promise<Map<string, ArrayBuffer>> {
    const bytes = new Map<string, ArrayBuffer>();
    for (const { key } of pictures) {
      const found = await this.store.get('picture', key);
      if (found instanceof ArrayBuffer) bytes.set(key, found);
    }
    return bytes;
  }

  async #nextSeq(): Promise<number> {
    const counted = await this.store.get('fact', SEQ);
    const seqs = (await this.list()).entries.map(({ seq }) => seq);
    return Math.max(typeof counted === 'number' ? counted : 0, ...seqs) + 1;
  }

  /** Under way or received already: nothing may take its place. */
  async #isSettled(id: string, known: Entry | undefined): Promise<boolean> {
    return known?.isMaybeThere === true || (await this.store.get('receipt', id)) !== undefined;
  }

  /** The same id again is the same entry; `forget` (the draft) goes in the same writing. */
  async add(made: NewEntry, madeAt: Instant, forget: readonly PocketName[]): Promise<void> {
    const pictures = await Promise.all(
      made.pictures.map(
        async ({ bytes, ...picture }): Promise<EntryPicture> => ({
          ...picture,
          sha256: await sha256(bytes),
          sizeBytes: bytes.byteLength,
        }),
      ),
    );
    const { about, basis, origin } = made;
    const entry: Omit<Entry, 'seq'> = {
      ...{ id: made.id, url: made.url, body: made.body, label: made.label, pictures, madeAt },
      ...(about === undefined ? {} : { about }),
      ...(basis === undefined ? {} : { basis }),
      ...(origin === undefined ? {} : { origin }),
      hash: await sha256(hashedText({ url: made.url, body: made.body, pictures })),
      owner: this.store.owner,
      state: 'waiting',
    };
    const bytes = new Map(made.pictures.map((one) => [one.key, one.bytes]));
    await this.#writing(async () => {
      const known = await this.find(made.id);
      if (await this.#isSettled(made.id, known)) return this.store.putMany([], forget);
      const replaced = known ? pictureNames(known) : [];
      return this.#put({ ...entry, seq: known?.seq ?? (await this.#nextSeq()) }, bytes, [
        ...replaced,
        ...forget,
      ]);
    });
  }

  #put(entry: Entry, bytes: Bytes, removed: readonly PocketName[] = []): Promise<void> {
    const counted: PocketRecord = { kind: 'fact', id: SEQ, value: entry.seq };
    return this.store.putMany(
      [{ kind: 'entry', id: entry.id, value: entry }, counted, ...pictureRecords(bytes)],
      removed,
    );
  }

  /** Entries of elsewhere, behind those that are here; known ones are left alone. How many were new. */
  async take(wholes: readonly WholeEntry[]): Promise<number> {
    let taken = 0;
    for (const { entry, bytes } of [...wholes].sort((a, b) => a.entry.seq - b.entry.seq)) {
      await this.#writing(async () => {
        const known = await this.find(entry.id);
        if (entry.owner !== this.store.owner || known || (await this.#isSettled(entry.id, known))) return;
        await this.#put({ ...entry, seq: await this.#nextSeq() }, bytes);
        taken += 1;
      });
    }
    return taken;
  }

  /** As it was, after the person has thought better of dropping it. */
  async putBack({ entry, bytes }: WholeEntry): Promise<void> {
    await this.#writing(async () => {
      if (await this.find(entry.id)) return;
      await this.store.putMany([{ kind: 'entry', id: entry.id, value: entry }, ...pictureRecords(bytes)]);
    });
  }

  /** Undefined when it is gone, or may be there already. `make`: what takes its place, in one writing. */
  takeBack(
    id: string,
    make: (whole: WholeEntry) => readonly PocketRecord[],
  ): Promise<WholeEntry | undefined> {
    return this.#writing(async () => {
      const entry = await this.find(id);
      if (!entry || entry.isMaybeThere === true) return undefined;
      const whole = { entry, bytes: await this.bytesOf(entry) };
      await this.store.putMany(make(whole), namesOf(entry));
      return whole;
    });
  }

  /** Undefined when it is gone, or `change` does not want it any more. */
  update(id: string, change: (entry: Entry) => Entry | undefined): Promise<Entry | undefined> {
    return this.#writing(async () => {
      const known = await this.find(id);
      const next = known && change(known);
      if (next) await this.store.put('entry', id, next);
      return next;
    });
  }

  /** The receipt takes the entry's place: the only way in which a sent one leaves. */
  async receive(entry: Entry, digest: string, reply: unknown, at: Instant): Promise<Receipt> {
    const { id, hash, url, label, madeAt, about } = entry;
    const receipt: Receipt = {
      ...{ id, hash, url, label, madeAt, digest, at },
      ...(about === undefined ? {} : { about }),
      reply: factsOf(reply),
    };
    await this.#writing(() => this.store.putMany([{ kind: 'receipt', id, value: receipt }], namesOf(entry)));
    return receipt;
  }
}
