// AES-256-GCM with a fresh nonce for each value, and HMAC-SHA-256 for blind indexes, each under its own key
// derived from one master key. Sealed form: version 1, 12 bytes nonce, 16 bytes tag, ciphertext.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { assert } from '../../../kernel/assert.ts';
import type { Cipher } from './cipher.ts';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
export const MASTER_KEY_BYTES = 32;

const derive = (master: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, new Uint8Array(0), `gridloop/${purpose}`, MASTER_KEY_BYTES));

export function aesCipher(master: Uint8Array): Cipher {
  assert(master.length === MASTER_KEY_BYTES, `the master key must have ${MASTER_KEY_BYTES} bytes`);
  const sealKey = derive(master, 'seal');
  const indexKey = derive(master, 'blind-index');
  // A key of its own above the keys that are handed out, so that no purpose can be worded to meet ours.
  const keysKey = derive(master, 'handed-out');
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Uint8Array.of(VERSION), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      assert(sealed.length >= HEAD_BYTES && sealed[0] === VERSION, 'not a value sealed by this cipher');
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
      return decipher.update(sealed.subarray(HEAD_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
    blindIndex: (text) => createHmac('sha256', indexKey).update(text, 'utf8').digest(),
    keyFor: (purpose, owner) => derive(keysKey, `${purpose}/${owner}`),
  };
}
