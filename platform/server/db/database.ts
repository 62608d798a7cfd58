// The one door to the store: opens transactions with a fixed now, retries what the store asks to be
// retried, runs after-commit work once. A thrown error always rolls back.
import { Kysely } from 'kysely';
import type { Tables } from '../../../db/columns.ts';
import type { Ids } from '../../../kernel/id.ts';
import type { Clock } from '../clock/clock.ts';
import type { Cipher } from '../crypto/cipher.ts';
import type { Engine, QueryReply } from './connection.ts';
import { sqlState, TrackedConnection } from './connection.ts';
import { dialectOver } from './dialect.ts';
import { ReadAnew } from './read-anew.ts';
import { SnapshotStore } from './snapshots.ts';
import { TurnLines } from './turn-lines.ts';
import type { Database, Tx } from './tx.ts';

const RETRY_STATES = new Set(['40001', '40P01']);
const MAX_TRIES = 5;

export interface DatabaseParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: (bytes: number) => Uint8Array;
  readonly cipher: Cipher;
}

type Ask = (text: string, values?: readonly unknown[]) => Promise<QueryReply>;

interface OpenTx {
  readonly tx: Tx;
  readonly afterCommit: (() => void)[];
}

/** BEGIN, the work, COMMIT; or ROLLBACK and the error. */
async function inTransaction<T>(
  connection: TrackedConnection,
  tx: Tx,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  // Not awaited: BEGIN travels with the first statement. A failure surfaces in that statement.
  const begun = connection.query('begin');
  begun.catch(() => undefined);
  try {
    const result = await work(tx);
    await begun;
    // PostgreSQL answers COMMIT of a failed transaction with a silent rollback: never call that saved.
    if (connection.failure) throw connection.failure;
    await connection.query('commit');
    return result;
  } catch (error) {
    // A rollback that fails has lost the line: the connection is marked broken, and the first error counts.
    if (!connection.isBroken) await connection.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function withTracked<T>(
  engine: Engine,
  work: (connection: TrackedConnection) => Promise<T>,
): Promise<T> {
  const tracked = new TrackedConnection(await engine.acquire());
  try {
    return await work(tracked);
  } finally {
    tracked.giveBack();
    engine.release(tracked.inner, tracked.isBroken);
  }
}

/** Again, a few times, when the store itself asks for it. */
async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const isAgain = error instanceof ReadAnew || RETRY_STATES.has(sqlState(error) ?? '');
      if (tries >= MAX_TRIES || !isAgain) throw error;
    }
  }
}

const kyselyOn = (connection: TrackedConnection): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: dialectOver({ acquire: async () => connection, release: () => undefined }) });

export function openDatabase(parts: DatabaseParts): Database {
  const { engine, clock, ids, random, cipher } = parts;
  const snapshotStore = new SnapshotStore(() => clock.now());

  function openTx(db: Kysely<Tables>, ask: Ask, isTransaction: boolean, askShort = ask): OpenTx {
    const afterCommit: (() => void)[] = [];
    const tx: Tx = {
      db,
      query: async <Row>(text: string, values?: readonly unknown[]) =>
        (await ask(text, values)).rows as Row[],
      queryShort: async <Row>(text: string, values?: readonly unknown[]) =>
        (await askShort(text, values)).rows as Row[],
      isTransaction,
      now: clock.now(),
      ids,
      random,
      cipher,
      engine: engine.name,
      snapshots: snapshotStore.forTx(() => tx),
      afterCommit: (work) => afterCommit.push(work),
    };
    return { tx, afterCommit };
  }

  const reader = new Kysely<Tables>({ dialect: dialectOver(engine) });
  // One statement is a transaction of its own, so that what the store asks to be retried may be.
  const askAnyone: Ask = (text, values) =>
    retrying(() => withTracked(engine, (connection) => connection.query(text, values)));
  const lines = new TurnLines(engine);
  const askTogether: Ask = (text, values) => retrying(() => lines.ask(text, values));

  return {
    engine: engine.name,
    transaction: async (work) => {
      const { result, afterCommit } = await retrying(() =>
        withTracked(engine, async (connection) => {
          const open = openTx(kyselyOn(connection), (text, values) => connection.query(text, values), true);
          return {
            result: await inTransaction(connection, open.tx, work),
            afterCommit: open.afterCommit,
          };
        }),
      );
      // It is saved and the line is free: whatever throws from here on can't make it done twice.
      for (const after of afterCommit) after();
      return result;
    },
    read: async (work) => {
      const open = openTx(reader, askAnyone, false, askTogether);
      const result = await work(open.tx);
      for (const after of open.afterCommit) after();
      return result;
    },
    withConnection: (work) => withTracked(engine, work),
    close: () => engine.close(),
  };
}
