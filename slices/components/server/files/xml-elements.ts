// Whole elements of one name out of XML, in the order in which they stand. Nothing is searched twice, however
// many are left open: a file made to be slow is read as fast as any other, and what never ends is refused.
import { unreadable } from './byte-source.ts';

const MOST_CHARACTERS = 1_000_000;
/** What may follow the name; `<rowBreaks` is no `<row`. */
const AFTER_NAME = new Set([' ', '\t', '\n', '\r', '/', '>']);

export interface XmlElement {
  /** What stands in its first tag, behind its name. */
  readonly head: string;
  readonly inner: string;
  readonly start: number;
  /** Behind it. */
  readonly end: number;
}

/** The next one; or from where on it may stand once there is more of the text. */
function nextOf(xml: string, name: string, from: number): XmlElement | number {
  const open = `<${name}`;
  let start = xml.indexOf(open, from);
  for (; start >= 0; start = xml.indexOf(open, start + 1)) {
    const next = xml[start + open.length];
    if (next === undefined) return start;
    if (AFTER_NAME.has(next)) break;
  }
  if (start < 0) return Math.max(from, xml.length - open.length);
  const headEnd = xml.indexOf('>', start);
  if (headEnd < 0) return start;
  const head = xml.slice(start + open.length, headEnd);
  if (head.endsWith('/')) return { head, inner: '', start, end: headEnd + 1 };
  const close = `</${name}>`;
  const innerEnd = xml.indexOf(close, headEnd);
  if (innerEnd < 0) return start;
  return { head, inner: xml.slice(headEnd + 1, innerEnd), start, end: innerEnd + close.length };
}

/** Of a text that is whole; what is left open at its end is left out. */
export function* elementsIn(xml: string, name: string): Generator<XmlElement> {
  for (let found = nextOf(xml, name, 0); typeof found !== 'number'; found = nextOf(xml, name, found.end)) {
    yield found;
  }
}

/** The text without them. */
export function without(xml: string, name: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of elementsIn(xml, name)) {
    parts.push(xml.slice(from, start));
    from = end;
  }
  return from === 0 ? xml : parts.join('') + xml.slice(from);
}

/** Of a text that goes by. Throws Refused `component.file_unreadable` where one is longer than any row is. */
export async function* elementsOf(
  stretches: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<XmlElement> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const stretch of stretches) {
    rest += decoder.decode(stretch, { stream: true });
    let found = nextOf(rest, name, 0);
    for (; typeof found !== 'number'; found = nextOf(rest, name, found.end)) yield found;
    rest = rest.slice(found);
    if (rest.length > MOST_CHARACTERS) throw unreadable('row_endless');
  }
}

/** What each name of a document begins with: `x:` where its first tag is `<x:worksheet>`. */
export async function prefixOf(stretches: AsyncIterable<Uint8Array>, root: string): Promise<string> {
  const first = new RegExp(`<([A-Za-z][\\w.-]{0,40}:)?${root}[\\s/>]`);
  for await (const stretch of stretches) {
    return first.exec(new TextDecoder().decode(stretch.subarray(0, HEAD_BYTES)))?.[1] ?? '';
  }
  return '';
}

/** The declaration, a comment, the first tag. */
const HEAD_BYTES = 16_384;
