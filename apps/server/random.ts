// Unpredictable bytes from the system, fetched by the page: one report wants ten ids and a code, and asking
// for each alone costs more than everything that is done with it. No byte is handed out twice.
import { randomBytes } from 'node:crypto';

const PAGE_BYTES = 4_096;

export function pagedRandom(): (bytes: number) => Uint8Array {
  let page = new Uint8Array(0);
  let at = 0;
  return (bytes) => {
    if (bytes > PAGE_BYTES) return randomBytes(bytes);
    if (at + bytes > page.length) {
      page = randomBytes(PAGE_BYTES);
      at = 0;
    }
    at += bytes;
    return page.subarray(at - bytes, at);
  };
}
