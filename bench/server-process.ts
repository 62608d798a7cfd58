// The built server as a child process: started on a free port, asked until it answers, measured, stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { askOnce } from './load.ts';
import { BENCH_KEY } from './prepare.ts';

export interface ServerProcess {
  readonly port: number;
  /** From the start of the process to its first answer to /ready. */
  readonly startedInMs: number;
  /** Proportional memory of the process and its children, in MB. */
  memoryMb(): number;
  /** Processor time that the process and its children have used so far: what a request costs, however busy
   *  the machine is. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Undefined: the embedded store in the data folder. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly nodeArgs?: readonly string[];
  /** With the demo town in an empty store. */
  readonly hasDemo?: boolean;
  /** For its first answer. */
  readonly patienceMs?: number;
}

/** As `npm start` and the image start it. */
const SERVER_NODE_ARGS = ['--max-semi-space-size=32'];
const PATIENCE_MS = 60_000;
const PAUSE_MS = 20;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

interface Started {
  readonly port: number;
  readonly child: ChildProcess;
  readonly errors: () => string;
  readonly patienceMs: number;
}

async function untilReady({ port, child, errors, patienceMs }: Started): Promise<void> {
  const endsAt = performance.now() + patienceMs;
  while (performance.now() < endsAt) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${errors()}`);
    const answer = await askOnce(port, { method: 'GET', path: '/ready', token: '' }).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`the server did not answer within ${patienceMs} ms: ${errors()}`);
}

/** The process and everything it has started. */
function familyOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(familyOf)];
}

function pssMb(pid: number): number {
  const kib = familyOf(pid).map((one) =>
    Number(/^Pss: *(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
  );
  return kib.reduce((sum, one) => sum + one, 0) / 1_024;
}

const TICK_MS = 10;

/** Processor time of a process and its children so far: user and system time from /proc, fields 14 and 15;
 *  the name before them may hold spaces. */
export function cpuMs(pid: number): number {
  const used = familyOf(pid).map((one) => {
    const fields = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // What its ended children used is on the parent's account (16 and 17); else a sum could go back.
    const ended = one === pid ? Number(fields[13]) + Number(fields[14]) : 0;
    return (Number(fields[11]) + Number(fields[12]) + ended) * TICK_MS;
  });
  return used.reduce((sum, one) => sum + one, 0);
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const port = await freePort();
  const startedAt = performance.now();
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    [...SERVER_NODE_ARGS, ...(options.nodeArgs ?? []), join(ROOT_FOLDER, 'dist/server/main.js')],
    {
      cwd: ROOT_FOLDER,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...inherited,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: options.dataDir,
        RATE_LIMITS: '0',
        DEMO: options.hasDemo === true ? '1' : '0',
        LOG_LEVEL: 'error',
        NODE_ENV: 'production',
        GRIDLOOP_MASTER_KEY: BENCH_KEY,
        ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      },
    },
  );
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors = `${errors}${chunk}`.slice(-4_000)));
  const { patienceMs = PATIENCE_MS } = options;
  await untilReady({ port, child, errors: () => errors, patienceMs }).catch((error: Error) => {
    child.kill('SIGKILL');
    throw error;
  });
  const startedInMs = performance.now() - startedAt;
  return {
    port,
    startedInMs,
    memoryMb: () => pssMb(child.pid ?? 0),
    cpuMs: () => cpuMs(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
