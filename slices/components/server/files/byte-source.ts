// A stored file as its readers see it: any stretch of it, asked for when it is wanted. Nothing holds the
// whole.
import { SYSTEM_FAULTS, type SystemFault } from '../../../../kernel/formats/file-system.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { Refused } from '../../../../platform/server/http/refused.ts';
import { fileFault } from '../../core/file-fault.ts';

export interface ByteSource {
  readonly size: number;
  /** Exactly these bytes; fewer where the file ends. */
  read(offset: number, length: number): Promise<Buffer>;
}

/** Of the file as a whole; what is wrong with a row is a fault of that row. */
export const unreadable = (...fault: Parameters<typeof fileFault>): Refused =>
  new Refused(refuse('component.file_unreadable', fileFault(...fault)));

/** What its coordinates are can't be told, or can't be turned into degrees by anybody but its maker. */
export const systemRefused = ({ fault, name }: SystemFault): Refused =>
  new Refused(refuse('component.file_projected', { what: name, ...SYSTEM_FAULTS[fault] }));

const STRETCH = 256 * 1024;

export async function* stretchesOf(
  source: ByteSource,
  from = 0,
  until = source.size,
): AsyncGenerator<Buffer> {
  for (let at = from; at < until; at += STRETCH) yield await source.read(at, Math.min(STRETCH, until - at));
}

/** The file of whoever has it all in memory: tests, and files that came in one piece. */
export const bytesSource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (offset, length) => Buffer.from(bytes.subarray(offset, offset + length)),
});

/** A stream of stretches from which exact lengths are taken. */
export class Taker {
  readonly #stretches: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stretches: AsyncIterable<Uint8Array>) {
    this.#stretches = stretches[Symbol.asyncIterator]();
  }

  /** Undefined where the stream ends before the first byte; throws Refused where it ends in the middle. */
  async take(length: number): Promise<Buffer | undefined> {
    const parts: Buffer[] = [this.#rest];
    let have = this.#rest.length;
    while (have < length) {
      const next = await this.#stretches.next();
      if (next.done) break;
      parts.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength));
      have += next.value.byteLength;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    if (have === 0 && length > 0) return undefined;
    if (have < length) throw unreadable('cut_short');
    this.#rest = all.subarray(length);
    return all.subarray(0, length);
  }

  async end(): Promise<void> {
    await this.#stretches.return?.();
  }
}
