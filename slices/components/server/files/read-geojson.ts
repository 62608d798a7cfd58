// A GeoJSON FeatureCollection, feature by feature: its array is found by counting braces outside of strings,
// each feature is parsed by itself. The file is never held, and need not fit into one string.
import { type FileSystem, isSystemFault, systemOfName } from '../../../../kernel/formats/file-system.ts';
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, systemRefused, unreadable } from './byte-source.ts';
import { encodingOf, textOf } from './decode.ts';

const MOST_FEATURE_CHARACTERS = 20_000_000;
const MOST_HEAD_CHARACTERS = 1_000_000;
const FEATURES = /"features"\s*:\s*\[/;
const CRS_NAME = /"crs"\s*:\s*\{[^{}]*"properties"\s*:\s*\{\s*"name"\s*:\s*"([^"]*)"/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function rowOf(text: string, system: FileSystem | undefined): SourceRow {
  let feature: unknown;
  try {
    feature = JSON.parse(text);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
  if (!isObject(feature)) return { fields: {} };
  const fields = isObject(feature.properties) ? feature.properties : {};
  return { fields, geometry: feature.geometry, ...(system ? { system } : {}) };
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const ARRAY_END = 93;

/** Cuts what it is fed into the objects of the outermost array. */
class Objects {
  isOver = false;
  #text = '';
  #at = 0;
  #start = -1;
  #depth = 0;
  #isInString = false;

  *feed(text: string): Generator<string> {
    this.#text += text;
    while (this.#at < this.#text.length && !this.isOver) {
      const found = this.#step(this.#text.charCodeAt(this.#at));
      if (found !== undefined) yield found;
      this.#at += 1;
    }
    const keep = this.#start < 0 ? this.#at : this.#start;
    this.#text = this.#text.slice(keep);
    this.#at -= keep;
    if (this.#start >= 0) this.#start = 0;
    if (this.#text.length > MOST_FEATURE_CHARACTERS) throw unreadable('a feature without end');
  }

  #step(code: number): string | undefined {
    if (this.#isInString) {
      if (code === BACKSLASH) this.#at += 1;
      else if (code === QUOTE) this.#isInString = false;
      return undefined;
    }
    if (code === QUOTE) this.#isInString = true;
    else if (code === OPEN) {
      if (this.#depth === 0) this.#start = this.#at;
      this.#depth += 1;
    } else if (code === CLOSE) {
      this.#depth -= 1;
      if (this.#depth === 0) {
        const text = this.#text.slice(this.#start, this.#at + 1);
        this.#start = -1;
        return text;
      }
    } else if (code === ARRAY_END && this.#depth === 0) this.isOver = true;
    return undefined;
  }
}

/** Files of before 2016 may name their system; without a name they are in degrees. */
function systemIn(head: string): FileSystem | undefined {
  const named = CRS_NAME.exec(head)?.[1];
  const system = named === undefined ? undefined : systemOfName(named);
  if (system && isSystemFault(system)) throw systemRefused(system);
  return system;
}

/** Throws Refused `component.file_unreadable`, `component.file_projected`. */
export async function* readGeoJsonRows(source: ByteSource): AsyncGenerator<SourceRow> {
  const objects = new Objects();
  let head: string | undefined = '';
  let system: FileSystem | undefined;
  for await (const text of textOf(source, await encodingOf(source))) {
    let body = text;
    if (head !== undefined) {
      head += text;
      const begin = FEATURES.exec(head);
      if (!begin && head.length < MOST_HEAD_CHARACTERS) continue;
      if (!begin) throw unreadable('no FeatureCollection');
      system = systemIn(head.slice(0, begin.index));
      body = head.slice(begin.index + begin[0].length);
      head = undefined;
    }
    for (const one of objects.feed(body)) yield rowOf(one, system);
    if (objects.isOver) return;
  }
  throw unreadable(head === undefined ? 'it ends in the middle of its features' : 'no FeatureCollection');
}
