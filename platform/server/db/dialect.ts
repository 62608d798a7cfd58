// Kysely over our own Connection, for both engines. Kysely only writes SQL here; it decides nothing.
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { Connection } from './connection.ts';

class KyselyConnection implements DatabaseConnection {
  readonly connection: Connection;
  constructor(connection: Connection) {
    this.connection = connection;
  }
  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const reply = await this.connection.query(compiled.sql, compiled.parameters);
    return { rows: reply.rows as R[], numAffectedRows: BigInt(reply.affected) };
  }
  // biome-ignore lint/correctness/useYield: rows come at once; a stream would need a cursor on both engines
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is done by keyset pages, see list queries');
  }
}

/** Where statements go: the open transaction's connection, or any free one. */
export interface Source {
  acquire(): Promise<Connection>;
  release(connection: Connection): void;
}

class SourceDriver implements Driver {
  readonly #source: Source;
  constructor(source: Source) {
    this.#source = source;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return new KyselyConnection(await this.#source.acquire());
  }
  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#source.release((connection as KyselyConnection).connection);
  }
  async beginTransaction(): Promise<void> {
    throw new Error('transactions are opened by Database.transaction');
  }
  async commitTransaction(): Promise<void> {
    throw new Error('transactions are closed by Database.transaction');
  }
  async rollbackTransaction(): Promise<void> {
    throw new Error('transactions are closed by Database.transaction');
  }
  async destroy(): Promise<void> {}
}

export const dialectOver = (source: Source): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new SourceDriver(source),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});
