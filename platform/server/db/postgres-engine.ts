// PostgreSQL over a pool of pipelined connections. Every statement is prepared once per connection
// under a name made from its text, because planning a report's one big statement costs more than running it.
import type { Writable } from 'node:stream';
import pg from 'pg';
import type { Connection, Engine, QueryReply } from './connection.ts';
import { PreparedNames } from './prepared-names.ts';
import { READERS, toText } from './values.ts';

/** Every connection keeps each of them; texts seen once are only remembered here. */
const names = new PreparedNames(500, 2_000);

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    READERS[oid] ?? pg.types.getTypeParser(oid, format ?? 'text'),
};

class PostgresConnection implements Connection {
  readonly client: pg.PoolClient;
  constructor(client: pg.PoolClient) {
    this.client = client;
  }
  async query(text: string, values: readonly unknown[] = []): Promise<QueryReply> {
    const name = names.of(text);
    const reply = await this.client.query({
      text,
      values: values.map(toText),
      types: types as unknown as pg.CustomTypesConfig,
      ...(name ? { name } : {}),
    });
    return { rows: reply.rows as Record<string, unknown>[], affected: reply.rowCount ?? 0 };
  }
  async script(text: string): Promise<void> {
    await this.client.query(text);
  }
  hold(): () => void {
    const { stream } = (this.client as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    return () => stream.uncork();
  }
}

export interface PostgresOptions {
  readonly connectionString: string;
  /** Open connections at most; each instance holds its own pool. */
  readonly maxConnections: number;
  readonly onIdleError: (error: Error) => void;
}

export function postgresEngine(options: PostgresOptions): Engine {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    // Every server setting a statement may depend on is set here, so that no server changes results. What is
    // asked here ends in milliseconds: to start helpers for one statement costs more than all of it.
    options: '-c timezone=UTC -c datestyle=ISO -c jit=off -c max_parallel_workers_per_gather=0'
      + ' -c statement_timeout=60000',
    pipeline: true,
  } as pg.PoolConfig);
  pool.on('error', options.onIdleError);
  const wrapped = new WeakMap<pg.PoolClient, PostgresConnection>();
  return {
    name: 'postgres',
    async acquire() {
      const client = await pool.connect();
      let connection = wrapped.get(client);
      if (!connection) {
        connection = new PostgresConnection(client);
        wrapped.set(client, connection);
      }
      return connection;
    },
    release(connection, broken = false) {
      (connection as PostgresConnection).client.release(broken);
    },
    close: () => pool.end(),
  };
}
