// The table of a Shapefile, row by row, in the letters that the .cpg names, else UTF-8 where they are that,
// else GBK.
import {
  type Decode,
  isChineseTable,
  readTableColumns,
  readTableHead,
  readTableRow,
  TABLE_HEAD_BYTES,
} from '../../../../kernel/formats/shape-table.ts';
import { Taker, unreadable } from './byte-source.ts';

export function decodeBy(cpg: string | undefined): Decode {
  const chinese = new TextDecoder('gb18030');
  if (isChineseTable(cpg)) return (bytes) => chinese.decode(bytes);
  const strict = new TextDecoder('utf-8', { fatal: true });
  return (bytes) => {
    try {
      return strict.decode(bytes);
    } catch {
      return chinese.decode(bytes);
    }
  };
}

/** Row by row; null for one that was deleted, which its shape outlives. */
export async function* readDbf(
  stretches: AsyncIterable<Uint8Array>,
  decode: Decode,
): AsyncGenerator<Record<string, string> | null> {
  const taker = new Taker(stretches);
  try {
    const first = await taker.take(TABLE_HEAD_BYTES);
    const head = first && readTableHead(first);
    if (!head) throw unreadable('dbf_damaged');
    const rest = (await taker.take(head.headBytes - TABLE_HEAD_BYTES)) ?? new Uint8Array();
    const columns = readTableColumns(rest, decode);
    for (let number = 0; number < head.rows; number += 1) {
      const row = await taker.take(head.rowBytes);
      if (!row) throw unreadable('cut_short');
      yield readTableRow(row, columns, decode);
    }
  } finally {
    await taker.end();
  }
}
