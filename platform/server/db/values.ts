// How SQL values look in TypeScript, the same on both engines: instants are numbers of milliseconds,
// int8 and numeric are numbers, a date stays `YYYY-MM-DD`, jsonb is parsed, bytea is bytes.

const INT8 = 20;
const NUMERIC = 1700;
const TIMESTAMPTZ = 1184;
const TIMESTAMP = 1114;
const DATE = 1082;
const INTERVAL = 1186;
const INT8_ARRAY = 1016;

/** `2026-08-05 12:08:00.123+00` → milliseconds. Both stores speak UTC (set on connect). */
export function readInstant(text: string): number {
  const instant = Date.parse(`${text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')}`);
  if (Number.isNaN(instant)) throw new RangeError(`not an instant: ${text}`);
  return instant;
}

const readInt8Array = (text: string): number[] =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(Number);

/** OID → reader of the text form; the rest is the drivers' default (text, jsonb parsed, bool, int4, float8). */
export const READERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [NUMERIC]: Number,
  [TIMESTAMPTZ]: readInstant,
  [TIMESTAMP]: (text) => text,
  [DATE]: (text) => text,
  [INTERVAL]: (text) => text,
  [INT8_ARRAY]: readInt8Array,
};

function arrayLiteral(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value)) return arrayLiteral(value);
    return `"${String(toText(value)).replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}

/** A parameter in PostgreSQL's text form. Bytes go as hex; objects as JSON; arrays as array literals. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return arrayLiteral(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
