// The bytes of a components file as rows: CSV with a heading (UTF-8, or GBK as Chinese spreadsheets write it)
// or a GeoJSON FeatureCollection. Only the outer form is judged here; rows are judged by core/plan-import.ts.
import { parse } from 'csv-parse/sync';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { SourceRow } from '../core/plan-import.ts';

/** What one transaction writes in well under a minute. */
export const MOST_ROWS = 200_000;

type Unreadable = Refusal<'component.file_unreadable' | 'component.too_many_rows'>;

const unreadable = (what: string): Unreadable => refuse('component.file_unreadable', { what });

/** UTF-8 is strict enough to be told from GBK by trying. */
function decode(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return undefined;
}

function readCsv(text: string): SourceRow[] | Unreadable {
  try {
    const records: Record<string, unknown>[] = parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    });
    return records.map((fields) => ({ fields }));
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readGeoJson(text: string): SourceRow[] | Unreadable {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  if (!isObject(parsed) || parsed.type !== 'FeatureCollection' || !Array.isArray(parsed.features)) {
    return unreadable('no FeatureCollection');
  }
  return (parsed.features as unknown[]).map((feature) => {
    if (!isObject(feature)) return { fields: {} };
    return { fields: isObject(feature.properties) ? feature.properties : {}, geometry: feature.geometry };
  });
}

export function readFile(bytes: Uint8Array, mediaType: string): readonly SourceRow[] | Unreadable {
  const text = decode(bytes);
  if (text === undefined) return unreadable('neither UTF-8 nor GBK');
  const rows = /json/.test(mediaType) ? readGeoJson(text) : readCsv(text);
  if (!Array.isArray(rows)) return rows;
  if (rows.length === 0) return unreadable('no rows');
  return rows.length > MOST_ROWS
    ? refuse('component.too_many_rows', { rows: rows.length, limit: MOST_ROWS })
    : rows;
}
