// Waking up later. Nouns:
// - timer: a row (kind, key) with a due time; scheduling the same kind and key again replaces it.
// - subject: the key up to its first colon (`<caseId>` or `<caseId>:orange`). Timers of one subject fire in
//   due order, one after the other, also across servers. A handler moves or cancels its own subject's only.
// - handler: what happens when a kind is due; its effect and the timer's removal are one transaction.
// Nothing here reads a clock: due times and now are arguments.
import { sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../db/tx.ts';
import { announceTimers } from './wake.ts';

export interface NewTimer {
  /** `noun.word`, e.g. `case.ladder`: names the handler. */
  readonly kind: string;
  readonly key: string;
  readonly dueAt: Instant;
  readonly data?: unknown;
}

/** A timer as its handler gets it; `dueAt` is what was asked for, however late it comes. */
export interface Timer {
  readonly kind: string;
  readonly key: string;
  readonly dueAt: Instant;
  readonly data: unknown;
  /** Times it has failed before. */
  readonly tries: number;
}

export interface TimerHandler {
  readonly kind: string;
  readonly handle: (tx: Tx, timer: Timer) => Promise<void>;
}

/** The columns of a timer as one JSON object, for `jsonb_to_recordset($1) as t(kind text, key text,
 *  due_at timestamptz, data jsonb)` inside a bigger statement. Such a statement must end with
 *  `on conflict (kind, key) do update …` as in `scheduleTimers`, and call `announceTimers(soonest)` after
 *  commit. */
export interface TimerRow {
  readonly kind: string;
  readonly key: string;
  readonly due_at: string;
  readonly data: unknown;
}

/** Rows for one statement. Of two timers with the same kind and key the later in the list wins. */
export function timerRows(timers: readonly NewTimer[]): TimerRow[] {
  const rows = new Map<string, TimerRow>();
  for (const { kind, key, dueAt, data } of timers) {
    rows.set(`${kind}\n${key}`, { kind, key, due_at: toIso(dueAt), data: data ?? {} });
  }
  // In one order everywhere, so that two transactions never wait for each other's rows.
  return [...rows.values()].sort((a, b) => (a.kind + a.key < b.kind + b.key ? -1 : 1));
}

/** Writes all in one statement; replaces what waits under the same kind and key and forgets its failures. */
export async function scheduleTimers(tx: Tx, timers: readonly NewTimer[]): Promise<void> {
  if (timers.length === 0) return;
  await sql`
    insert into timer (kind, key, due_at, data)
    select kind, key, due_at, data
    from jsonb_to_recordset(${JSON.stringify(timerRows(timers))}::jsonb)
      as t(kind text, key text, due_at timestamptz, data jsonb)
    on conflict (kind, key) do update
      set due_at = excluded.due_at, data = excluded.data, tries = 0, last_error = null, retry_at = null
  `.execute(tx.db);
  const soonest = Math.min(...timers.map((timer) => timer.dueAt));
  tx.afterCommit(() => announceTimers(soonest));
}

/** Takes back what waits under these keys; keys that wait for nothing are no error. */
export async function cancelTimers(tx: Tx, kind: string, keys: string | readonly string[]): Promise<void> {
  const list = typeof keys === 'string' ? [keys] : [...keys];
  if (list.length === 0) return;
  await tx.db.deleteFrom('timer').where('kind', '=', kind).where('key', 'in', list).execute();
}
