// One connection to either store, as small as it can be: text in, rows out. Everything above
// (kysely, migrations, transactions) stands on this shape, so both engines behave the same.

export interface QueryReply {
  readonly rows: Record<string, unknown>[];
  /** Rows changed by INSERT, UPDATE or DELETE; 0 where the store does not say. */
  readonly affected: number;
}

export interface Connection {
  /** One statement with `$1` parameters. Values are sent as text the server casts. */
  query(text: string, values?: readonly unknown[]): Promise<QueryReply>;
  /** Several statements at once, without parameters: migrations only. */
  script(text: string): Promise<void>;
  /** What is asked from here on leaves as one message, once the answer is called. */
  hold?(): () => void;
}

export interface Engine {
  readonly name: 'postgres' | 'pglite';
  acquire(): Promise<Connection>;
  /** `broken` drops the connection instead of giving it to the next. */
  release(connection: Connection, broken?: boolean): void;
  close(): Promise<void>;
}

/** A PostgreSQL error as both drivers throw it. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Remembers what went wrong on it: a failed statement spoils the transaction, a lost line the connection.
 *  Once given back it takes nothing more: the same line may carry somebody else's transaction by then. */
export class TrackedConnection implements Connection {
  readonly inner: Connection;
  failure: Error | undefined;
  isBroken = false;
  #isGivenBack = false;

  constructor(inner: Connection) {
    this.inner = inner;
  }

  giveBack(): void {
    this.#isGivenBack = true;
  }

  async #track<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isGivenBack) throw new Error('a statement came after the end of its transaction');
    try {
      return await work();
    } catch (error) {
      this.failure = error as Error;
      // No SQLSTATE: the driver itself failed. Class 08 and 57: the line or the server is gone.
      const state = sqlState(error);
      if (state === undefined || /^(08|57P)/.test(state)) this.isBroken = true;
      throw error;
    }
  }

  query(text: string, values?: readonly unknown[]): Promise<QueryReply> {
    return this.#track(() => this.inner.query(text, values));
  }

  script(text: string): Promise<void> {
    return this.#track(() => this.inner.script(text));
  }
}
