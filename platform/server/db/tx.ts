// What an operation holds while it works: the open transaction, one fixed `now`, fresh ids.
// An operation takes nothing else from outside, so a test can move the clock and name the ids.
import type { Kysely } from 'kysely';
import type { Tables } from '../../../db/columns.ts';
import type { Ids } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Cipher } from '../crypto/cipher.ts';
import type { Connection } from './connection.ts';
import type { Snapshots } from './snapshots.ts';

export interface Tx {
  readonly db: Kysely<Tables>;
  /** A statement of fixed text with `$1` parameters, past the builder: for what runs a thousand times a
   *  second. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same for a question of a millisecond: outside a transaction it travels with what else is asked in
   *  this turn of the event loop (turn-lines.ts), and those behind it wait for it. */
  queryShort<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Whether it holds a connection for itself; else each statement waits for a free one. */
  readonly isTransaction: boolean;
  /** Fixed for the whole transaction. */
  readonly now: Instant;
  readonly ids: Ids;
  /** Unpredictable bytes, for codes that must not be guessed. */
  readonly random: (bytes: number) => Uint8Array;
  /** Seals and opens personal fields; nothing personal is stored unsealed. */
  readonly cipher: Cipher;
  readonly snapshots: Snapshots;
  readonly engine: 'postgres' | 'pglite';
  /** Runs once after the commit; never when the transaction rolls back. */
  afterCommit(work: () => void): void;
}

export interface Database {
  readonly engine: 'postgres' | 'pglite';
  /** All or nothing. Retries what the store asks to be retried (deadlock, serialization). */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Without BEGIN: for reading, where each statement sees its own moment, and for a write that is all one
   *  statement. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The raw connection, for migrations, benches and the test of crashes between statements. */
  withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
