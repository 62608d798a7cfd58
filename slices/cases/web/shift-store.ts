// The cases of this shift on the phone, sealed: read from the pocket at once, brought up to date whenever
// something may have moved. Modes: unread → read (from the pocket) ⇄ syncing. A case that the person still
// has work about stays here until that work has gone, whatever the server's list says.
import type { Instant } from '../../../kernel/instant.ts';
import { SECOND } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { type Pocket, pocket, type PocketRecord } from '../../../platform/web/outbox/pocket.ts';
import type { ShiftCase, ShiftCases, ShiftReply } from '../core/contract-shift.ts';
import { SHIFT_PAGE } from '../core/shift-page.ts';

export interface ShiftState {
  /** False until the pocket has been looked into. */
  readonly isRead: boolean;
  readonly cases: ReadonlyMap<string, ShiftCase>;
  /** Of some kind there were more than a phone takes. */
  readonly isWhole: boolean;
  /** When the server last confirmed all of it. */
  readonly asOf: Instant | undefined;
}

interface Known {
  readonly cursor: string;
  readonly isWhole: boolean;
  readonly asOf: Instant;
  /** Those of the server's list. When some can't be read any more, the list is asked for anew. */
  readonly ids: readonly string[];
}

export interface ShiftWays {
  readonly pocket: () => Pocket | undefined;
  readonly list: (cursor: string | undefined) => Promise<ShiftReply>;
  readonly fetch: (ids: readonly string[]) => Promise<ShiftCases>;
  readonly wait: (ms: number) => Promise<void>;
}

const NOTHING: ShiftState = { isRead: false, cases: new Map(), isWhole: true, asOf: undefined };
const FACT = 'cases.shift';
/** A busy district has a step every second; a phone that asks each time has no battery at noon. */
const REST_MS = 4 * SECOND;
const MOST_VISITED = 20;

export const isHeld = (value: unknown): value is ShiftCase => {
  if (typeof value !== 'object' || value === null) return false;
  const { view, file } = value as Partial<ShiftCase>;
  return typeof view?.version === 'number' && Array.isArray(view.steps) && typeof file?.lastSeq === 'number';
};

const isKnown = (value: unknown): value is Known =>
  typeof value === 'object' && value !== null && Array.isArray((value as Partial<Known>).ids);

const overHttp: ShiftWays = {
  pocket: pocket.current,
  list: (cursor) => api.get<ShiftReply>('/api/cases/shift', { query: { cursor } }),
  fetch: (id) => api.get<ShiftCases>('/api/cases/shift/cases', { query: { id } }),
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
};

export class ShiftStore {
  readonly #ways: ShiftWays;
  readonly #listeners = new Set<() => void>();
  #state = NOTHING;
  #owner: Pocket | undefined;
  #known: Known | undefined;
  /** What unsent work is about, and what was opened last: held beside the server's list. */
  #worked: readonly string[] = [];
  #visited: readonly string[] = [];
  #reading: Promise<void> = Promise.resolve();
  #syncing: Promise<void> | undefined;
  #askedAt: Instant = 0;

  constructor(ways: ShiftWays = overHttp) {
    this.#ways = ways;
  }

  readonly get = (): ShiftState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The cases that unsent work is about. */
  keep(caseIds: readonly string[]): void {
    this.#worked = caseIds;
  }

  /** A case that a person opens, whether or not it is of the shift. False: there is none for this person.
   *  Throws what the network throws. */
  async visit(caseId: string): Promise<boolean> {
    this.#visited = [caseId, ...this.#visited.filter((id) => id !== caseId)].slice(0, MOST_VISITED);
    await this.fetch([caseId]);
    return this.#state.cases.has(caseId);
  }

