// How SQL values look in TypeScript, the same on both engines: instants are numbers of milliseconds,
// int8 and numeric are numbers, a date stays `YYYY-MM-DD`, jsonb is parsed, bytea is bytes.

const INT8 = 20;
const NUMERIC = 1700;
const TIMESTAMPTZ = 1184;
const TIMESTAMP = 1114;
const DATE = 1082;
const INTERVAL = 1186;
const INT8_ARRAY = 1016;

const ZERO = 48;
const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - ZERO;
  return value;
};

/** What both stores send for every year from 1000 to 9999 in UTC; the rest takes the slower way. */
const COMMON = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;

/** `2026-08-05 12:08:00.123+00` → milliseconds. Both stores speak UTC (set on connect). A list of fifty cases
 *  holds two hundred of them, so this must not rewrite the text to let Date.parse read it. */
export function readInstant(text: string): number {
  if (COMMON.test(text)) {
    const fraction = text.length > 22 ? digits(text.slice(20, -3).padEnd(3, '0'), 0, 3) : 0;
    const day = Date.UTC(digits(text, 0, 4), digits(text, 5, 7) - 1, digits(text, 8, 10));
    const minutes = digits(text, 11, 13) * 60 + digits(text, 14, 16);
    return day + (minutes * 60 + digits(text, 17, 19)) * 1_000 + fraction;
  }
  const instant = Date.parse(`${text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')}`);
  if (Number.isNaN(instant)) throw new RangeError(`not an instant: ${text}`);
  return instant;
}

const readInt8Array = (text: string): number[] =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(Number);

/** OID → reader of the text form; the rest is the drivers' default (text, jsonb parsed, bool, int4,
 *  float8). */
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
