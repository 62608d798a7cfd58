// Gives one subscriber its next events. Every function is one transaction, or says otherwise; the lock on the
// cursor row makes servers take turns, so database effects happen exactly once and in order per case.
import type { Instant } from '../../../kernel/instant.ts';
import { sqlState } from '../db/connection.ts';
import type { Database, Tx } from '../db/tx.ts';
import { errorText, pauseAfter, type RetryLimits } from '../jobs/retry.ts';
import type { PublishedEvent, Subscriber } from './event.ts';
import * as queries from './queries.ts';

export interface DeliverLimits {
  readonly batchSize: number;
  /** After so many tries an event waits for a person. */
  readonly maxTries: number;
  readonly retry: RetryLimits;
}

/** The store is gone or going: no event's fault, the reader's pause is the answer. */
const isStoreGone = (error: unknown): boolean => /^(08|57P)/.test(sqlState(error) ?? '');

interface Aside {
  readonly event: PublishedEvent;
  readonly error: string;
  readonly retryAt: Instant;
}

async function handlePage(
  tx: Tx,
  subscriber: Subscriber,
  events: readonly PublishedEvent[],
  aside: Aside | undefined,
): Promise<void> {
  const caseIds = events.flatMap((event) => event.caseId ?? []);
  const held = await queries.listHeldCases(tx, subscriber.name, caseIds);
  const ready: PublishedEvent[] = [];
  for (const event of events) {
    if (event.id === aside?.event.id) {
      await queries.putAside(tx, subscriber.name, event, aside);
      if (event.caseId) held.add(event.caseId);
    } else if (event.caseId && held.has(event.caseId)) {
      await queries.putAside(tx, subscriber.name, event, undefined);
    } else {
      ready.push(event);
    }
  }
  if (ready.length > 0) await subscriber.handle(tx, ready);
}

interface Delivered {
  readonly hasMore: boolean;
  readonly count: number;
}

/** What one try works on; `events` tells the one who catches a failure what was in hand. */
interface Try {
  /** The page ends here, not after so many rows: most of those may be of kinds that nobody asked for. */
  readonly last: PublishedEvent | undefined;
  readonly aside: Aside | undefined;
  events: readonly PublishedEvent[];
}

/** One transaction: the next page, ending at `last` where one is given. */
async function deliverPage(
  database: Database,
  subscriber: Subscriber,
  batchSize: number,
  attempt: Try,
): Promise<Delivered> {
  const { aside, last } = attempt;
  return database.transaction(async (tx) => {
    const cursor = await queries.lockCursor(tx, subscriber.name);
    if (!cursor) return { hasMore: false, count: 0 };
    const page = await queries.listSettled(tx, cursor, batchSize, subscriber.kinds);
    if (!page.end) return { hasMore: false, count: 0 };
    const stop = page.events.findIndex((event) => event.id === last?.id);
    const events = stop < 0 ? page.events : page.events.slice(0, stop + 1);
    attempt.events = events;
    await handlePage(tx, subscriber, events, aside);
    const end =
      stop < 0 || !last ? page.end : { transactionId: last.transactionId, eventId: last.id };
    await queries.moveCursor(tx, subscriber.name, end);
    return { hasMore: page.isFull || stop >= 0, count: events.length };
  });
}

export interface DeliveryReport {
  /** False: what was settled is done, or another server works on it. */
  readonly hasMore: boolean;
  readonly count: number;
  readonly failures: readonly { readonly event: PublishedEvent; readonly error: unknown }[];
}

/** The next page. Where it throws it is tried again by half, until the event that breaks it stands alone:
 *  that one goes aside, and those behind it have their turn at the next call. */
export async function deliverNext(
  database: Database,
  subscriber: Subscriber,
  limits: DeliverLimits,
  now: Instant,
): Promise<DeliveryReport> {
  const failures: { event: PublishedEvent; error: unknown }[] = [];
  let attempt: Try = { last: undefined, aside: undefined, events: [] };
  for (;;) {
    try {
      const { hasMore, count } = await deliverPage(database, subscriber, limits.batchSize, attempt);
      return { hasMore, count, failures };
    } catch (error) {
      const [event] = attempt.events;
      if (isStoreGone(error) || !event || attempt.aside) throw error;
      if (attempt.events.length > 1) {
        const last = attempt.events[(attempt.events.length >> 1) - 1];
        attempt = { last, aside: undefined, events: [] };
        continue;
      }
      failures.push({ event, error });
      const aside = { event, error: errorText(error), retryAt: now + pauseAfter(1, limits.retry) };
      attempt = { last: event, aside, events: [] };
    }
  }
}

/** Tries what lies aside and is due, each in a transaction of its own; returns how many went through. */
export async function retryAside(
  database: Database,
  subscriber: Subscriber,
  limits: DeliverLimits,
  now: Instant,
): Promise<DeliveryReport> {
  const due = await database.read((tx) =>
    queries.listRetries(tx, subscriber.name, now, limits.maxTries, limits.batchSize),
  );
  const failures: { event: PublishedEvent; error: unknown }[] = [];
  let count = 0;
  for (const { event, tries } of due) {
    try {
      const isDone = await database.transaction(async (tx) => {
        if (!(await queries.lockCursor(tx, subscriber.name))) return false;
        if (!(await queries.takeBack(tx, subscriber.name, event.id))) return false;
        await subscriber.handle(tx, [event]);
        return true;
      });
      if (!isDone) return { hasMore: false, count, failures };
      count += 1;
    } catch (error) {
      failures.push({ event, error });
      const isLast = tries + 1 >= limits.maxTries;
      const retryAt = isLast ? undefined : now + pauseAfter(tries + 1, limits.retry);
      await database.transaction((tx) =>
        queries.markFailedAgain(tx, subscriber.name, event.id, retryAt, errorText(error)),
      );
    }
  }
  return { hasMore: count > 0, count, failures };
}
