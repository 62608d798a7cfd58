// The table of a Shapefile (dBASE III): fixed columns, records one after the other, texts in the letters that
// the .cpg names, else UTF-8 where they are that, else GBK.
import { Taker, unreadable } from './byte-source.ts';

interface Column {
  readonly name: string;
  readonly kind: string;
  readonly from: number;
  readonly until: number;
}

const HEAD_BYTES = 32;
const COLUMN_BYTES = 32;
const HEAD_END = 0x0d;
const DELETED = 0x2a;

export type Decode = (bytes: Buffer) => string;

/** `.cpg` says `UTF-8`, `GBK`, `936`, …; anything else is told by trying, text by text. */
export function decodeBy(cpg: string | undefined): Decode {
  const word = (cpg ?? '').trim().toLowerCase();
  if (/^(gbk|gb2312|gb18030|936|cp936|ansi 936)$/.test(word)) {
    const decoder = new TextDecoder('gb18030');
    return (bytes) => decoder.decode(bytes);
  }
  const strict = new TextDecoder('utf-8', { fatal: true });
  const chinese = new TextDecoder('gb18030');
  return (bytes) => {
    try {
      return strict.decode(bytes);
    } catch {
      return chinese.decode(bytes);
    }
  };
}

function columnsOf(head: Buffer, decode: Decode): Column[] {
  const columns: Column[] = [];
  let from = 1;
  for (let at = 0; at + COLUMN_BYTES <= head.length && head[at] !== HEAD_END; at += COLUMN_BYTES) {
    const bytes = head.subarray(at, at + 11);
    const length = head[at + 16] ?? 0;
    const end = bytes.indexOf(0);
    const name = decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
    columns.push({ name, kind: String.fromCharCode(head[at + 11] ?? 0), from, until: from + length });
    from += length;
  }
  return columns;
}

const TRUE = new Set(['Y', 'y', 'T', 't']);

function cellOf(record: Buffer, { kind, from, until }: Column, decode: Decode): string {
  const bytes = record.subarray(from, until);
  const end = bytes.indexOf(0);
  const text = decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
  if (kind !== 'L') return text;
  return text === '' || text === '?' ? '' : TRUE.has(text) ? 'yes' : 'no';
}

/** Record by record; null for one that was deleted, which its shape outlives. */
export async function* readDbf(
  stretches: AsyncIterable<Uint8Array>,
  decode: Decode,
): AsyncGenerator<Record<string, string> | null> {
  const taker = new Taker(stretches);
  try {
    const first = await taker.take(HEAD_BYTES);
    if (!first) throw unreadable('the .dbf is empty');
    const [records, headBytes, recordBytes] = [
      first.readUInt32LE(4), first.readUInt16LE(8), first.readUInt16LE(10),
    ];
    if (headBytes <= HEAD_BYTES || recordBytes === 0) throw unreadable('the .dbf is damaged');
    const columns = columnsOf((await taker.take(headBytes - HEAD_BYTES)) ?? Buffer.alloc(0), decode);
    for (let number = 0; number < records; number += 1) {
      const record = await taker.take(recordBytes);
      if (!record) throw unreadable('the .dbf has fewer records than it says');
      if (record[0] === DELETED) yield null;
      else yield Object.fromEntries(columns.map((column) => [column.name, cellOf(record, column, decode)]));
    }
  } finally {
    await taker.end();
  }
}
