// CSV with a heading, record by record.
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, unreadable } from './byte-source.ts';
import { encodingOf, textOf } from './decode.ts';

interface Parsed {
  readonly record: Record<string, unknown>;
  /** So far: what was read below the heading, and what was passed over. */
  readonly info: { readonly records: number; readonly empty_lines: number };
}

const HEADING_LINES = 1;
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
    info: true,
    max_record_size: MOST_RECORD_CHARACTERS,
  });
  text.on('error', (error) => records.destroy(error));
  text.pipe(records);
  try {
    for await (const { record: fields, info } of records as AsyncIterable<Parsed>)
      yield { fields, line: HEADING_LINES + info.records + info.empty_lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw error.code === 'CSV_MAX_RECORD_SIZE'
      ? unreadable('row_endless')
      : unreadable('quote_astray', { found: Number(error['lines']) });
  } finally {
    text.destroy();
    records.destroy();
  }
}
