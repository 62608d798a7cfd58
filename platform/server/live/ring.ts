// The newest events as bytes, for screens that come back after a break. Bounded: what is older is forgotten,
// and a screen that asks for it is told to ask everything again.
import type { Position } from '../events/queries.ts';
import { comparePositions } from './cursor.ts';
import type { Topic } from './topics.ts';

export interface Told {
  readonly topics: readonly Topic[];
  /** The whole SSE message, written to every listener as it is. */
  readonly chunk: Buffer;
}

export interface RingEntry {
  readonly position: Position;
  /** Made when the first listener wants it; undefined for what no screen is told of. */
  readonly told: () => Told | undefined;
}

/** Before every event there is. */
export const BEGINNING: Position = { transactionId: '0', eventId: 0 };

export class EventRing {
  #entries: RingEntry[] = [];
  /** Nothing at or before this place is known here, except what is in the list. */
  #start = BEGINNING;
  #end = BEGINNING;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** Everything up to here has been read. */
  get end(): Position {
    return this.#end;
  }

  /** @param start the place before the first entry that will be pushed */
  begin(start: Position): void {
    this.#entries = [];
    this.#start = start;
    this.#end = start;
  }

  push(entry: RingEntry): void {
    this.#entries.push(entry);
    this.#end = entry.position;
    // Trimmed by halves, so that a push costs the same on average.
    if (this.#entries.length < this.#size * 2) return;
    this.#start = this.#entries[this.#size - 1]?.position ?? this.#start;
    this.#entries = this.#entries.slice(this.#size);
  }

  /** What came after a place, in order; undefined where that can't be told from here. */
  after(position: Position): readonly RingEntry[] | undefined {
    if (comparePositions(position, this.#start) < 0 || comparePositions(position, this.#end) > 0)
      return undefined;
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = this.#entries[middle];
      if (entry && comparePositions(entry.position, position) <= 0) low = middle + 1;
      else high = middle;
    }
    return this.#entries.slice(low);
  }
}
