// The runner's statements over the table timer. Claiming is deleting: the row is gone in the same transaction
// in which its effect is written, and back again if that transaction fails.
import { sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../db/tx.ts';
import type { Timer } from './timer.ts';

interface ClaimedRow {
  readonly kind: string;
  readonly key: string;
  readonly due_at: Instant;
  readonly data: unknown;
  readonly tries: number;
}

const asTimer = (row: ClaimedRow): Timer => ({
  kind: row.kind,
  key: row.key,
  dueAt: row.due_at,
  data: row.data,
  tries: row.tries,
});

const byDue = (a: Timer, b: Timer): number =>
  a.dueAt - b.dueAt || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.key < b.key ? -1 : 1);

/** Takes what is due, oldest first: one timer per subject, none of a subject that another server works on,
 *  and none that has an earlier one of its subject before it. The advisory lock lets one server at a time
 *  work on a subject; the last condition is for rows that others hold locked, which `due` skips. Kinds are
 *  asked of rows and never of an index (`kind || ''`): of a kind that the store has not counted yet it
 *  expects one, and read all ten thousand of a burst for each of them. */
export async function claimDue(
  tx: Tx,
  kinds: readonly string[],
  now: Instant,
  limit: number,
): Promise<Timer[]> {
  const result = await sql<ClaimedRow>`
    with due as materialized (
      select kind, key, coalesce(retry_at, due_at) as wake_at, split_part(key, ':', 1) as subject
      from timer
      where coalesce(retry_at, due_at) <= ${toIso(now)}::timestamptz and kind || '' = any(${kinds}::text[])
      order by coalesce(retry_at, due_at), kind, key
      limit ${limit}
      for update skip locked
    ), first as materialized (
      select distinct on (subject) kind, key, subject, wake_at from due order by subject, wake_at, kind, key
    ), mine as materialized (
      select kind, key, subject, wake_at from first
      where pg_try_advisory_xact_lock(hashtextextended('timer ' || subject, 0))
    )
    delete from timer using mine
    where timer.kind = mine.kind and timer.key = mine.key
      and not exists (
        select 1 from timer other
        where split_part(other.key, ':', 1) = mine.subject and other.kind || '' = any(${kinds}::text[])
          and coalesce(other.retry_at, other.due_at) < mine.wake_at)
    returning timer.kind, timer.key, timer.due_at, timer.data, timer.tries
  `.execute(tx.db);
  return result.rows.map(asTimer).sort(byDue);
}

/** Takes one timer if it still waits as it was seen and nobody else works on its subject. */
export async function claimOne(tx: Tx, timer: Timer): Promise<Timer | undefined> {
  const result = await sql<ClaimedRow>`
    with mine as materialized (
      select kind, key from timer
      where kind = ${timer.kind} and key = ${timer.key} and due_at = ${toIso(timer.dueAt)}::timestamptz
      for update skip locked
    ), free as materialized (
      select kind, key from mine
      where pg_try_advisory_xact_lock(hashtextextended('timer ' || split_part(key, ':', 1), 0))
    )
    delete from timer using free
    where timer.kind = free.kind and timer.key = free.key
    returning timer.kind, timer.key, timer.due_at, timer.data, timer.tries
  `.execute(tx.db);
  const row = result.rows[0];
  return row && asTimer(row);
}

/** Leaves the timer where it is, asleep until `retryAt`, with what went wrong. */
export async function markFailed(tx: Tx, timer: Timer, retryAt: Instant, lastError: string): Promise<void> {
  await tx.db
    .updateTable('timer')
    .set({ tries: Math.min(timer.tries + 1, 32_000), retry_at: toIso(retryAt), last_error: lastError })
    .where('kind', '=', timer.kind)
    .where('key', '=', timer.key)
    .where('due_at', '=', sql<never>`${toIso(timer.dueAt)}::timestamptz`)
    .execute();
}

/** When the next timer of these kinds wants to run, or undefined where none waits. */
export async function findNextWake(tx: Tx, kinds: readonly string[]): Promise<Instant | undefined> {
  const result = await sql<{ wake_at: Instant }>`
    select coalesce(retry_at, due_at) as wake_at from timer
    where kind = any(${kinds}::text[])
    order by coalesce(retry_at, due_at), kind, key limit 1
  `.execute(tx.db);
  return result.rows[0]?.wake_at;
}

/** When the timer that has waited longest became due, of any kind and failed ones included; for /metrics. */
export async function findOldestDue(tx: Tx): Promise<Instant | undefined> {
  const row = await tx.db.selectFrom('timer').select('due_at').orderBy('due_at').limit(1).executeTakeFirst();
  return row?.due_at;
}

/** Makes sure that a periodic timer waits, and not further off than one period: a clock may have been set
 *  back. */
export async function ensurePeriodic(tx: Tx, kind: string, dueAt: Instant): Promise<void> {
  await sql`
    insert into timer (kind, key, due_at, data)
    values (${kind}, 'periodic', ${toIso(dueAt)}::timestamptz, '{}')
    on conflict (kind, key) do update set due_at = excluded.due_at, retry_at = null
      where timer.due_at > excluded.due_at
  `.execute(tx.db);
}

/** Deletes up to `limit` receipts made before `before`; returns how many. */
export async function deleteOldReceipts(tx: Tx, before: Instant, limit: number): Promise<number> {
  const result = await sql`
    delete from idempotency_receipt where (actor, key) in (
      select actor, key from idempotency_receipt
      where created_at < ${toIso(before)}::timestamptz order by created_at limit ${limit})
  `.execute(tx.db);
  return Number(result.numAffectedRows ?? 0n);
}

export async function analyzeAll(tx: Tx): Promise<void> {
  await sql`analyze`.execute(tx.db);
}
