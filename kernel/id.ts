// Identities. Randomness and time are arguments: a phone makes ids offline, a test makes them predictable.
import type { Instant } from './instant.ts';

export type Id = string;

/** A UUID version 7 (RFC 9562): sorts by time, so that index pages fill in order.
 *  `random` must hold at least 10 unpredictable bytes. */
export function uuidV7(now: Instant, random: Uint8Array): Id {
  const time = now.toString(16).padStart(12, '0').slice(-12);
  const bytes = Array.from(random.subarray(0, 10));
  bytes[0] = 0x70 | ((bytes[0] ?? 0) & 0x0f);
  bytes[2] = 0x80 | ((bytes[2] ?? 0) & 0x3f);
  const tail = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}

export const UUID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
export const isUuid = (text: string): boolean => new RegExp(UUID_PATTERN).test(text);

/** Makes fresh ids; the server's real one and the tests' predictable one have this shape. */
export interface Ids {
  next(): Id;
}
