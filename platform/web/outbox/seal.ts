// Sealing what lies on the device: AES-GCM under a key that can't be exported, a fresh nonce for each
// writing, and the record's own name bound in, so that two sealed records can't be exchanged for each
// other. It keeps no key and no plain text.
import { fromBytes, toBytes } from './sealed-form.ts';

const NONCE_BYTES = 12;

/** False on a page over plain http and in some private windows: nothing can be sealed there. */
export const canSeal = (): boolean => typeof crypto !== 'undefined' && crypto.subtle !== undefined;

/** The raw bytes are not kept anywhere: only the browser can use the key from here on. */
export const importKey = (raw: ArrayBuffer): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** What a sealed record is bound to; JSON, so that no two lists of names give the same bytes. */
const boundTo = (name: readonly string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(name));

/** `name`: owner, kind and id. The nonce stands before what was sealed. */
export async function seal(
  key: CryptoKey,
  name: readonly string[],
  value: unknown,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const additionalData = boundTo(name);
  const closed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, toBytes(value));
  const sealed = new Uint8Array(NONCE_BYTES + closed.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(closed), NONCE_BYTES);
  return sealed;
}

/** Throws when it was sealed under another key or another name, or is damaged. */
export async function unseal(
  key: CryptoKey,
  name: readonly string[],
  sealed: Uint8Array<ArrayBuffer>,
): Promise<unknown> {
  const iv = sealed.subarray(0, NONCE_BYTES);
  const additionalData = boundTo(name);
  const closed = sealed.subarray(NONCE_BYTES);
  const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, closed);
  return fromBytes(new Uint8Array(open));
}
