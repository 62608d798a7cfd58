// Delivers events to the subscribers of this server. Any number of servers may run one; they take turns per
// subscriber. It wakes right after a commit of this process and at least once a second for those of others.
import { assert } from '../../../kernel/assert.ts';
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import { makeLoop } from '../clock/loop.ts';
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

export interface EventReader {
  /** Gives new subscribers their cursor: before the server takes its first command, so that none is missed. */
  register(): Promise<void>;
  /** Registers, then delivers until stopped. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Delivers everything settled now, and what lies aside and is due; returns how many events. */
  deliverAll(): Promise<number>;
}

const DEFAULT_LIMITS: DeliverLimits = { batchSize: 200, maxTries: 8, retry: DEFAULT_RETRY };
/** Pages a subscriber gets before the next one has its turn. */
const TURNS = 10;
/** Commits within this time share one round. */
const GATHER_MS = 15;
/** Events exist but an older transaction is still open: it will be over soon. */
const UNSETTLED_MS = 25;

interface Progress {
  readonly count: number;
  /** A page was done: there may be another. */
  readonly hasMoved: boolean;
}

export function makeEventReader(options: EventReaderOptions): EventReader {
  const { database, clock, subscribers, onError } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const byName = new Map(subscribers.map((subscriber) => [subscriber.name, subscriber]));
  assert(byName.size === subscribers.length, 'two subscribers share a name');
  const names = [...byName.keys()];

  const register = () => database.transaction((tx) => registerSubscribers(tx, subscribers));

  /** Steps of one kind until there is no more, or until it is fair to let the next subscriber have a turn. */
  async function repeat(name: string, step: () => Promise<DeliveryReport>): Promise<Progress> {
    let count = 0;
    let hasMoved = false;
    for (let turn = 0; turn < TURNS; turn++) {
      const report = await step();
      count += report.count;
      for (const { event, error } of report.failures) onError(error, name, event);
      if (!report.hasMore) break;
      hasMoved = true;
    }
    return { count, hasMoved };
  }

  async function serve(subscriber: Subscriber): Promise<Progress> {
    const now = clock.now();
    const again = await repeat(subscriber.name, () => retryAside(database, subscriber, limits, now));
    const fresh = await repeat(subscriber.name, () => deliverNext(database, subscriber, limits, now));
    return { count: again.count + fresh.count, hasMoved: again.hasMoved || fresh.hasMoved };
  }

  async function once(): Promise<Progress & { hasUnsettled: boolean }> {
    if (names.length === 0) return { count: 0, hasMoved: false, hasUnsettled: false };
    const unread = await database.read((tx) => findUnread(tx, names, clock.now(), limits.maxTries));
    let count = 0;
    let hasMoved = false;
    for (const name of unread.behind) {
      const subscriber = byName.get(name);
      const progress = subscriber ? await serve(subscriber) : { count: 0, hasMoved: false };
      count += progress.count;
      hasMoved ||= progress.hasMoved;
    }
    return { count, hasMoved, hasUnsettled: unread.hasUnsettled };
  }

  async function round(): Promise<Instant> {
    const { hasMoved, hasUnsettled } = await once();
    if (hasMoved) return clock.now();
    return clock.now() + (hasUnsettled ? UNSETTLED_MS : SECOND);
  }

  const loop = makeLoop({ clock, round, onError: (error) => onError(error) });
  let stopListening = (): void => undefined;
  return {
    register,
    async start() {
      await register();
      stopListening = onEventsAnnounced(() => loop.wake(clock.now() + GATHER_MS));
      loop.start();
    },
    async stop() {
      stopListening();
      await loop.stop();
    },
    async deliverAll() {
      await register();
      let total = 0;
      for (;;) {
        const { count, hasMoved } = await once();
        total += count;
        if (!hasMoved) return total;
      }
    },
  };
}
