// Ties a store to its master key. A store remembers a mark of the key it began under; a server that comes
// with another one, or with none, must not start: what it seals nobody else could open, and a key made anew
// beside existing data would look like a working system until somebody asks for an old phone number.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Connection } from '../db/connection.ts';
import { aesCipher } from './aes-cipher.ts';
import type { Cipher } from './cipher.ts';
import { type KeySource, loadMasterKey } from './master-key.ts';

const MARK = 'master_key_mark';
/** Only whoever has the key can tell what this comes to; it tells nothing about the key. */
const MARKED_WORDS = 'gridloop/which-key';

export class ForeignKeyError extends Error {
  override name = 'ForeignKeyError';
}

async function findMark(connection: Connection): Promise<string | undefined> {
  const question = `select value #>> '{}' as mark from setting where key = $1`;
  const { rows } = await connection.query(question, [MARK]);
  return rows[0]?.mark as string | undefined;
}

/** The cipher of this store. A key is made only for a store that has none yet. Throws ForeignKeyError. */
export async function openStoreCipher(
  connection: Connection,
  source: KeySource,
  now: Instant,
): Promise<Cipher> {
  const known = await findMark(connection);
  const key = loadMasterKey(source, known === undefined);
  if (!key) {
    throw new ForeignKeyError(
      'This store was begun under a master key that is not here. ' +
        `Put its master.key into ${source.dataDir}, or set GRIDLOOP_MASTER_KEY.`,
    );
  }
  const cipher = aesCipher(key);
  const mark = Buffer.from(cipher.blindIndex(MARKED_WORDS)).toString('hex');
  if (known === undefined) {
    await connection.query(
      `insert into setting (key, value, changed_at) values ($1, to_jsonb($2::text), $3)
       on conflict (key) do nothing`,
      [MARK, mark, toIso(now)],
    );
  }
  // Read again: of two servers that begin one store at once, the first one's key counts.
  if ((await findMark(connection)) !== mark) {
    throw new ForeignKeyError(
      'This store was begun under another master key. Start every server of it with the same one: ' +
        'set GRIDLOOP_MASTER_KEY, or give them one DATA_DIR.',
    );
  }
  return cipher;
}
