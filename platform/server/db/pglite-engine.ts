// The embedded store: one connection, lent to one user at a time in the order they asked.
// It must never be opened twice on one folder: store-lock.ts guards that before this is called.
import { Worker } from 'node:worker_threads';
import type { Connection, Engine, QueryReply } from './connection.ts';
import type { WorkerOptions, WorkerReply, WorkerRequest } from './pglite-worker.ts';
import { toText } from './values.ts';
import { workerFromSource } from '../worker-from-source.ts';

/** Built, the worker is a file beside the server. */
const startWorker = (options: WorkerOptions): Worker =>
  import.meta.url.endsWith('.ts')
    ? workerFromSource(new URL('./pglite-worker.ts', import.meta.url), options)
    : new Worker(new URL('./pglite-worker.js', import.meta.url), { workerData: options });

export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  constructor(message: string, code?: string, constraint?: string) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }
}

type Unnumbered<T> = T extends { id: number } ? Omit<T, 'id'> : never;

export class PgliteThread {
  #worker: Worker;
  #next = 1;
  #waiting = new Map<number, { resolve: (reply: WorkerReply) => void; reject: (error: Error) => void }>();
  readonly ready: Promise<void>;

  constructor(options: WorkerOptions) {
    this.#worker = startWorker(options);
    this.ready = new Promise<WorkerReply>((resolve, reject) => {
      this.#waiting.set(0, { resolve, reject });
    }).then(() => undefined);
    this.#worker.on('message', (reply: WorkerReply) => this.#settle(reply));
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new StoreError('the embedded store has stopped', '57P01')));
  }

  #settle(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (!waiting) return;
    if (reply.error) {
      waiting.reject(new StoreError(reply.error.message, reply.error.code, reply.error.constraint));
    } else {
      waiting.resolve(reply);
    }
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  send(request: Unnumbered<WorkerRequest>): Promise<WorkerReply> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...request, id });
    });
  }

  async stop(): Promise<void> {
    await this.send({ kind: 'close' });
    await this.#worker.terminate();
  }
}

export interface PgliteEngine extends Engine {
  /** The whole store as a tarball: the seed of tests and of a quick first start. */
  dump(): Promise<Uint8Array>;
}

export async function pgliteEngine(options: WorkerOptions): Promise<PgliteEngine> {
  const thread = new PgliteThread(options);
  await thread.ready;
  const connection: Connection = {
    async query(text, values = []): Promise<QueryReply> {
      const reply = await thread.send({ kind: 'query', text, values: values.map(toText) });
      return { rows: reply.rows ?? [], affected: reply.affected ?? 0 };
    },
    async script(text) {
      await thread.send({ kind: 'script', text });
    },
  };
  let isLent = false;
  const asking: (() => void)[] = [];
  return {
    name: 'pglite',
    async acquire() {
      if (isLent) await new Promise<void>((resolve) => asking.push(resolve));
      isLent = true;
      return connection;
    },
    release() {
      const next = asking.shift();
      if (next) next();
      else isLent = false;
    },
    close: () => thread.stop(),
    async dump() {
      const reply = await thread.send({ kind: 'dump' });
      return reply.dump ?? new Uint8Array();
    },
  };
}
