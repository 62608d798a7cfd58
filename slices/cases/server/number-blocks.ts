// Case numbers without a round trip each: a process takes a hundred at once and hands them out itself.
// A process that stops loses the rest of its block; numbers are unique and rising, never without gaps.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { takeNumberBlock } from './queries.ts';

const BLOCK = 100;

interface Held {
  next: number;
  end: number;
  taking: Promise<void> | undefined;
}

/** One per opened store; two processes on one store never get the same block. */
export class NumberBlocks {
  readonly #held: Held = { next: 0, end: 0, taking: undefined };

  async next(tx: Tx): Promise<number> {
    const held = this.#held;
    while (held.next >= held.end) {
      held.taking ??= this.#take(tx).finally(() => {
        held.taking = undefined;
      });
      await held.taking;
    }
    held.next += 1;
    return held.next - 1;
  }

  async #take(tx: Tx): Promise<void> {
    const block = await takeNumberBlock(tx);
    this.#held.next = block * BLOCK;
    this.#held.end = this.#held.next + BLOCK;
  }
}

/** Blocks belong to one store; the maker of ids is one per opened store, so it stands for it. */
const blocks = new WeakMap<object, NumberBlocks>();

export function numberBlocksOf(tx: Tx): NumberBlocks {
  const known = blocks.get(tx.ids);
  if (known) return known;
  const made = new NumberBlocks();
  blocks.set(tx.ids, made);
  return made;
}
