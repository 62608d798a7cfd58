// Case numbers without a round trip each: a process takes a hundred at once and hands them out itself.
// A process that stops loses the rest of its block; numbers are unique and rising, never without gaps.
import { perStore } from '../../../platform/server/db/per-store.ts';
import { SharedWork } from '../../../platform/server/db/shared-work.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { takeNumberBlock } from './queries.ts';

const BLOCK = 100;

/** One per opened store; two processes on one store never get the same block. */
export class NumberBlocks {
  readonly #taking = new SharedWork<void>();
  #next = 0;
  #end = 0;

  async next(tx: Tx): Promise<number> {
    while (this.#next >= this.#end) await this.#taking.run(tx, () => this.#take(tx));
    this.#next += 1;
    return this.#next - 1;
  }

  async #take(tx: Tx): Promise<void> {
    const first = (await takeNumberBlock(tx)) * BLOCK;
    // Of two that are taken at once the later one counts, so that numbers rise.
    if (first < this.#end) return;
    this.#next = first;
    this.#end = first + BLOCK;
  }
}

export const numberBlocksOf = perStore(() => new NumberBlocks());
