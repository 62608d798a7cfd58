// Which letters a text file is written in: UTF-8, strict enough to be told by trying, else GBK as Chinese
// spreadsheets write it.
import { type ByteSource, stretchesOf, unreadable } from './byte-source.ts';

const ENCODINGS = ['utf-8', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

async function isWrittenIn(source: ByteSource, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const stretch of stretchesOf(source)) decoder.decode(stretch, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Throws Refused `component.file_unreadable`. */
export async function encodingOf(source: ByteSource): Promise<Encoding> {
  for (const encoding of ENCODINGS) if (await isWrittenIn(source, encoding)) return encoding;
  throw unreadable('other_letters');
}

export async function* textOf(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const stretch of stretchesOf(source)) yield decoder.decode(stretch, { stream: true });
  yield decoder.decode();
}