  /** Opens the pocket of whoever is signed in; nothing of the last person stays in memory. */
  open(): Promise<void> {
    const owner = this.#ways.pocket();
    if (owner === this.#owner) return this.#reading;
    this.#owner = owner;
    this.#known = undefined;
    this.#askedAt = 0;
    this.#set(NOTHING);
    this.#reading = owner ? this.#read(owner) : Promise.resolve();
    return this.#reading;
  }

  /** One at a time. Throws what the network throws; what is here stays. */
  sync(): Promise<void> {
    this.#syncing ??= this.#syncNow().finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  /** At once, without the list: what I just did is answered. */
  async fetch(caseIds: readonly string[]): Promise<void> {
    await this.open();
    const owner = this.#owner;
    if (owner && caseIds.length > 0) await this.#bring(owner, caseIds);
  }

  #set(change: Partial<ShiftState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  async #read(owner: Pocket): Promise<void> {
    const [kept, known] = await Promise.all([owner.list('case'), owner.get('fact', FACT)]);
    if (owner !== this.#owner) return;
    const cases = new Map(kept.flatMap(({ id, value }) => (isHeld(value) ? [[id, value] as const] : [])));
    this.#known = isKnown(known) && known.ids.every((id) => cases.has(id)) ? known : undefined;
    const { isWhole, asOf } = isKnown(known) ? known : NOTHING;
    this.#set({ isRead: true, cases, isWhole, asOf });
  }

  async #syncNow(): Promise<void> {
    await this.open();
    const owner = this.#owner;
    if (!owner) return;
    const restMs = this.#askedAt + REST_MS - now();
    if (restMs > 0 && restMs <= REST_MS) await this.#ways.wait(restMs);
    this.#askedAt = now();
    const { cursor, isWhole, cases } = await this.#ways.list(this.#known?.cursor);
    if (owner !== this.#owner) return;
    const ids = cases?.map(({ id }) => id) ?? this.#known?.ids ?? [];
    if (cases) await this.#becomes(owner, cases);
    if (owner === this.#owner) await this.#beside(owner, ids);
    if (owner !== this.#owner) return;
    // Only now: a sync that was cut in the middle begins anew, and fetches only what it still lacks.
    const known: Known = { cursor, isWhole, asOf: now(), ids };
    await owner.put('fact', FACT, known);
    if (owner !== this.#owner) return;
    this.#known = known;
    this.#set({ isWhole, asOf: known.asOf });
  }

  async #becomes(owner: Pocket, listed: NonNullable<ShiftReply['cases']>): Promise<void> {
    const held = this.#state.cases;
    const missing = listed.filter(({ id, version }) => (held.get(id)?.view.version ?? 0) < version);
    for (let from = 0; from < missing.length; from += SHIFT_PAGE) {
      await this.#bring(
        owner,
        missing.slice(from, from + SHIFT_PAGE).map(({ id }) => id),
      );
      if (owner !== this.#owner) return;
    }
  }

  /** What is not on the list goes, but for what is wanted here: that is asked for by itself. */
  async #beside(owner: Pocket, ids: readonly string[]): Promise<void> {
    const listed = new Set(ids);
    const wanted = new Set([...this.#worked, ...this.#visited]);
    const beside = [...wanted].filter((id) => !listed.has(id));
    if (beside.length > 0) await this.#bring(owner, beside.slice(0, SHIFT_PAGE));
    const stale = [...this.#state.cases.keys()].filter((id) => !listed.has(id) && !wanted.has(id));
    if (owner === this.#owner) await this.#change(owner, [], stale);
  }

  async #bring(owner: Pocket, ids: readonly string[]): Promise<void> {
    const { items, gone } = await this.#ways.fetch(ids);
    if (owner !== this.#owner) return;
    const newer = items.filter(
      ({ view }) => (this.#state.cases.get(view.id)?.view.version ?? 0) <= view.version,
    );
    const worked = new Set(this.#worked);
    const left = gone.filter((id) => !worked.has(id));
    await this.#change(owner, newer, left);
  }

  /** On the phone first, then on the screen; a full phone still shows what has come. */
  async #change(owner: Pocket, come: readonly ShiftCase[], gone: readonly string[]): Promise<void> {
    if (come.length + gone.length === 0) return;
    const records = come.map((value): PocketRecord => ({ kind: 'case', id: value.view.id, value }));
    try {
      await owner.putMany(
        records,
        gone.map((id) => ({ kind: 'case', id })),
      );
    } catch (error) {
      console.info('This phone has no room for the cases; they hold for this visit only.', error);
    }
    if (owner !== this.#owner) return;
    const cases = new Map(this.#state.cases);
    for (const one of come) cases.set(one.view.id, one);
    for (const id of gone) cases.delete(id);
    this.#set({ cases });
  }
}

/** The one shift of this page. */
export const shiftStore = new ShiftStore();
