// The stored pieces of a file as one stretch of bytes; two pieces are held at most, for readers that go
// along two parts of a file at once.
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ByteSource } from './files/byte-source.ts';
import { unreadable } from './files/byte-source.ts';
import { findPiece, type ImportRow } from './queries-imports.ts';

type Reading = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const MOST_HELD = 2;

export function piecesSource(
  reading: Reading,
  { id, bytes: size, pieceBytes }: Pick<ImportRow, 'id' | 'bytes' | 'pieceBytes'>,
): ByteSource {
  const held = new Map<number, Buffer>();
  const piece = async (number: number): Promise<Buffer> => {
    const known = held.get(number);
    if (known) return known;
    const bytes = await reading((tx) => findPiece(tx, id, number));
    if (!bytes) throw unreadable('upload_short');
    for (const oldest of [...held.keys()].slice(0, held.size - MOST_HELD + 1)) held.delete(oldest);
    held.set(number, bytes);
    return bytes;
  };
  return {
    size,
    read: async (offset, length) => {
      const until = Math.min(size, offset + length);
      const parts: Buffer[] = [];
      for (let at = offset; at < until; ) {
        const number = Math.floor(at / pieceBytes);
        const from = at - number * pieceBytes;
        const part = (await piece(number)).subarray(from, from + until - at);
        if (part.length === 0) throw unreadable('upload_short');
        parts.push(part);
        at += part.length;
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    },
  };
}
