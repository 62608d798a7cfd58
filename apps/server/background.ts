// What works beside the requests: timers and subscribers. Any number of servers may run them at once.
import type { Clock } from '../../platform/server/clock/clock.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import { type EventReader, makeEventReader } from '../../platform/server/events/reader.ts';
import type { PhotoFiles } from '../../platform/server/files/photo-files.ts';
import { sweepUploads } from '../../platform/server/files/sweep-uploads.ts';
import { platformPeriodicJobs } from '../../platform/server/jobs/periodic.ts';
import { makeTimerRunner, type TimerRunner } from '../../platform/server/jobs/runner.ts';
import type { Log } from '../../platform/server/log/log.ts';
import type { PushChannel } from '../../platform/server/push/push-channel.ts';
import { areasJobs } from '../../slices/areas/server/jobs.ts';
import { briefsJobs } from '../../slices/briefs/server/jobs.ts';
import { catalogueJobs } from '../../slices/catalogue/server/prove-lists.ts';
import { declaredComponentClasses } from '../../slices/catalogue/server/public.ts';
import { casesPeriodicJobs } from '../../slices/cases/server/count-shares.ts';
import { fillLitAt } from '../../slices/cases/server/fill-lit-at.ts';
import { indexWords } from '../../slices/cases/server/index-words.ts';
import { casesJobs } from '../../slices/cases/server/jobs.ts';
import { reindexWords } from '../../slices/cases/server/reindex-words.ts';
import { foldCounts } from '../../slices/components/server/fold-counts.ts';
import { type ImportRunner, makeImportRunner } from '../../slices/components/server/import-runner.ts';
import { sweepImports } from '../../slices/components/server/jobs.ts';
import { componentsSubscribers } from '../../slices/components/server/subscribers.ts';
import { changesJobs } from '../../slices/changes/server/jobs.ts';
import { checkinJobs } from '../../slices/checkin/server/jobs.ts';
import { evaluationSubscribers } from '../../slices/evaluation/server/subscribers.ts';
import { walkJob } from '../../slices/evaluation/server/walk-cases.ts';
import { noticesJobs, sweepPushes } from '../../slices/notices/server/jobs.ts';
import { makePushSender, type PushSender } from '../../slices/notices/server/push-sender.ts';
import { noticesSubscribers } from '../../slices/notices/server/subscribers.ts';
import { drawJob } from '../../slices/recheck/server/draw-due.ts';
import { whatifJobs } from '../../slices/whatif/server/run-what-if.ts';

export interface Background {
  readonly timers: TimerRunner;
  readonly events: EventReader;
  /** Works on files of components that wait. */
  readonly imports: ImportRunner;
  /** Left out where no phone is woken. */
  readonly pushes?: PushSender;
}

export interface BackgroundParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly files: PhotoFiles;
  readonly log: Log;
  readonly push?: PushChannel;
}

export function makeBackground({ database, clock, files, log, push }: BackgroundParts): Background {
  const told = (error: unknown) => log.error({ err: error }, 'a push was not handed over');
  return {
    timers: makeTimerRunner({
      database,
      clock,
      handlers: [
        ...areasJobs, ...briefsJobs, ...casesJobs, ...catalogueJobs, ...changesJobs, ...checkinJobs,
        ...noticesJobs,
        ...whatifJobs,
      ],
      periodic: [
        ...platformPeriodicJobs, indexWords, reindexWords, fillLitAt, ...casesPeriodicJobs, foldCounts,
        sweepUploads(files), sweepPushes, sweepImports, walkJob, drawJob,
      ],
      onError: (error, timer) =>
        log.error({ err: error, timer: timer?.kind, key: timer?.key }, 'a timer failed'),
    }),
    events: makeEventReader({
      database,
      clock,
      subscribers: [...componentsSubscribers, ...evaluationSubscribers, ...noticesSubscribers],
      onError: (error, subscriber, event) =>
        log.error({ err: error, subscriber, event: event?.id }, 'an event was not taken in'),
    }),
    imports: makeImportRunner({
      database,
      clock,
      declared: declaredComponentClasses,
      onError: (error) => log.error({ err: error }, 'an import stumbled'),
    }),
    ...(push ? { pushes: makePushSender({ database, clock, channel: push, onError: told }) } : {}),
  };
}
