// The outbox of the signed-in person on this phone: takes entries, sends them in order under the id each was
// made with, tells screens how far it is. Modes: at rest → sending → at rest, or waiting for the network
// (tried again on reconnect, on coming back into view, on a timer that grows). All that counts lies in the
// pocket: whoever is stopped at any moment goes on from there. An entry leaves only in the writing that
// stores its receipt, or when the person takes it back while nobody else can have it.
import { DAY, SECOND } from '../../../kernel/duration.ts';
import { WeatherError } from '../api/errors.ts';
import { PocketFull } from './device-db.ts';
import {
  type Entry,
  type EntryPicture,
  isReceiptFor,
  type NewEntry,
  nextToSend,
  type Receipt,
  retryAfterMs,
  sentText,
} from './entry.ts';
import { type Bytes, EntryShelf, type WholeEntry } from './entry-shelf.ts';
import type { Pocket, PocketName, PocketRecord } from './pocket.ts';
import { outcomeOf, PictureLost, TakenBack } from './send-error.ts';
import { sendPicture, uploadIdOf } from './send-pieces.ts';
import { sha256 } from './sha256.ts';
import type { Ways } from './ways.ts';

export interface OutboxState {
  /** In the order in which they were made. */
  readonly entries: readonly Entry[];
  /** The newest first; those of the last thirty days. */
  readonly receipts: readonly Receipt[];
  /** Id of the entry under way, and how much of its pictures has gone, 0 to 1. */
  readonly sending: { readonly id: string; readonly share: number } | undefined;
  /** The last try met an answer, if only a no. */
  readonly isOnline: boolean;
  /** False: this device can't store, so the page must stay open until all is sent. */
  readonly isKept: boolean;
  /** How many entries this phone holds and can't read. */
  readonly unreadable: number;
  /** The device had no room when something had to be written. */
  readonly isFull: boolean;
}

/** Called with the whole answer when an entry has been received. */
export type WhenReceived = (receipt: Receipt, entry: Entry, reply: unknown) => void;

const EMPTY: OutboxState = {
  entries: [],
  receipts: [],
  sending: undefined,
  isOnline: true,
  isKept: true,
  unreadable: 0,
  isFull: false,
};
const KEPT_RECEIPTS_MS = 30 * DAY;
const OTHER_WINDOW_SENDS_MS = 15 * SECOND;
const SEND = 'gridloop.outbox.send';

const isSame = (a: EntryPicture, b: EntryPicture): boolean => a.key === b.key && a.sha256 === b.sha256;

export class Outbox {
  readonly #ways: Ways;
  readonly #listeners = new Set<() => void>();
  readonly #whenReceived = new Set<WhenReceived>();
  readonly #receipts = new Map<string, Receipt>();
  #state: OutboxState = EMPTY;
  #shelf: EntryShelf | undefined;
  #maySend = false;
  #failures = 0;
  #underWay: Promise<void> | undefined;
  #isWantedAgain = false;
  #callOff: () => void = () => undefined;

  constructor(ways: Ways) {
    this.#ways = ways;
    ways.whenTold(() => void this.#reload());
  }

  readonly get = (): OutboxState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly onReceived = (listener: WhenReceived): (() => void) => {
    this.#whenReceived.add(listener);
    return () => void this.#whenReceived.delete(listener);
  };

  /**
   * Whose entries are shown; undefined while nobody is signed in. `maySend`: the server has confirmed that
   * this person is signed in, so nothing goes out under another one's session.
   */
  async belongTo(store: Pocket | undefined, maySend: boolean): Promise<void> {
    this.#maySend = maySend;
    if (store !== this.#shelf?.store) {
      this.#shelf = store && new EntryShelf(store, this.#ways.locks);
      this.#receipts.clear();
      this.#set({ ...EMPTY, isKept: store?.isKept ?? true });
      await this.#reload();
      await this.#sweepReceipts();
    }
    await this.flush();
  }

  /**
   * On the device when it resolves: whoever awaits this may forget the draft, best by `forget`, which goes in
   * the same writing. Throws PocketFull, having kept nothing. The same id again is the same entry.
   */
  async add(made: NewEntry, forget: readonly PocketName[] = []): Promise<void> {
    await this.#minding(() => this.#mine().add(made, this.#ways.clock(), forget));
    await this.#changed();
    void this.flush();
  }

  /** Entries of a rescue file or of an earlier version; answers how many were new. */
  async take(wholes: readonly WholeEntry[]): Promise<number> {
    const taken = await this.#minding(() => this.#mine().take(wholes));
    await this.#changed();
    void this.flush();
    return taken;
  }

  /**
   * The person gives it up. Answers how to undo that; undefined when it is gone, or may be there already, so
   * that nobody believes it undone while the server has it.
   */
  async remove(id: string): Promise<(() => Promise<void>) | undefined> {
    const shelf = this.#mine();
    const whole = await shelf.takeBack(id, () => []);
    await this.#changed();
    if (!whole) return undefined;
    // What it held back may go now.
    void this.flush();
    return async () => {
      await this.#minding(() => shelf.putBack(whole));
      await this.#changed();
      void this.flush();
    };
  }

  /**
   * Takes an entry out for editing: what `make` answers (the draft) is written in the same transaction. False
   * when it is gone, or may be there already.
   */
  async takeBack(
    id: string,
    make: (entry: Entry, bytes: Bytes) => readonly PocketRecord[],
  ): Promise<boolean> {
    const whole = await this.#minding(() =>
      this.#mine().takeBack(id, ({ entry, bytes }) => make(entry, bytes)),
    );
    await this.#changed();
    return whole !== undefined;
  }

