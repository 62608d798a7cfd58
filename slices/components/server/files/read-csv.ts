// CSV with a heading, record by record.
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, unreadable } from './byte-source.ts';
import { encodingOf, textOf } from './decode.ts';

const MOST_RECORD_CHARACTERS = 1_000_000;

/** Throws Refused `component.file_unreadable`. */
export async function* readCsvRows(source: ByteSource): AsyncGenerator<SourceRow> {
  const text = Readable.from(textOf(source, await encodingOf(source)));
  const records = parse({
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
    max_record_size: MOST_RECORD_CHARACTERS,
  });
  text.on('error', (error) => records.destroy(error));
  text.pipe(records);
  try {
    for await (const fields of records) yield { fields: fields as Record<string, unknown> };
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
      ? unreadable(error.message) : error;
  } finally {
    text.destroy();
    records.destroy();
  }
}
