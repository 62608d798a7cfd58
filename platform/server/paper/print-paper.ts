// Prints sheets in a thread of their own, which ends when nothing has been asked for a while: a sheet is
// printed now and then, and its fonts are many megabytes. More at once than the line holds are refused.
import { Worker } from 'node:worker_threads';
import type { Instant } from '../../../kernel/instant.ts';
import { OneByOne } from '../files/one-by-one.ts';
import { workerFromSource } from '../worker-from-source.ts';
import type { Paper } from './paper.ts';
import type { PaperDone, PaperOrder } from './paper-worker.ts';

const IDLE_MS = 60_000;
const line = new OneByOne({ atOnce: 1, waiting: 20 });

interface Press {
  readonly worker: Worker;
  readonly rest: NodeJS.Timeout;
}
let press: Press | undefined;
let orders = 0;

const startWorker = (): Worker =>
  import.meta.url.endsWith('.ts')
    ? workerFromSource(new URL('./paper-worker.ts', import.meta.url), null)
    : new Worker(new URL('./paper-worker.js', import.meta.url));

function stop(): void {
  const stopped = press;
  press = undefined;
  void stopped?.worker.terminate();
}

function ready(): Press {
  if (!press) {
    const worker = startWorker();
    // Neither the thread nor its rest keeps a server from stopping.
    worker.unref();
    press = { worker, rest: setTimeout(stop, IDLE_MS).unref() };
  }
  press.rest.refresh();
  return press;
}

function order(paper: Paper, at: Instant): Promise<Uint8Array> {
  const { worker } = ready();
  orders += 1;
  const asked: PaperOrder = { id: orders, paper, at };
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off('message', heard);
      worker.off('error', failed);
      worker.unref();
    };
    const heard = (done: PaperDone) => {
      if (done.id !== asked.id) return;
      settle();
      if ('bytes' in done) resolve(done.bytes);
      else reject(new Error(done.error));
    };
    const failed = (error: Error) => {
      settle();
      press = undefined;
      reject(error);
    };
    worker.on('message', heard);
    worker.on('error', failed);
    worker.ref();
    worker.postMessage(asked);
  });
}

/** The bytes of the PDF; undefined when too many wait in line, and then nothing was made. `at`: the time
 *  that the file carries. */
export const printPaper = (make: () => Promise<Paper>, at: Instant): Promise<Uint8Array> | undefined =>
  line.run(async () => order(await make(), at));
