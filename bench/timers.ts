// What waiting costs: ten thousand timers that fall due in one moment among a million that wait, fired by
// three servers' runners over one store. Anything fired twice or not at all is an error. In this process; the
// effect of each timer is nothing but its own removal.
import { performance } from 'node:perf_hooks';
import { systemClock } from '../platform/server/clock/clock.ts';
import type { Database } from '../platform/server/db/tx.ts';
import { makeTimerRunner } from '../platform/server/jobs/runner.ts';
import type { Sql } from './cluster.ts';
import { type Round, roundOf } from './stats.ts';

const WAITING = 1_000_000;
const DUE = 10_000;
const RUNNERS = 3;

/** Once per store. */
export async function fillTimers(sql: Sql): Promise<void> {
  await sql.script(`
    insert into timer (kind, key, due_at, data)
    select 'bench.waits', 'waits' || n, now() + interval '1 day' + n * interval '1 second', '{}'
    from generate_series(1, ${WAITING}) as n on conflict do nothing`);
  await sql.script('vacuum analyze timer');
}

export async function timerRound(database: Database, sql: Sql): Promise<Round> {
  await sql.script(`insert into timer (kind, key, due_at, data)
    select 'bench.due', 'due' || n, now() - interval '1 second', '{}' from generate_series(1, ${DUE}) as n`);
  const latenesses: number[] = [];
  const startedAt = performance.now();
  const handle = async () => void latenesses.push(performance.now() - startedAt);
  const failures: unknown[] = [];
  const runners = Array.from({ length: RUNNERS }, () =>
    makeTimerRunner({
      database,
      clock: systemClock,
      handlers: [{ kind: 'bench.due', handle }],
      onError: (error) => failures.push(error),
    }),
  );
  const fired = await Promise.all(runners.map((runner) => runner.runDue()));
  const seconds = (performance.now() - startedAt) / 1_000;
  const amiss = Math.abs(DUE - fired.reduce((sum, one) => sum + one, 0));
  return roundOf(latenesses, amiss + failures.length, seconds);
}
