// Databases for tests as SQLite itself writes and judges them: what our reader and our writer are held
// against must not come from them.
import load from 'sql.js';

type Value = string | number | Uint8Array | null;

export interface Statement {
  readonly sql: string;
  /** Run once for each. */
  readonly rows?: readonly (readonly Value[])[];
}

/** A database made by these statements. */
export async function sqliteOf(statements: readonly Statement[]): Promise<Buffer> {
  const { Database } = await load();
  const database = new Database();
  for (const { sql, rows } of statements) {
    if (!rows) database.run(sql);
    for (const row of rows ?? []) database.run(sql, [...row]);
  }
  const bytes = Buffer.from(database.export());
  database.close();
  return bytes;
}

/** What SQLite finds in a database; rows as arrays. Throws where it takes it for none. */
export async function askSqlite(bytes: Uint8Array, sql: string): Promise<Value[][]> {
  const { Database } = await load();
  const database = new Database(bytes);
  try {
    return database.exec(sql)[0]?.values ?? [];
  } finally {
    database.close();
  }
}
