// Telling upwards and sideways what has happened. Nouns:
// - event: one row, written in the transaction of the change it tells of; a fact, never a command.
// - position: (transaction id, event id); readers go in this order and stop before transactions still open.
// - subscriber: reads its kinds in order of position; effect and cursor are one transaction.
// Data says what changed by ids and codes; it carries nothing about persons that a screen may not show.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../db/tx.ts';
import { announceEvents } from './wake.ts';

export interface NewEvent {
  /** `noun.past_participle`, e.g. `case.dispatched`, declared in the publisher's contract.ts. */
  readonly kind: string;
  readonly districtId: string;
  readonly caseId?: Id | null;
  readonly data?: unknown;
}

export interface PublishedEvent {
  readonly id: number;
  /** The writing transaction, as text: larger than a JavaScript number may be. */
  readonly transactionId: string;
  readonly kind: string;
  readonly districtId: string;
  readonly caseId: Id | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
}

export interface Subscriber {
  /** Its cursor's name for ever: renaming it makes a new subscriber. */
  readonly name: string;
  readonly kinds: readonly string[];
  /** Where a subscriber begins that no server has known before. `now` (the default) hears only what comes
   *  after its first registration, so that a new release never sends last year's messages; `beginning` reads
   *  every stored event, for read models that are built from them. */
  readonly from?: 'now' | 'beginning';
  /** Once it has read everything it looks again no sooner than after so many milliseconds: for what may be
   *  behind by that much, so that in a storm the work of people goes first, and what happened to one case
   *  meanwhile is dealt with once. Left out: at once. */
  readonly restMs?: number;
  /** While it is behind it reads one page and rests so long before the next: for what many rows hang on, so
   *  that catching up never takes more than its share of the store. Left out: page after page. */
  readonly paceMs?: number;
  /** Gets a page of its events in order, so that a few statements can do for many. A page that throws is
   *  rolled  back and halved until the event that breaks it stands alone; that one goes aside, the rest go
   *  through. */
  readonly handle: (tx: Tx, events: readonly PublishedEvent[]) => Promise<void>;
}

/** The columns of an event as one JSON object, for `jsonb_to_recordset($1) as e(kind text, district_id text,
 *  case_id uuid, data jsonb, created_at timestamptz)` inside a bigger statement. Insert them in this order,
 *  and call `tx.afterCommit(announceEvents)`. */
export interface EventRow {
  readonly kind: string;
  readonly district_id: string;
  readonly case_id: Id | null;
  readonly data: unknown;
  readonly created_at: string;
}

export const eventRows = (events: readonly NewEvent[], now: Instant): EventRow[] =>
  events.map((event) => ({
    kind: event.kind,
    district_id: event.districtId,
    case_id: event.caseId ?? null,
    data: event.data ?? {},
    created_at: toIso(now),
  }));

/** Writes all in one statement, in the order given. */
export async function publishEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into event (kind, district_id, case_id, data, created_at)
    select kind, district_id, case_id, data, created_at
    from jsonb_to_recordset(${JSON.stringify(eventRows(events, tx.now))}::jsonb)
      as e(kind text, district_id text, case_id uuid, data jsonb, created_at timestamptz)
  `.execute(tx.db);
  tx.afterCommit(announceEvents);
}
