// What works beside the requests: timers and subscribers. Any number of servers may run them at once.
import type { Clock } from '../../platform/server/clock/clock.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import { type EventReader, makeEventReader } from '../../platform/server/events/reader.ts';
import { platformPeriodicJobs } from '../../platform/server/jobs/periodic.ts';
import { makeTimerRunner, type TimerRunner } from '../../platform/server/jobs/runner.ts';
import type { Log } from '../../platform/server/log/log.ts';
import { casesJobs } from '../../slices/cases/server/jobs.ts';
import { componentsSubscribers } from '../../slices/components/server/subscribers.ts';
import { noticesSubscribers } from '../../slices/notices/server/subscribers.ts';

export interface Background {
  readonly timers: TimerRunner;
  readonly events: EventReader;
}

export function makeBackground(parts: { database: Database; clock: Clock; log: Log }): Background {
  const { database, clock, log } = parts;
  return {
    timers: makeTimerRunner({
      database,
      clock,
      handlers: casesJobs,
      periodic: platformPeriodicJobs,
      onError: (error, timer) =>
        log.error({ err: error, timer: timer?.kind, key: timer?.key }, 'a timer failed'),
    }),
    events: makeEventReader({
      database,
      clock,
      subscribers: [...componentsSubscribers, ...noticesSubscribers],
      onError: (error, subscriber, event) =>
        log.error({ err: error, subscriber, event: event?.id }, 'an event was not taken in'),
    }),
  };
}
