// The file formats that replay reads, each from bytes to reports in the order of the file. A row that can't
// be sent is named with its reason; none is left out silently.
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { bostonItem } from './boston-items.ts';
import type { FiledReport, ReadReports, UnreadableRow } from './report.ts';

type Row = Readonly<Record<string, unknown>>;
type ReadRow = (row: Row, at: number) => FiledReport | UnreadableRow;

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

const isUnreadable = (read: FiledReport | UnreadableRow): read is UnreadableRow => 'why' in read;

const GZIP = [0x1f, 0x8b];
const plain = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(
    GZIP.every((byte, at) => bytes[at] === byte) ? gunzipSync(bytes) : bytes,
  );

const csvRows = (text: string): Row[] =>
  parse(text, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true });

function jsonRows(text: string): Row[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new SyntaxError('a list of events is expected');
  return parsed.map((row) => (typeof row === 'object' && row !== null ? (row as Row) : {}));
}

function pointOf(row: Row): { lon: number; lat: number } | undefined {
  const [lon, lat] = [textOf(row['lon']), textOf(row['lat'])];
  const point = { lon: Number(lon), lat: Number(lat) };
  return lon !== '' && lat !== '' && Number.isFinite(point.lon + point.lat) ? point : undefined;
}

/** What workers of the grids saw and did, with the place where they stood. */
const readGridEvent: ReadRow = (raw, row) => {
  const words = textOf(raw['text']);
  const point = pointOf(raw);
  if (words === '') return { row, why: 'no text' };
  if (!point) return { row, why: 'no lon and lat' };
  const address = textOf(raw['place']);
  return {
    row,
    staffChannel: 'department',
    publicChannel: 'citizen',
    words,
    point,
    isItemAsked: true,
    ...(address === '' ? {} : { address }),
  };
};

/** Citizens' letters: a title and a text, without a place. */
const readMessage: ReadRow = (raw, row) => {
  const words = [textOf(raw['title']), textOf(raw['text'])].filter((part) => part !== '').join('\n');
  if (words === '') return { row, why: 'neither title nor text' };
  return { row, staffChannel: 'hotline', publicChannel: 'citizen', words, isItemAsked: true };
};

const STAFF_CHANNELS: Readonly<Record<string, FiledReport['staffChannel']>> = {
  'Constituent Call': 'hotline',
  'Employee Generated': 'department',
  'Maximo Integration': 'department',
};

const readBoston: ReadRow = (raw, row) => {
  const type = textOf(raw['type']);
  const title = textOf(raw['title']);
  const point = pointOf(raw);
  const words = title === '' || title === type ? type : `${title} (${type})`;
  if (words === '') return { row, why: 'no type' };
  if (!point) return { row, why: 'no lon and lat' };
  const address = textOf(raw['street']);
  const itemCode = bostonItem(type);
  return {
    row,
    staffChannel: STAFF_CHANNELS[textOf(raw['channel'])] ?? 'open311',
    publicChannel: 'open311',
    words,
    point,
    isItemAsked: false,
    ...(address === '' ? {} : { address }),
    ...(itemCode === undefined ? {} : { itemCode }),
  };
};

interface Format {
  readonly rows: (text: string) => Row[];
  readonly read: ReadRow;
}

const FORMATS: Readonly<Record<string, Format>> = {
  'grid-events': { rows: jsonRows, read: readGridEvent },
  messages: { rows: csvRows, read: readMessage },
  boston311: { rows: csvRows, read: readBoston },
};
export const FORMAT_NAMES = Object.keys(FORMATS);

/** Throws SyntaxError, TypeError or the table reader's own error where the file is of another format. */
export function readReports(format: string, bytes: Uint8Array): ReadReports {
  const known = FORMATS[format];
  if (!known) throw new SyntaxError(`the format ${format} is not known: give ${FORMAT_NAMES.join(', ')}`);
  const reports: FiledReport[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const [index, raw] of known.rows(plain(bytes)).entries()) {
    const read = known.read(raw, index + 1);
    if (isUnreadable(read)) unreadable.push(read);
    else reports.push(read);
  }
  return { reports, unreadable };
}
