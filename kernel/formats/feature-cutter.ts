// A GeoJSON FeatureCollection, feature by feature, out of a text that flows by: its array is found by
// counting braces outside of strings, each feature is parsed by itself. The text is never held, and need
// not fit into one string.

const MOST_FEATURE_CHARACTERS = 20_000_000;
const MOST_HEAD_CHARACTERS = 1_000_000;
const FEATURES = /"features"\s*:\s*\[/;
const CRS_NAME = /"crs"\s*:\s*\{[^{}]*"properties"\s*:\s*\{\s*"name"\s*:\s*"([^"]*)"/;

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const ARRAY_END = 93;

type FeaturesFault = 'no_features' | 'features_cut' | 'feature_endless' | 'feature_damaged';

/** What is wrong, for whoever has words for it. */
export class FeaturesUnreadable extends Error {
  readonly kind: FeaturesFault;

  constructor(kind: FeaturesFault) {
    super(kind);
    this.kind = kind;
  }
}

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
    if (this.#text.length > MOST_FEATURE_CHARACTERS) throw new FeaturesUnreadable('feature_endless');
  }

  /** What follows the array. */
  get rest(): string {
    return this.#text.slice(this.#at);
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface CutFeature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

function featureOf(text: string): CutFeature {
  let feature: unknown;
  try {
    feature = JSON.parse(text);
  } catch {
    throw new FeaturesUnreadable('feature_damaged');
  }
  if (!isObject(feature)) return { properties: {}, geometry: undefined };
  const properties = isObject(feature['properties']) ? feature['properties'] : {};
  return { properties, geometry: feature['geometry'] };
}

/** `onSystem` is told the system that files of before 2016 may name: before the first feature as most write
 *  it, else behind the last. Throws FeaturesUnreadable. */
export async function* cutFeatures(
  texts: AsyncIterable<string>,
  onSystem: (name: string) => void,
): AsyncGenerator<CutFeature> {
  const objects = new Objects();
  let head: string | undefined = '';
  let tail = '';
  for await (const text of texts) {
    let body = text;
    if (objects.isOver) {
      tail = (tail + text).slice(0, MOST_HEAD_CHARACTERS);
      continue;
    }
    if (head !== undefined) {
      head += text;
      const begin = FEATURES.exec(head);
      if (!begin && head.length < MOST_HEAD_CHARACTERS) continue;
      if (!begin) throw new FeaturesUnreadable('no_features');
      const named = CRS_NAME.exec(head.slice(0, begin.index))?.[1];
      if (named !== undefined) onSystem(named);
      body = head.slice(begin.index + begin[0].length);
      head = undefined;
    }
    for (const one of objects.feed(body)) yield featureOf(one);
    if (objects.isOver) tail = objects.rest;
  }
  if (objects.isOver) {
    const named = CRS_NAME.exec(tail)?.[1];
    if (named !== undefined) onSystem(named);
    return;
  }
  const isHead = head !== undefined;
  throw new FeaturesUnreadable(isHead ? 'no_features' : 'features_cut');
}
