// The code by which a reporter tracks a case: who knows it is let in, so it must be unguessable.
// 75 random bits in Crockford's base 32 (no I, L, O, U), in three groups of five: `7K3QM-XR0VA-9ZT5D`.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 15;
const GROUP = 5;
export const PUBLIC_CODE_BYTES = 10;

/** `random` must hold at least ten unpredictable bytes. */
export function publicCode(random: Uint8Array): string {
  let bits = 0n;
  for (const byte of random.subarray(0, PUBLIC_CODE_BYTES)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let at = 0; at < CHARACTERS; at += 1) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return (text.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** Reads a code as typed: small letters, missing hyphens, O for 0 and I or L for 1. Undefined if it can't be
 *  one. */
export function parsePublicCode(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (plain.length !== CHARACTERS
    || [...plain].some((letter) => !ALPHABET.includes(letter))) return undefined;
  return (plain.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}
