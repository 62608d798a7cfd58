// What goes into the pocket comes out the same, whatever it was.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBytes, toBytes } from './sealed-form.ts';

test('any value that can be cloned comes back equal', () => {
  const value = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withObjectString: true,
    key: fc.oneof(fc.string(), fc.constant('\u0000')),
  });
  const kinds = /BigInt64Array|BigUint64Array/;
  fc.assert(
    fc.property(value, (one) => {
      fc.pre(!hasKind(one, kinds));
      expect(fromBytes(toBytes(one))).toEqual(plain(one));
    }),
    { numRuns: 500 },
  );
});

/** fast-check makes objects without a prototype too; a clone has the usual one. */
const plain = (value: unknown): unknown => structuredClone(value);
function hasKind(value: unknown, kind: RegExp): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (ArrayBuffer.isView(value)) return kind.test(value.constructor.name);
  if (value instanceof Map) return [...value].flat().some((one) => hasKind(one, kind));
  if (value instanceof Set) return [...value].some((one) => hasKind(one, kind));
  return Object.values(value).some((one) => hasKind(one, kind));
}

test('two pictures keep their bytes and do not share them', () => {
  const near = new Uint8Array([1, 2, 3]).buffer;
  const wide = new Uint8Array([4]).buffer;
  const found = fromBytes(toBytes({ near, wide, words: '井盖' })) as { near: ArrayBuffer; wide: ArrayBuffer };
  expect([...new Uint8Array(found.near)]).toEqual([1, 2, 3]);
  expect([...new Uint8Array(found.wide)]).toEqual([4]);
  expect(found.near).not.toBe(found.wide);
});

test('a Blob and a function are refused with a reason instead of being lost', () => {
  expect(() => toBytes({ picture: new Blob(['x']) })).toThrow(/Blob/);
  expect(() => toBytes({ run: () => 1 })).toThrow(/function/);
});

test('bytes that are cut off are an error, not half a value', () => {
  const bytes = toBytes({ picture: new ArrayBuffer(64) });
  expect(() => fromBytes(bytes.subarray(0, bytes.length - 1))).toThrow();
  expect(() => fromBytes(bytes.subarray(0, 6))).toThrow();
});
