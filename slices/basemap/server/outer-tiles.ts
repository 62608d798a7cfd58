// Tiles of base maps of others, kept in this process for a day and asked for once however many look at the
// same place at once. A failure is kept for seconds, so that a dead server is not asked by every screen all
// the time.
import { DAY, SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { isTile, type TileAddress } from '../../../kernel/tile-address.ts';
import { type TileSource, tileUrlOf } from '../core/tile-source.ts';
import { type Fetched, fetchTile } from './fetch-tile.ts';

const KEPT_MS = DAY;
const FAILURE_KEPT_MS = 10 * SECOND;
const MOST_BYTES = 48 * 1024 * 1024;
/** What a tile without a picture takes, roughly. */
const ENTRY_BYTES = 300;
/** More waiting at once than this is a server that does not answer; those of others still get their turn. */
const MOST_OF_ONE = 32;
const MOST_ASKED_AT_ONCE = 128;

interface Kept {
  readonly fetched: Fetched;
  readonly until: Instant;
}

const sizeOf = ({ fetched }: Kept): number =>
  ENTRY_BYTES + (fetched.kind === 'picture' ? fetched.bytes.length : 0);

export class OuterTiles {
  readonly #hosts: readonly string[];
  readonly #kept = new Map<string, Kept>();
  readonly #asking = new Map<string, Promise<Fetched>>();
  #bytes = 0;

  constructor(hosts: readonly string[]) {
    this.#hosts = hosts;
  }

  #drop(key: string): void {
    const known = this.#kept.get(key);
    if (!known) return;
    this.#kept.delete(key);
    this.#bytes -= sizeOf(known);
  }

  #keep(key: string, kept: Kept): void {
    this.#drop(key);
    this.#kept.set(key, kept);
    this.#bytes += sizeOf(kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= MOST_BYTES) return;
      this.#drop(oldest);
    }
  }

  async #ask(tx: Tx, key: string, address: string): Promise<Fetched> {
    const fetched = await fetchTile(address, this.#hosts);
    this.#keep(key, { fetched, until: tx.now + (fetched.kind === 'failed' ? FAILURE_KEPT_MS : KEPT_MS) });
    return fetched;
  }

  #isFull(source: TileSource): boolean {
    const ofOne = [...this.#asking.keys()].filter((key) => key.startsWith(`${source.id}/`)).length;
    return ofOne >= MOST_OF_ONE || this.#asking.size >= MOST_ASKED_AT_ONCE;
  }

  read(tx: Tx, source: TileSource, at: TileAddress): Promise<Fetched> {
    const isShown = isTile(at) && at.z >= source.minZoom && at.z <= source.maxZoom;
    if (!isShown) return Promise.resolve({ kind: 'none' });
    const key = `${source.id}/${at.z}/${at.x}/${at.y}`;
    const known = this.#kept.get(key);
    if (known && known.until > tx.now) return Promise.resolve(known.fetched);
    const other = this.#asking.get(key);
    if (other) return other;
    if (this.#isFull(source))
      return Promise.resolve({ kind: 'failed', why: 'too many at once' });
    const mine = this.#ask(tx, key, tileUrlOf(source, at)).finally(() => this.#asking.delete(key));
    this.#asking.set(key, mine);
    return mine;
  }
}
