// The reader's statements over event, event_cursor and event_failure. "Settled" is every row of a transaction
// below the oldest one still open: rows there can't appear any more behind a cursor that has passed.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../db/tx.ts';
import type { PublishedEvent, Subscriber } from './event.ts';

export interface Position {
  readonly transactionId: string;
  readonly eventId: number;
}

interface EventColumns {
  readonly id: number;
  readonly transaction_id: string;
  readonly kind: string;
  readonly district_id: string;
  readonly case_id: Id | null;
  readonly data: unknown;
  readonly created_at: Instant;
}

export const asEvent = (row: EventColumns): PublishedEvent => ({
  id: row.id,
  transactionId: row.transaction_id,
  kind: row.kind,
  districtId: row.district_id,
  caseId: row.case_id,
  data: (row.data ?? {}) as Record<string, unknown>,
  createdAt: row.created_at,
});

/** Gives subscribers a cursor that have none; known ones keep theirs. */
export async function registerSubscribers(tx: Tx, subscribers: readonly Subscriber[]): Promise<void> {
  const rows = subscribers.map(({ name, from }) => ({ name, all: from === 'beginning' }));
  await sql`
    insert into event_cursor (subscriber, transaction_id, event_id)
    select name, case when "all" then '0'::xid8 else pg_snapshot_xmin(pg_current_snapshot()) end, 0
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(name text, "all" boolean)
    on conflict (subscriber) do nothing
  `.execute(tx.db);
}

/** Whether an open transaction still holds back an event that is there. */
const HAS_UNSETTLED = sql<boolean>`coalesce((select transaction_id from event
  order by transaction_id desc, id desc limit 1) >= pg_snapshot_xmin(pg_current_snapshot()), false)`;

export interface Unread {
  /** Subscribers with settled events before them, or failures whose time has come. */
  readonly behind: string[];
  /** Whether events lie there that are not settled yet: look again soon. */
  readonly hasUnsettled: boolean;
}

/** One cheap question for all subscribers, without locks, so that idle servers write nothing. */
export async function findUnread(
  tx: Tx,
  names: readonly string[],
  now: Instant,
  maxTries: number,
): Promise<Unread> {
  // The first event behind a place, and the last of all, are one step down the index. Asked with `exists`,
  // the store reads the whole table in the belief that any row will do.
  const result = await sql<{ subscriber: string; is_behind: boolean; has_unsettled: boolean }>`
    select c.subscriber,
      coalesce((select e.transaction_id from event e
                where (e.transaction_id, e.id) > (c.transaction_id, c.event_id)
                order by e.transaction_id, e.id limit 1) < pg_snapshot_xmin(pg_current_snapshot()), false)
      or exists (select 1 from event_failure f
                 where f.subscriber = c.subscriber and f.tries < ${maxTries}
                   and (f.retry_at is null or f.retry_at <= ${toIso(now)}::timestamptz)) as is_behind,
      ${HAS_UNSETTLED} as has_unsettled
    from event_cursor c where c.subscriber = any(${names}::text[])
  `.execute(tx.db);
  return {
    behind: result.rows.filter((row) => row.is_behind).map((row) => row.subscriber),
    hasUnsettled: result.rows.some((row) => row.has_unsettled),
  };
}

/** The subscriber's place, locked; undefined where another server works on it now. */
export async function lockCursor(tx: Tx, subscriber: string): Promise<Position | undefined> {
  const row = await tx.db
    .selectFrom('event_cursor')
    .select(['transaction_id', 'event_id'])
    .where('subscriber', '=', subscriber)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && { transactionId: row.transaction_id, eventId: row.event_id };
}

export async function moveCursor(tx: Tx, subscriber: string, to: Position): Promise<void> {
  await sql`
    update event_cursor set transaction_id = ${to.transactionId}::xid8, event_id = ${to.eventId}
    where subscriber = ${subscriber}
  `.execute(tx.db);
}

export interface Page {
  /** Settled events of the kinds asked for, in order. */
  readonly events: PublishedEvent[];
  /** The place behind everything looked at, of any kind; undefined where nothing new is settled. */
  readonly end: Position | undefined;
  /** It holds as many as were asked for, of any kind: there may be more. */
  readonly isFull: boolean;
}

/** The next settled events after a place; `kinds` undefined means all. Looks at up to `limit` rows. */
export async function listSettled(
  tx: Tx,
  after: Position,
  limit: number,
  kinds?: readonly string[],
): Promise<Page> {
  const isWanted = kinds === undefined ? sql`true` : sql`kind = any(${kinds}::text[])`;
  const result = await sql<EventColumns & { is_wanted: boolean; looked_at: number }>`
    with page as materialized (
      select * from event
      where (transaction_id, id) > (${after.transactionId}::xid8, ${after.eventId}::bigint)
        and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by transaction_id, id limit ${limit}
    ), numbered as (
      select *, ${isWanted} as is_wanted, count(*) over () as looked_at,
        row_number() over (order by transaction_id desc, id desc) = 1 as is_last
      from page
    )
    select id, transaction_id, kind, district_id, case_id, data, created_at, is_wanted, looked_at
    from numbered where is_wanted or is_last
    order by transaction_id, id
  `.execute(tx.db);
  const last = result.rows.at(-1);
  return {
    events: result.rows.filter((row) => row.is_wanted).map(asEvent),
    end: last && { transactionId: last.transaction_id, eventId: last.id },
    isFull: last !== undefined && Number(last.looked_at) >= limit,
  };
}

