// The program as a child process that can be killed at any moment and started again on the same data. Modes:
// down → starting → up → down. It kills only what it started itself, by process id.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';

export type StoreName = 'pglite' | 'postgres';

export interface KillableOptions {
  readonly store: StoreName;
  readonly dataDir: string;
  readonly port: number;
  /** Run from source where the build is not wanted. */
  readonly isFromSource: boolean;
}

const START_PATIENCE_MS = 90_000;
const STOP_PATIENCE_MS = 30_000;
const ASK_EVERY_MS = 50;

export const sleep = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** A free port that no outgoing connection is given by chance. */
export async function freePort(draw: () => number): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(draw() * 12_000);
    const isFree = await new Promise<boolean>((told) => {
      const server = createServer();
      server.once('error', () => told(false));
      server.listen(port, '127.0.0.1', () => server.close(() => told(true)));
    });
    if (isFree) return port;
  }
}

export class KillableServer {
  readonly url: string;
  readonly #options: KillableOptions;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(options: KillableOptions) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  #spawn(): ChildProcess {
    const { store, dataDir, port, isFromSource } = this.#options;
    const program = isFromSource ? ['--import', 'tsx', 'apps/server/main.ts'] : ['dist/server/main.js'];
    const child = spawn(
      process.execPath,
      [...program, `--store=${store}`, `--port=${port}`, `--data=${dataDir}`],
      {
        cwd: ROOT_FOLDER,
        env: { ...process.env, DATABASE_URL: '', DEMO: '0', RATE_LIMITS: '0', LOG_LEVEL: 'error' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const keep = (chunk: Buffer) => {
      this.#output = `${this.#output}${chunk.toString()}`.slice(-4_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    return child;
  }

  /** Starts and waits until it answers; returns how long that took. `dieAfterMs` kills it on the way. */
  async start(dieAfterMs?: number): Promise<number> {
    const startedAt = performance.now();
    const child = this.#spawn();
    this.#child = child;
    if (dieAfterMs !== undefined) {
      await sleep(dieAfterMs);
      await this.kill(false);
      return performance.now() - startedAt;
    }
    while (performance.now() - startedAt < START_PATIENCE_MS) {
      if (child.exitCode !== null) throw new Error(`the server ended while starting:\n${this.#output}`);
      const isReady = await fetch(`${this.url}/ready`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (isReady) return performance.now() - startedAt;
      await sleep(ASK_EVERY_MS);
    }
    throw new Error(`the server did not answer within ${START_PATIENCE_MS} ms:\n${this.#output}`);
  }

  #postmaster(): number | undefined {
    const file = join(this.#options.dataDir, 'postgres', 'cluster', 'postmaster.pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n', 1)[0]) : undefined;
  }

  /** No goodbye: SIGKILL. With the database, the private cluster's first process goes the same way. */
  async kill(withDatabase: boolean): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((told) => child.once('exit', () => told()));
    const postmaster = withDatabase ? this.#postmaster() : undefined;
    if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
    child.kill('SIGKILL');
    await gone;
  }

  /** Asks it to stop, as an operator does. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((told) => child.once('exit', () => told()));
    child.kill('SIGTERM');
    await Promise.race([gone, sleep(STOP_PATIENCE_MS).then(() => this.kill(false))]);
  }
}
