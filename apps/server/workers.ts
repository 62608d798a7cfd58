// Several processes on one port, a core each, where the store can be shared. The first fills an empty store,
// runs timers and events, and answers; the others only answer.
// Modes of this process: starting (the first, then the rest) → watching (whoever ends is started again) →
// stopping (on SIGINT or SIGTERM: all finish what they do, then the private cluster stops) → gone.
import cluster, { type Worker } from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../platform/server/config/config.ts';
import { openPrivateCluster } from '../../platform/server/db/open-store.ts';
import { sayProgress } from './console.ts';

const NUMBER = 'GRIDLOOP_WORKER';
const PAUSE_MS = 1_000;

/** What one of several processes is to do; a process that is alone does everything. */
export function partOf(config: Config, env: NodeJS.ProcessEnv): Config {
  const isHelper = env[NUMBER] !== undefined && env[NUMBER] !== '1';
  if (!isHelper) return config;
  return { ...config, hasDemo: false, roles: config.roles.filter((role) => role !== 'jobs') };
}

export const isFirst = (env: NodeJS.ProcessEnv): boolean => (env[NUMBER] ?? '1') === '1';

export const isWatcher = (config: Config): boolean => cluster.isPrimary && config.workers > 1;

export async function watchWorkers(config: Config): Promise<void> {
  const store = config.store.kind === 'postgres' ? await openPrivateCluster(config, sayProgress) : undefined;
  let isStopping = false;
  const ended: Promise<void>[] = [];

  const start = (number: number, hasServedBefore = false): Worker => {
    const worker = cluster.fork({ [NUMBER]: String(number), ...(store ? { DATABASE_URL: store.url } : {}) });
    let hasServed = hasServedBefore;
    worker.once('listening', () => {
      hasServed = true;
    });
    ended.push(
      new Promise((resolve) => {
        worker.once('exit', async (code) => {
          resolve();
          if (isStopping) return;
          // One that could never begin has said why; starting it again would only say so again. Where one has
          // served before, the others are well, and its next try may be better (the store was full, say).
          if (!hasServed) return void stop(code || 1);
          await pause(PAUSE_MS);
          if (!isStopping) start(number, true);
        });
      }),
    );
    return worker;
  };

  async function stop(code: number): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
    await Promise.all(ended);
    await store?.stop();
    process.exit(code);
  }

  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  start(1).once('listening', () => {
    for (let number = 2; number <= config.workers; number++) start(number);
  });
}