/** Cases whose line stands still for this subscriber, because an earlier event of theirs failed. */
export async function listHeldCases(tx: Tx, subscriber: string, caseIds: readonly Id[]): Promise<Set<Id>> {
  if (caseIds.length === 0) return new Set();
  const result = await sql<{ case_id: Id }>`
    select distinct case_id from event_failure
    where subscriber = ${subscriber} and case_id = any(${[...new Set(caseIds)]}::uuid[])
  `.execute(tx.db);
  return new Set(result.rows.map((row) => row.case_id));
}

export interface FailureNote {
  readonly retryAt: Instant;
  readonly error: string;
}

/** `failure` undefined: the event itself is well, it only waits behind an earlier one of its case. */
export async function putAside(
  tx: Tx,
  subscriber: string,
  event: PublishedEvent,
  failure: FailureNote | undefined,
): Promise<void> {
  await sql`
    insert into event_failure
      (subscriber, transaction_id, event_id, case_id, tries, retry_at, last_error, created_at)
    values (${subscriber}, ${event.transactionId}::xid8, ${event.id}, ${event.caseId}::uuid,
      ${failure ? 1 : 0}, ${failure ? toIso(failure.retryAt) : null}::timestamptz, ${failure?.error ?? null},
      ${toIso(tx.now)}::timestamptz)
  `.execute(tx.db);
}

export interface AsideEvent {
  readonly event: PublishedEvent;
  readonly tries: number;
}

/** The first event of each line that stands aside, where its time has come. An event of no case is a line of
 *  its own. */
export async function listRetries(
  tx: Tx,
  subscriber: string,
  now: Instant,
  maxTries: number,
  limit: number,
): Promise<AsideEvent[]> {
  const result = await sql<EventColumns & { tries: number }>`
    with head as (
      select distinct on (coalesce(case_id::text, event_id::text)) event_id, tries, retry_at
      from event_failure where subscriber = ${subscriber}
      order by coalesce(case_id::text, event_id::text), transaction_id, event_id
    )
    select e.id, e.transaction_id, e.kind, e.district_id, e.case_id, e.data, e.created_at, head.tries
    from head join event e on e.id = head.event_id
    where head.tries < ${maxTries} and (head.retry_at is null or head.retry_at <= ${toIso(now)}::timestamptz)
    order by e.transaction_id, e.id limit ${limit}
  `.execute(tx.db);
  return result.rows.map((row) => ({ event: asEvent(row), tries: row.tries }));
}

/** Takes an event back from aside; false where another server was faster. */
export async function takeBack(tx: Tx, subscriber: string, eventId: number): Promise<boolean> {
  const rows = await tx.db
    .deleteFrom('event_failure')
    .where('subscriber', '=', subscriber)
    .where('event_id', '=', eventId)
    .returning('event_id')
    .execute();
  return rows.length === 1;
}

/** Counts one more try. `retryAt` undefined: the last one; now a person must look. */
export async function markFailedAgain(
  tx: Tx,
  subscriber: string,
  eventId: number,
  retryAt: Instant | undefined,
  error: string,
): Promise<void> {
  await sql`
    update event_failure
    set tries = tries + 1, last_error = ${error},
      retry_at = ${retryAt === undefined ? null : toIso(retryAt)}::timestamptz
    where subscriber = ${subscriber} and event_id = ${eventId}
  `.execute(tx.db);
}

/** A person mended the cause: what lay aside for good is tried again. Returns how many lines begin again. */
export async function reviveFailures(tx: Tx, subscriber: string, minTries: number): Promise<number> {
  const result = await sql`
    update event_failure set tries = 1, retry_at = ${toIso(tx.now)}::timestamptz
    where subscriber = ${subscriber} and tries >= ${minTries}
  `.execute(tx.db);
  return Number(result.numAffectedRows ?? 0n);
}

export interface SubscriberLag {
  readonly subscriber: string;
  /** Settled events before its cursor, of any kind; counted up to 10,000. */
  readonly unread: number;
  /** Events that lie aside, and of those the ones that only a person can move. */
  readonly aside: number;
  readonly stuck: number;
}

/** For /metrics and the runbook. */
export async function listSubscriberLag(tx: Tx, maxTries: number): Promise<SubscriberLag[]> {
  const result = await sql<SubscriberLag>`
    select c.subscriber,
      (select count(*) from (select 1 from event e
        where (e.transaction_id, e.id) > (c.transaction_id, c.event_id) limit 10000) as ahead) as unread,
      (select count(*) from event_failure f where f.subscriber = c.subscriber) as aside,
      (select count(*) from event_failure f
        where f.subscriber = c.subscriber and f.tries >= ${maxTries}) as stuck
    from event_cursor c order by c.subscriber limit 200
  `.execute(tx.db);
  return result.rows;
}

/** Whether events exist that an open transaction still holds back. */
export async function findUnsettled(tx: Tx): Promise<boolean> {
  const result = await sql<{ has_unsettled: boolean }>`select ${HAS_UNSETTLED} as has_unsettled`.execute(
    tx.db,
  );
  return result.rows[0]?.has_unsettled ?? false;
}

/** The newest settled events, oldest of them first. */
export async function listNewest(tx: Tx, limit: number): Promise<PublishedEvent[]> {
  const result = await sql<EventColumns>`
    select id, transaction_id, kind, district_id, case_id, data, created_at from event
    where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    order by transaction_id desc, id desc limit ${limit}
  `.execute(tx.db);
  return result.rows.reverse().map(asEvent);
}
