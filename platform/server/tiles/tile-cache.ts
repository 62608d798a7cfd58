// Encoded tiles kept in this process, the longest unasked leaving first. Bounded by bytes; a copy of what the
// store holds, so losing it costs time and nothing else.

export interface KeptTile {
  readonly etag: string;
  /** What it was drawn from, as versions: a tile of other versions is drawn anew. */
  readonly drawnFrom: string;
  /** Compressed; undefined where nothing is drawn. */
  readonly bytes: Buffer | undefined;
}

/** What an empty tile and the bookkeeping of any tile take, roughly. */
const ENTRY_BYTES = 200;

export class TileCache {
  readonly #tiles = new Map<string, KeptTile>();
  readonly #limitBytes: number;
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Undefined when it is not here or was drawn from other data. */
  find(key: string, drawnFrom: string): KeptTile | undefined {
    const kept = this.#tiles.get(key);
    if (kept?.drawnFrom !== drawnFrom) return undefined;
    this.#tiles.delete(key);
    this.#tiles.set(key, kept);
    return kept;
  }

  keep(key: string, tile: KeptTile): void {
    this.#drop(key);
    this.#tiles.set(key, tile);
    this.#bytes += ENTRY_BYTES + (tile.bytes?.length ?? 0);
    for (const oldest of this.#tiles.keys()) {
      if (this.#bytes <= this.#limitBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const known = this.#tiles.get(key);
    if (!known) return;
    this.#tiles.delete(key);
    this.#bytes -= ENTRY_BYTES + (known.bytes?.length ?? 0);
  }
}
