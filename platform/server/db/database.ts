// The one door to the store: opens transactions with a fixed now, retries what the store asks to be
// retried, runs after-commit work once. A thrown error always rolls back.
import { Kysely } from 'kysely';
import type { Tables } from '../../../db/columns.ts';
import type { Ids } from '../../../kernel/id.ts';
import type { Clock } from '../clock/clock.ts';
import type { Cipher } from '../crypto/cipher.ts';
import type { Engine } from './connection.ts';
import { sqlState, TrackedConnection } from './connection.ts';
import { dialectOver } from './dialect.ts';
import { SnapshotStore } from './snapshots.ts';
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

interface OpenTx {
  readonly tx: Tx;
  readonly afterCommit: (() => void)[];
}

export function openDatabase(parts: DatabaseParts): Database {
  const { engine, clock, ids, random, cipher } = parts;
  const snapshotStore = new SnapshotStore(() => clock.now());

  function makeTx(db: Kysely<Tables>): OpenTx {
    const afterCommit: (() => void)[] = [];
    const tx: Tx = {
      db,
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

  async function once<T>(connection: TrackedConnection, work: (tx: Tx) => Promise<T>): Promise<T> {
    const own = { acquire: async () => connection, release: () => undefined };
    const open = makeTx(new Kysely<Tables>({ dialect: dialectOver(own) }));
    // Not awaited: BEGIN travels with the first statement. A failure surfaces in that statement.
    const begun = connection.query('begin');
    begun.catch(() => undefined);
    try {
      const result = await work(open.tx);
      await begun;
      // PostgreSQL answers COMMIT of a failed transaction with a silent rollback: never call that saved.
      if (connection.failure) throw connection.failure;
      await connection.query('commit');
      for (const after of open.afterCommit) after();
      return result;
    } catch (error) {
      if (!connection.isBroken) await connection.query('rollback');
      throw error;
    }
  }

  async function withTracked<T>(work: (connection: TrackedConnection) => Promise<T>): Promise<T> {
    const connection = await engine.acquire();
    const tracked = new TrackedConnection(connection);
    try {
      return await work(tracked);
    } finally {
      engine.release(connection, tracked.isBroken);
    }
  }

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await withTracked((connection) => once(connection, work));
      } catch (error) {
        if (tries >= MAX_TRIES || !RETRY_STATES.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  return {
    engine: engine.name,
    transaction,
    read: async (work) => {
      const open = makeTx(reader);
      const result = await work(open.tx);
      for (const after of open.afterCommit) after();
      return result;
    },
    withConnection: withTracked,
    close: () => engine.close(),
  };
}
