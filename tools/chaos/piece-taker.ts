// A process that takes pieces of one photo, told by lines on its standard input, and is meant to be killed:
// it says "safe N" only when the platform has. Arguments: the store, the folder, the upload, the photo.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { uuidV7 } from '../../kernel/id.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { PIECE_BYTES } from '../../platform/protocol.ts';
import { systemClock } from '../../platform/server/clock/clock.ts';
import { fakeCipher } from '../../platform/server/crypto/fake.ts';
import { openDatabase } from '../../platform/server/db/database.ts';
import { postgresEngine } from '../../platform/server/db/postgres-engine.ts';
import { diskFiles } from '../../platform/server/files/disk-files.ts';
import { putPiece } from '../../platform/server/files/receive-pieces.ts';

const [url = '', folder = '', uploadId = '', file = ''] = process.argv.slice(2);
const database = openDatabase({
  engine: postgresEngine({ connectionString: url, maxConnections: 3, onIdleError: () => undefined }),
  clock: systemClock,
  ids: { next: () => uuidV7(systemClock.now(), randomBytes(10)) },
  random: (bytes) => randomBytes(bytes),
  cipher: fakeCipher,
});
const files = diskFiles(folder);
const photo = readFileSync(file);

async function take(number: number): Promise<void> {
  const bytes = photo.subarray(number * PIECE_BYTES, (number + 1) * PIECE_BYTES);
  const have = await database.read((tx) =>
    putPiece(tx, files, { uploadId, number, bytes, uploadedBy: 'person:wang' }),
  );
  console.log(isRefusal(have) ? `refused ${have.code}` : `safe ${number}`);
}

console.log('ready');
for await (const line of createInterface(process.stdin)) void take(Number(line));
