// A cipher for tests of what is done with sealed fields: readable when debugging, yet the plain text never
// appears in the bytes. It protects nothing and must never be wired into an app.
import { createHash } from 'node:crypto';
import { assert } from '../../../kernel/assert.ts';
import type { Cipher } from './cipher.ts';

const MARK = 'sealed:';

export const fakeCipher: Cipher = {
  seal: (text) => Buffer.from(`${MARK}${Buffer.from(text, 'utf8').toString('base64')}`, 'utf8'),
  open(sealed) {
    const text = Buffer.from(sealed).toString('utf8');
    assert(text.startsWith(MARK), 'not a value sealed by this cipher');
    return Buffer.from(text.slice(MARK.length), 'base64').toString('utf8');
  },
  blindIndex: (text) => createHash('sha256').update(`index:${text}`, 'utf8').digest(),
  keyFor: (purpose, owner) => createHash('sha256').update(`key:${purpose}/${owner}`, 'utf8').digest(),
};
