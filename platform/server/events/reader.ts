// Delivers events to the subscribers of this server. Any number of servers may run one; they take turns per
// subscriber. It wakes right after a commit of this process and at least once a second for those of others.
import { setTimeout as pause } from 'node:timers/promises';
import { assert } from '../../../kernel/assert.ts';
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import { type Loop, makeLoop } from '../clock/loop.ts';
import type { Database } from '../db/tx.ts';
import { DEFAULT_RETRY } from '../jobs/retry.ts';
import { deliverNext, type DeliverLimits, type DeliveryReport, retryAside } from './deliver.ts';
import type { PublishedEvent, Subscriber } from './event.ts';
import { findUnread, registerSubscribers } from './queries.ts';
import { onEventsAnnounced } from './wake.ts';

export interface EventReaderOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly subscribers: readonly Subscriber[];
  readonly onError: (error: unknown, subscriber?: string, event?: PublishedEvent) => void;
  readonly limits?: Partial<DeliverLimits>;
}

/** After so many an event waits for a person. */
export const MOST_TRIES = 8;
const DEFAULT_LIMITS: DeliverLimits = { batchSize: 200, maxTries: MOST_TRIES, retry: DEFAULT_RETRY };
/** Pages a subscriber gets before the next one has its turn. */
const TURNS = 10;
/** Commits within this time share one round. */
const GATHER_MS = 100;
/** Events exist but an older transaction is still open: it will be over soon. */
const UNSETTLED_MS = 50;
const DEFAULT_PATIENCE_MS = 5_000;

interface Progress {
  readonly count: number;
  /** A page was full: there may be another. */
  readonly hasMoved: boolean;
}

export class EventReader {
  readonly #options: EventReaderOptions;
  readonly #limits: DeliverLimits;
  readonly #byName: ReadonlyMap<string, Subscriber>;
  readonly #loop: Loop;
  readonly #restsUntil = new Map<string, Instant>();
  #stopListening = (): void => undefined;

  constructor(options: EventReaderOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#byName = new Map(options.subscribers.map((subscriber) => [subscriber.name, subscriber]));
    assert(this.#byName.size === options.subscribers.length, 'two subscribers share a name');
    const { clock, onError } = options;
    this.#loop = makeLoop({ clock, round: () => this.#round(), onError: (error) => onError(error) });
  }

  /** Gives new subscribers their cursor: before the server's first command, so that none is missed. */
  async register(): Promise<void> {
    const { database, subscribers } = this.#options;
    await database.transaction((tx) => registerSubscribers(tx, subscribers));
  }

  /** Registers, then delivers until stopped. */
  async start(): Promise<void> {
    const { clock } = this.#options;
    await this.register();
    this.#stopListening = onEventsAnnounced(() => this.#loop.wake(clock.now() + GATHER_MS));
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.#loop.stop();
  }

  /** Delivers everything that is published, and what lies aside and is due; returns how many events.
   *  Nobody rests. Those that an open transaction (of any database of the cluster) holds back are waited
   *  for: `patienceMs`. */
  async deliverAll(patienceMs = DEFAULT_PATIENCE_MS): Promise<number> {
    await this.register();
    let total = 0;
    for (let waited = 0; ; ) {
      const { count, hasMoved, hasUnsettled } = await this.#once([...this.#byName.keys()]);
      total += count;
      if (hasMoved) continue;
      if (!hasUnsettled || waited >= patienceMs) return total;
      await pause(UNSETTLED_MS);
      waited += UNSETTLED_MS;
    }
  }

  async #round(): Promise<Instant> {
    const { clock } = this.#options;
    const awake = [...this.#byName.keys()].filter((name) => !this.#isResting(name));
    const { hasMoved, hasUnsettled } = await this.#once(awake);
    if (hasMoved) return clock.now();
    return clock.now() + (hasUnsettled ? UNSETTLED_MS : SECOND);
  }

  #isResting(name: string): boolean {
    const until = this.#restsUntil.get(name);
    // A clock that was set back must not keep anybody in bed.
    const left = until === undefined ? 0 : until - this.#options.clock.now();
    const { restMs = 0, paceMs = 0 } = this.#byName.get(name) ?? {};
    return left > 0 && left <= Math.max(restMs, paceMs);
  }

  async #once(names: readonly string[]): Promise<Progress & { hasUnsettled: boolean }> {
    const { database, clock } = this.#options;
    if (names.length === 0) return { count: 0, hasMoved: false, hasUnsettled: false };
    const { maxTries } = this.#limits;
    const unread = await database.read((tx) => findUnread(tx, names, clock.now(), maxTries));
    let count = 0;
    let hasMoved = false;
    for (const name of unread.behind) {
      const subscriber = this.#byName.get(name);
      if (!subscriber) continue;
      const progress = await this.#serve(subscriber);
      const rests = progress.hasMoved ? subscriber.paceMs : subscriber.restMs;
      if (rests) this.#restsUntil.set(name, clock.now() + rests);
      count += progress.count;
      hasMoved ||= progress.hasMoved;
    }
    return { count, hasMoved, hasUnsettled: unread.hasUnsettled };
  }

  async #serve(subscriber: Subscriber): Promise<Progress> {
    const { database, clock } = this.#options;
    const now = clock.now();
    const again = await this.#repeat(subscriber, () => retryAside(database, subscriber, this.#limits, now));
    const fresh = await this.#repeat(subscriber, () => deliverNext(database, subscriber, this.#limits, now));
    return { count: again.count + fresh.count, hasMoved: again.hasMoved || fresh.hasMoved };
  }

  /** Steps of one kind until there is no more, or until it is fair to let the next subscriber have a turn. */
  async #repeat(subscriber: Subscriber, step: () => Promise<DeliveryReport>): Promise<Progress> {
    let count = 0;
    let hasMoved = false;
    const turns = subscriber.paceMs ? 1 : TURNS;
    for (let turn = 0; turn < turns; turn++) {
      const report = await step();
      count += report.count;
      for (const { event, error } of report.failures) this.#options.onError(error, subscriber.name, event);
      if (!report.hasMore) break;
      hasMoved = true;
    }
    return { count, hasMoved };
  }
}

/** What the composition root calls. */
export const makeEventReader = (options: EventReaderOptions): EventReader => new EventReader(options);
