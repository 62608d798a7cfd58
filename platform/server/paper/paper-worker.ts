// The thread that draws sheets: fitting a Chinese font into a PDF takes a tenth of a second, in which the
// server would answer nobody. One sheet at a time; it lives while there is something to draw.
import { parentPort } from 'node:worker_threads';
import type { Instant } from '../../../kernel/instant.ts';
import { drawPaper } from './draw-paper.ts';
import type { Paper } from './paper.ts';

export interface PaperOrder {
  readonly id: number;
  readonly paper: Paper;
  readonly at: Instant;
}

export type PaperDone =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly error: string };

const port = parentPort;
let queue: Promise<void> = Promise.resolve();
port?.on('message', ({ id, paper, at }: PaperOrder) => {
  queue = queue.then(async () => {
    const done: PaperDone = await drawPaper(paper, new Date(at)).then(
      (bytes) => ({ id, bytes }),
      (error: Error) => ({ id, error: error.message }),
    );
    port.postMessage(done);
  });
});
