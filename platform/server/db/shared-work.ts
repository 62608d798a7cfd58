// Work that one caller does and others wait for. Whoever holds a connection never waits for one who has yet
// to get one: the store may have no other to give, and both would wait for ever.
import type { Tx } from './tx.ts';

interface Doing<T> {
  readonly result: Promise<T>;
  readonly isTransaction: boolean;
}

export class SharedWork<T> {
  #doing: Doing<T> | undefined;

  /** Joins what is being done where that is safe, else does it; where the other one fails, does it too. */
  run(tx: Pick<Tx, 'isTransaction'>, work: () => Promise<T>): Promise<T> {
    const { isTransaction } = tx;
    const other = this.#doing;
    if (other && (other.isTransaction || !isTransaction)) return other.result.catch(work);
    const mine: Doing<T> = { result: work(), isTransaction };
    this.#doing = mine;
    const done = () => {
      if (this.#doing === mine) this.#doing = undefined;
    };
    mine.result.then(done, done);
    return mine.result;
  }
}