  /** A refused entry is tried as it is. */
  async retry(id: string): Promise<void> {
    await this.#minding(() =>
      this.#mine().update(id, ({ trouble: _, ...entry }) => ({ ...entry, state: 'waiting' })),
    );
    await this.#changed();
    await this.flush();
  }

  /** Sends what can be sent; while that is under way, once more afterwards. */
  flush(): Promise<void> {
    if (this.#underWay) {
      this.#isWantedAgain = true;
      return this.#underWay;
    }
    this.#underWay = this.#sendAll().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Out of sight; it stays among the last ones. */
  async forgetReceipt(id: string): Promise<void> {
    const receipt = this.#receipts.get(id);
    if (!receipt) return;
    const seen: Receipt = { ...receipt, isSeen: true };
    this.#receipts.set(id, seen);
    this.#showReceipts();
    await this.#mine().store.put('receipt', id, seen);
  }

  /** The pictures of an entry as they lie on the phone, by key; a lost one is left out. */
  picturesOf(entry: Entry): Promise<Bytes> {
    return this.#mine().bytesOf(entry);
  }

  #mine(): EntryShelf {
    if (!this.#shelf) throw new Error('nobody is signed in: there is no outbox to use');
    return this.#shelf;
  }

  /** Nobody is told of what is as it was: screens draw themselves anew each time. */
  #set(change: Partial<OutboxState>): void {
    const names = Object.keys(change) as (keyof OutboxState)[];
    if (names.every((name) => Object.is(change[name], this.#state[name]))) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #showReceipts(): void {
    // Of one instant the one that came last is the newest.
    const receipts = [...this.#receipts.values()].reverse().sort((a, b) => b.at - a.at);
    const { receipts: before } = this.#state;
    const isSame = receipts.length === before.length && receipts.every((one, at) => one === before[at]);
    this.#set({ receipts: isSame ? before : receipts });
  }

  /** Notes whether the device had room. */
  async #minding<T>(work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      if (this.#state.isFull) this.#set({ isFull: false });
      return done;
    } catch (error) {
      if (error instanceof PocketFull) this.#set({ isFull: true });
      throw error;
    }
  }

  async #changed(): Promise<void> {
    await this.#reload();
    this.#ways.tell();
  }

  async #reload(): Promise<void> {
    const shelf = this.#shelf;
    if (!shelf) return;
    const [listed, receipts] = await Promise.all([shelf.list(), shelf.newReceipts(this.#receipts)]);
    if (shelf !== this.#shelf) return;
    for (const receipt of receipts) this.#receipts.set(receipt.id, receipt);
    const { entries } = this.#state;
    const isSame = JSON.stringify(entries) === JSON.stringify(listed.entries);
    this.#set(isSame ? { ...listed, entries } : listed);
    this.#showReceipts();
  }

  async #sweepReceipts(): Promise<void> {
    const before = this.#ways.clock() - KEPT_RECEIPTS_MS;
    const old = [...this.#receipts.values()].filter(({ at }) => at < before).map(({ id }) => id);
    if (old.length === 0) return;
    await this.#shelf?.dropReceipts(old);
    for (const id of old) this.#receipts.delete(id);
    this.#showReceipts();
  }

  /** Before anything goes over the line: it must be this person's session. */
  #checkSession(shelf: EntryShelf): void {
    if (shelf !== this.#shelf || !this.#maySend)
      throw new WeatherError('another person is signed in, or nobody');
  }

  async #sendPictures(shelf: EntryShelf, entry: Entry): Promise<Entry> {
    let current = entry;
    const total = entry.pictures.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) || 1;
    let start = 0;
    for (const picture of entry.pictures) {
      const { key, sizeBytes, type } = picture;
      const before = start;
      start += sizeBytes;
      if (picture.photoId !== undefined) continue;
      const bytes = await shelf.store.get('picture', key);
      const isWhole = bytes instanceof ArrayBuffer && (await sha256(bytes)) === picture.sha256;
      if (!isWhole) throw new PictureLost(key);
      const upload = { id: await uploadIdOf(entry.id, picture), sha256: picture.sha256, sizeBytes, type };
      let most = 0;
      const tell = (sent: number) => {
        this.#checkSession(shelf);
        // A line on which anything moves is worth asking soon again.
        if (sent > most && most > 0) this.#failures = 0;
        most = Math.max(most, sent);
        this.#set({ sending: { id: entry.id, share: (before + sent) / total } });
      };
      this.#checkSession(shelf);
      const photoId = await sendPicture(this.#ways.network, upload, bytes, tell);
      const next = await shelf.update(entry.id, (latest) => ({
        ...latest,
        pictures: latest.pictures.map((one) => (isSame(one, picture) ? { ...one, photoId } : one)),
      }));
      if (!next) throw new TakenBack(entry.id);
      current = next;
    }
    return current;
  }

  async #sendOne(shelf: EntryShelf, entry: Entry): Promise<void> {
    this.#set({ sending: { id: entry.id, share: 0 } });
    const { hash } = await this.#sendPictures(shelf, entry);
    // From here on the server may have it, whatever is heard of it. Edited meanwhile: it is another one.
    const leaving = await shelf.update(entry.id, (latest) =>
      latest.hash === hash && latest.hash === entry.hash ? { ...latest, isMaybeThere: true } : undefined,
    );
    if (!leaving) throw new TakenBack(entry.id);
    const text = sentText(leaving);
    const digest = await sha256(text);
    this.#checkSession(shelf);
    const { reply, receipt: heard } = await this.#ways.network.sendBody(leaving, text, digest);
    if (!isReceiptFor(heard, digest)) throw new WeatherError('no receipt for what was sent');
    const receipt = await this.#minding(() => shelf.receive(leaving, digest, reply, this.#ways.clock()));
    if (shelf === this.#shelf) this.#receipts.set(receipt.id, receipt);
    for (const listener of this.#whenReceived) listener(receipt, leaving, reply);
  }

  /** Whether the rest may go on; `putOff` learns who waits for the next time. */
  async #attempt(shelf: EntryShelf, entry: Entry, putOff: Set<string>): Promise<boolean> {
    try {
      await this.#sendOne(shelf, entry);
      this.#failures = 0;
      this.#set({ isOnline: true });
      this.#ways.tell();
      return true;
    } catch (error) {
      if (error instanceof TakenBack) return true;
      const outcome = outcomeOf(error);
      this.#set({ isOnline: outcome.kind !== 'stop' || outcome.isHeard });
      if (outcome.kind === 'needs_you') {
        const { trouble } = outcome;
        await shelf.update(entry.id, ({ isMaybeThere: _, ...latest }) => ({
          ...latest,
          state: 'needs_you',
          trouble,
        }));
        this.#ways.tell();
        return true;
      }
      if (outcome.kind === 'later') console.warn('An entry is tried again later.', error);
      putOff.add(entry.id);
      return outcome.kind === 'later';
    } finally {
      this.#set({ sending: undefined });
      await this.#reload();
    }
  }

  /** True when nothing is left that could have gone. */
  async #round(shelf: EntryShelf): Promise<boolean> {
    const putOff = new Set<string>();
    await this.#reload();
    for (;;) {
      const mayGoOn = shelf === this.#shelf && this.#maySend;
      const next = mayGoOn ? nextToSend(this.#state.entries, putOff) : undefined;
      if (!next || !(await this.#attempt(shelf, next, putOff))) return putOff.size === 0;
    }
  }

  /** The device failed in the middle (full, closed, damaged): what is kept is kept, and it is tried again. */
  async #safely(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      console.warn('The device failed while sending; it is tried again.', error);
      return false;
    }
  }

  #tryAgain(afterMs: number): void {
    this.#callOff();
    this.#callOff = this.#ways.later(() => void this.flush(), afterMs);
  }

  async #sendAll(): Promise<void> {
    do {
      this.#isWantedAgain = false;
      const shelf = this.#shelf;
      if (!shelf || !this.#maySend) return;
      this.#callOff();
      let isDone = true;
      const wasFree = await this.#ways.locks.tryRun(`${SEND}.${shelf.store.owner}`, async () => {
        isDone = await this.#safely(() => this.#round(shelf));
      });
      if (!wasFree) this.#tryAgain(OTHER_WINDOW_SENDS_MS);
      else if (!isDone) {
        this.#failures += 1;
        this.#tryAgain(retryAfterMs(this.#failures, this.#ways.chance()));
      }
    } while (this.#isWantedAgain);
  }
}
