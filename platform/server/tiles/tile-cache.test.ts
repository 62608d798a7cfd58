// The cache of tiles: bounded, and never older than its data.
import { expect, test } from 'vitest';
import { TileCache } from './tile-cache.ts';

const tile = (size: number, drawnFrom = '1') => ({ etag: '"e"', drawnFrom, bytes: Buffer.alloc(size) });

test('a tile drawn from other data is not found', () => {
  const cache = new TileCache(10_000);
  cache.keep('a', tile(10));
  expect(cache.find('a', '1')).toBeDefined();
  expect(cache.find('a', '2')).toBeUndefined();
});

test('the longest unasked leaves first, and the bound holds', () => {
  const cache = new TileCache(4_000);
  for (const key of ['a', 'b', 'c']) cache.keep(key, tile(1_000));
  cache.find('a', '1');
  cache.keep('d', tile(1_000));
  expect(cache.find('b', '1')).toBeUndefined();
  expect(cache.find('a', '1')).toBeDefined();
  const empty = { etag: '"e"', drawnFrom: '1', bytes: undefined };
  for (let at = 0; at < 500; at += 1) cache.keep(`empty ${at}`, empty);
  expect(cache.bytes).toBeLessThanOrEqual(4_000);
});

test('a tile that is kept again counts once', () => {
  const cache = new TileCache(10_000);
  cache.keep('a', tile(1_000));
  const once = cache.bytes;
  cache.keep('a', tile(1_000, '2'));
  expect(cache.bytes).toBe(once);
});
