// Copies of what the server has, in the pocket, up to a number and a size: what was not used for the longest
// time leaves first. The list of them is written a moment later than they are, so after a crash some are on
// the phone that the list does not name; they count as the oldest. Losing a copy is no loss.
import { now } from '../clock/clock.ts';
import { PocketFull, pocket, type Pocket, type PocketKind } from './pocket.ts';

export interface ShelfRule {
  readonly kind: PocketKind;
  readonly mostCopies: number;
  readonly mostBytes: number;
}

export interface Copy {
  readonly bytes: number;
  readonly usedAt: number;
  /** What the server called this version of it. */
  readonly etag?: string;
}

const WRITE_AFTER_MS = 2_000;
/** Of a copy whose size nobody remembers. */
const USUAL_BYTES = 20_000;

/** Who must leave so that the rest fits; the oldest first. Pure. */
export function leaving(copies: ReadonlyMap<string, Copy>, rule: ShelfRule): readonly string[] {
  let [count, bytes] = [copies.size, [...copies.values()].reduce((sum, one) => sum + one.bytes, 0)];
  const oldestFirst = [...copies].sort(([, a], [, b]) => a.usedAt - b.usedAt);
  const gone: string[] = [];
  for (const [id, copy] of oldestFirst) {
    if (count <= rule.mostCopies && bytes <= rule.mostBytes) break;
    gone.push(id);
    count -= 1;
    bytes -= copy.bytes;
  }
  return gone;
}

interface Opened {
  readonly of: Pocket;
  readonly copies: Map<string, Copy>;
}

const isCopy = (value: unknown): value is [string, Copy] =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof (value[1] as Copy)?.bytes === 'number';

export class Shelf {
  readonly #rule: ShelfRule;
  #opened: Promise<Opened> | undefined;
  #of: Pocket | undefined;
  #writing: ReturnType<typeof setTimeout> | undefined;

  constructor(rule: ShelfRule) {
    this.#rule = rule;
  }

  get #listName(): string {
    return `shelf.${this.#rule.kind}`;
  }

  async #open(of: Pocket): Promise<Opened> {
    const [kept, ids] = await Promise.all([of.get('fact', this.#listName), of.ids(this.#rule.kind)]);
    const known = new Map(Array.isArray(kept) ? kept.filter(isCopy) : []);
    const unknown: Copy = { bytes: USUAL_BYTES, usedAt: 0 };
    return { of, copies: new Map(ids.map((id) => [id, known.get(id) ?? unknown])) };
  }

  /** Undefined while nobody is signed in, and for whoever was before. */
  async #mine(of: Pocket | undefined = pocket.current()): Promise<Opened | undefined> {
    if (!of || of !== pocket.current()) return undefined;
    if (of !== this.#of || !this.#opened) {
      this.#of = of;
      this.#opened = this.#open(of);
    }
    return this.#opened;
  }

  #writeSoon({ of, copies }: Opened): void {
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => {
      of.put('fact', this.#listName, [...copies]).catch((error: unknown) => {
        console.info('The list of copies is not kept; it is made again at the next start.', error);
      });
    }, WRITE_AFTER_MS);
  }

  async has(id: string): Promise<boolean> {
    return (await this.#mine())?.copies.has(id) ?? false;
  }

  async copyOf(id: string): Promise<Copy | undefined> {
    return (await this.#mine())?.copies.get(id);
  }

  async find(id: string): Promise<unknown> {
    const mine = await this.#mine();
    const copy = mine?.copies.get(id);
    if (!mine || !copy) return undefined;
    const used = { ...copy, usedAt: now() };
    mine.copies.set(id, used);
    this.#writeSoon(mine);
    const found = await mine.of.get(this.#rule.kind, id);
    // It gave way to work, or can't be read.
    if (found === undefined && mine.copies.get(id) === used) mine.copies.delete(id);
    return found;
  }

  /** Whose copy it is was settled when it was asked for: they may have left since. A device without room
   *  keeps fewer copies, and nobody is told: work is what must be told. */
  async keep(
    of: Pocket | undefined,
    id: string,
    value: unknown,
    size: { readonly bytes: number; readonly etag?: string },
  ): Promise<void> {
    const mine = await this.#mine(of);
    if (!of || !mine) return;
    const { copies } = mine;
    const { kind } = this.#rule;
    copies.set(id, { ...size, usedAt: now() });
    const gone = leaving(copies, this.#rule);
    for (const one of gone) copies.delete(one);
    const removed = gone.map((one) => ({ kind, id: one }));
    try {
      await of.putMany(copies.has(id) ? [{ kind, id, value }] : [], removed);
    } catch (error) {
      if (!(error instanceof PocketFull)) throw error;
      copies.delete(id);
      console.info('No room for another copy on this device.', error);
    }
    this.#writeSoon(mine);
  }

  async forget(id: string): Promise<void> {
    const mine = await this.#mine();
    if (!mine?.copies.delete(id)) return;
    await mine.of.remove(this.#rule.kind, id);
    this.#writeSoon(mine);
  }
}
