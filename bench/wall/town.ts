// The product with a fresh demo town in a process of its own, for what measures a wall and what takes its
// pictures.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';
import { BENCH_FOLDER } from '../cluster.ts';
import { freePort } from '../server-process.ts';

const SEEDING_MS = 360_000;

export interface Served {
  readonly url: string;
  readonly shiftMs: number;
  stop(): Promise<void>;
}

export interface TownOptions {
  readonly startsAt: string;
  /** Built screens; the product's own by default. */
  readonly web?: string | undefined;
}

export async function serveTown({ startsAt, web }: TownOptions): Promise<Served> {
  // Open to the system user that the cluster runs as, which a temporary folder's own mode is not.
  const dataDir = join(BENCH_FOLDER, `wall-${process.pid}`);
  mkdirSync(dataDir, { recursive: true });
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'bench/wall/serve-at.ts',
      '--store=postgres',
      ...(web === undefined ? [] : [`--web=${web}`]),
    ],
    {
      cwd: ROOT_FOLDER,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...inherited,
        PORT: String(await freePort()),
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        RATE_LIMITS: '0',
        LOG_LEVEL: 'error',
        DEMO: '1',
        WALL_STARTS_AT: startsAt,
      },
    },
  );
  const told = await new Promise<string>((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error('the town was not ready in time')), SEEDING_MS);
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      if (!text.includes('\n')) return;
      clearTimeout(late);
      resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the town ended with ${code}`)));
  });
  const { address, shiftMs } = JSON.parse(told) as { address: string; shiftMs: number };
  return {
    url: address,
    shiftMs,
    stop: async () => {
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
