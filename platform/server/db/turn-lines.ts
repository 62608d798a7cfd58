// Short questions that are asked in one turn of the event loop share a line to the store and leave as one
// message: to wake a process of the store costs more than to answer a short question. Each has its own answer
// and its own failure. A long one would keep those behind it waiting, so whoever asks says that it is short.
import { type Connection, type Engine, type QueryReply, TrackedConnection } from './connection.ts';

/** More on one line wait for each other longer than another line costs. */
const MOST_ON_A_LINE = 4;

class Line {
  readonly #engine: Engine;
  readonly #connection: Promise<TrackedConnection>;
  #send: (() => void) | undefined;
  #asked = 0;
  #waiting = 0;
  #isFull = false;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#connection = this.#open();
    // A failure to get a line is told to whoever asked on it.
    this.#connection.catch(() => undefined);
  }

  async #open(): Promise<TrackedConnection> {
    const connection = new TrackedConnection(await this.#engine.acquire());
    if (!this.#isFull) this.#send = connection.inner.hold?.();
    return connection;
  }

  get hasRoom(): boolean {
    return !this.#isFull && this.#asked < MOST_ON_A_LINE;
  }

  /** What is held leaves, and nothing more is taken. */
  close(): void {
    this.#isFull = true;
    this.#send?.();
    this.#send = undefined;
    if (this.#waiting === 0) this.#giveBack();
  }

  #giveBack(): void {
    void this.#connection.then((connection) => {
      connection.giveBack();
      this.#engine.release(connection.inner, connection.isBroken);
    }, () => undefined);
  }

  async ask(text: string, values?: readonly unknown[]): Promise<QueryReply> {
    this.#asked += 1;
    this.#waiting += 1;
    try {
      return await (await this.#connection).query(text, values);
    } finally {
      this.#waiting -= 1;
      if (this.#isFull && this.#waiting === 0) this.#giveBack();
    }
  }
}

export class TurnLines {
  readonly #engine: Engine;
  #line: Line | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  readonly ask: Connection['query'] = (text, values) => {
    const line = this.#line?.hasRoom ? this.#line : this.#next();
    return line.ask(text, values);
  };

  #next(): Line {
    this.#line?.close();
    const line = new Line(this.#engine);
    this.#line = line;
    setImmediate(() => {
      if (this.#line !== line) return;
      this.#line = undefined;
      line.close();
    });
    return line;
  }
}
