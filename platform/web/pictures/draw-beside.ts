// The way to the worker that draws. Started with the first picture; where there is none (an old browser, a
// worker that can't start) the page draws itself.
import { drawSmaller } from './draw-smaller.ts';

interface Answer {
  readonly id: number;
  readonly drawn?: ArrayBuffer;
  readonly failed?: string;
}
interface Waiting {
  readonly resolve: (drawn: ArrayBuffer) => void;
  readonly reject: (error: Error) => void;
}

let worker: Worker | undefined;
let isHopeless = typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined';
let last = 0;
const waiting = new Map<number, Waiting>();

function giveUp(): void {
  isHopeless = true;
  worker?.terminate();
  worker = undefined;
  for (const { reject } of waiting.values()) reject(new WorkerGone());
  waiting.clear();
}

class WorkerGone extends Error {}

function workerOf(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data: { id, drawn, failed } }: MessageEvent<Answer>) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (drawn) asked?.resolve(drawn);
    else asked?.reject(new Error(failed));
  };
  worker.onerror = giveUp;
  return worker;
}

const drawThere = (bytes: ArrayBuffer, type: string): Promise<ArrayBuffer> =>
  new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    workerOf().postMessage({ id: last, bytes, type });
  });

/** Throws where the browser can't decode the picture. */
export async function drawBeside(bytes: ArrayBuffer, type: string): Promise<ArrayBuffer> {
  if (!isHopeless) {
    try {
      return await drawThere(bytes, type);
    } catch (error) {
      if (!(error instanceof WorkerGone)) throw error;
    }
  }
  return drawSmaller(new Blob([bytes], { type }));
}
