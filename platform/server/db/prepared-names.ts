// Which statements are kept prepared, and under what name. A name stays for good: every connection keeps
// what it has prepared until it is closed, so a name that was taken back would free nothing and be made
// again. So the places are few, and only a text that comes back gets one: what is asked once in an odd form
// takes none from what is asked all day.
import { createHash } from 'node:crypto';

export class PreparedNames {
  readonly #names = new Map<string, string>();
  /** Texts that came once, the longest ago first. */
  readonly #once = new Set<string>();
  readonly #most: number;
  readonly #mostOnce: number;

  constructor(most: number, mostOnce: number) {
    this.#most = most;
    this.#mostOnce = mostOnce;
  }

  /** Undefined: the statement is planned by itself. */
  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= this.#most) return known;
    if (!this.#once.delete(text)) {
      for (const oldest of this.#once) {
        if (this.#once.size < this.#mostOnce) break;
        this.#once.delete(oldest);
      }
      this.#once.add(text);
      return undefined;
    }
    const name = `q${createHash('sha1').update(text).digest('hex').slice(0, 20)}`;
    this.#names.set(text, name);
    return name;
  }
}
