// Both ciphers keep the promises of the interface; the real one also notices tampering and foreign keys.
import { mkdtempSync, chmodSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { aesCipher } from './aes-cipher.ts';
import { fakeCipher } from './fake.ts';
import { loadMasterKey } from './master-key.ts';

const key = new Uint8Array(32).fill(7);
const otherKey = new Uint8Array(32).fill(8);

describe.each([
  ['AES-256-GCM', aesCipher(key)],
  ['fake', fakeCipher],
] as const)('%s', (_name, cipher) => {
  test('what is sealed opens to the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => cipher.open(cipher.seal(text)) === text),
    );
  });
  test('a phone number is not readable in its sealed form, and its index finds it again', () => {
    const sealed = Buffer.from(cipher.seal('13812345678')).toString('latin1');
    expect(sealed).not.toContain('13812345678');
    expect(Buffer.from(cipher.blindIndex('13812345678')).equals(cipher.blindIndex('13812345678'))).toBe(true);
    expect(Buffer.from(cipher.blindIndex('13812345678')).equals(cipher.blindIndex('13812345679'))).toBe(
      false,
    );
    expect(cipher.blindIndex('13812345678')).toHaveLength(32);
  });
  test('the key of a phone is the same every time, and another for another person or purpose', () => {
    const hex = (purpose: string, owner: string) =>
      Buffer.from(cipher.keyFor(purpose, owner)).toString('hex');
    expect(hex('pocket', 'wang')).toMatch(/^[0-9a-f]{64}$/);
    expect(hex('pocket', 'wang')).toBe(hex('pocket', 'wang'));
    expect(new Set([hex('pocket', 'wang'), hex('pocket', 'li'), hex('other', 'wang')]).size).toBe(3);
  });
});

describe('AES-256-GCM', () => {
  test('the same number sealed twice looks different', () => {
    const cipher = aesCipher(key);
    expect(Buffer.from(cipher.seal('13812345678')).equals(cipher.seal('13812345678'))).toBe(false);
  });
  test('a value with any bit changed does not open', () => {
    const cipher = aesCipher(key);
    const sealed = cipher.seal('13812345678');
    fc.assert(
      fc.property(fc.nat({ max: sealed.length * 8 - 1 }), (bit) => {
        const changed = Uint8Array.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => cipher.open(changed)).toThrow();
      }),
    );
  });
  test('another key neither opens the value nor gives the same index', () => {
    expect(() => aesCipher(otherKey).open(aesCipher(key).seal('13812345678'))).toThrow();
    const [mine, theirs] = [aesCipher(key).blindIndex('1'), aesCipher(otherKey).blindIndex('1')];
    expect(Buffer.from(mine).equals(theirs)).toBe(false);
    const keys = [aesCipher(key), aesCipher(otherKey)].map((cipher) => cipher.keyFor('pocket', 'wang'));
    expect(Buffer.from(keys[0] ?? []).equals(keys[1] ?? new Uint8Array())).toBe(false);
  });
});

describe('the master key', () => {
  const dirs: string[] = [];
  const freshDir = () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'gridloop-key-'));
    dirs.push(dir);
    return dir;
  };
  afterEach(() => {
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
  });

  test('is made once in a file that only its owner can read', () => {
    const dataDir = path.join(freshDir(), 'data');
    const first = loadMasterKey({ dataDir }, true);
    expect(first).toHaveLength(32);
    expect(loadMasterKey({ dataDir }, false)).toEqual(first);
    expect(statSync(path.join(dataDir, 'master.key')).mode & 0o777).toBe(0o600);
  });
  test('in a file that others can read is not used', () => {
    const dataDir = freshDir();
    loadMasterKey({ dataDir }, true);
    chmodSync(path.join(dataDir, 'master.key'), 0o644);
    expect(() => loadMasterKey({ dataDir }, true)).toThrow(/chmod 600/);
  });
  test('from the configuration wins over the file, and must be whole', () => {
    const dataDir = freshDir();
    expect(loadMasterKey({ dataDir, configured: '0a'.repeat(32) }, true)).toEqual(Buffer.alloc(32, 10));
    expect(() => loadMasterKey({ dataDir, configured: '0a0b' }, true)).toThrow(/64 hex digits/);
  });
});
