// A picked file as its readers see it: any stretch of it, asked for when it is wanted, so that a large one is
// never held. Each stretch tells how far the reading has come, and is where it stops when it is told to.
import type { FileBytes } from '../../../kernel/formats/sqlite-file.ts';

export interface Watch {
  readonly signal: AbortSignal;
  /** From nought to one, of all files that are read together. */
  readonly onShare: (share: number) => void;
}

const STRETCH = 1024 * 1024;

export interface WatchedFile extends FileBytes {
  readonly name: string;
  whole(): Promise<Uint8Array<ArrayBuffer>>;
  texts(): AsyncGenerator<string>;
}

/** Throws AbortError from any reading once the signal says so. */
export function watchFiles(files: readonly File[], { signal, onShare }: Watch): WatchedFile[] {
  const total = Math.max(
    1,
    files.reduce((sum, { size }) => sum + size, 0),
  );
  let before = 0;
  return files.map((file): WatchedFile => {
    const start = before;
    before += file.size;
    let held = { number: -1, bytes: new Uint8Array() };
    const stretch = async (number: number): Promise<Uint8Array<ArrayBuffer>> => {
      if (held.number === number) return held.bytes;
      signal.throwIfAborted();
      const part = file.slice(number * STRETCH, (number + 1) * STRETCH);
      held = { number, bytes: new Uint8Array(await part.arrayBuffer()) };
      signal.throwIfAborted();
      onShare((start + Math.min(file.size, (number + 1) * STRETCH)) / total);
      return held.bytes;
    };
    const read = async (offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
      const until = Math.min(file.size, offset + length);
      const first = Math.floor(offset / STRETCH);
      const from = offset - first * STRETCH;
      if (until - first * STRETCH <= STRETCH)
        return (await stretch(first)).subarray(from, from + until - offset);
      const bytes = new Uint8Array(Math.max(0, until - offset));
      for (let at = offset; at < until; ) {
        const number = Math.floor(at / STRETCH);
        const part = (await stretch(number)).subarray(at - number * STRETCH, until - number * STRETCH);
        bytes.set(part, at - offset);
        at += part.length;
        if (part.length === 0) break;
      }
      return bytes;
    };
    return {
      name: file.name,
      size: file.size,
      read,
      whole: () => read(0, file.size),
      texts: async function* () {
        const decoder = new TextDecoder();
        for (let at = 0; at < file.size; at += STRETCH) {
          yield decoder.decode(await read(at, STRETCH), { stream: true });
        }
        yield decoder.decode();
      },
    };
  });
}
