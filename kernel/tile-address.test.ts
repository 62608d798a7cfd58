// The square grid of tiles: boxes, neighbours, and which tiles a phone keeps.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxOfTile, isTile, tileAt, tilesOver, tilesToKeep } from './tile-address.ts';

const lon = fc.double({ min: -179.9, max: 179.9, noNaN: true });
const lat = fc.double({ min: -84, max: 84, noNaN: true });
const zoom = fc.integer({ min: 0, max: 17 });

test('a place lies in the box of its tile, at every zoom', () => {
  fc.assert(
    fc.property(lon, lat, zoom, (x, y, z) => {
      const tile = tileAt(x, y, z);
      const box = boxOfTile(tile, 1e-9);
      return isTile(tile) && x >= box.west && x <= box.east && y >= box.south && y <= box.north;
    }),
  );
});

test('the tiles over a box hold each of its places', () => {
  fc.assert(
    fc.property(lon, lat, fc.double({ min: 0, max: 0.05, noNaN: true }), (west, south, size) => {
      const box = { west, south, east: Math.min(180, west + size), north: south + size };
      const keys = tilesOver(box, 14).map(({ x, y }) => `${x}/${y}`);
      const middle = tileAt((box.west + box.east) / 2, (box.south + box.north) / 2, 14);
      return keys.includes(`${middle.x}/${middle.y}`) && new Set(keys).size === keys.length;
    }),
  );
});

test('tile 0/0/0 is the whole square', () => {
  const box = boxOfTile({ z: 0, x: 0, y: 0 });
  expect(box.west).toBe(-180);
  expect(box.north).toBeCloseTo(85.0511, 3);
});

test('a phone keeps whole zooms, and ends before the one that would be too much', () => {
  const box = { west: 106, south: 29.8, east: 106.2, north: 30 };
  const kept = tilesToKeep(box, 10, 16, 60);
  expect(kept.length).toBeLessThanOrEqual(60);
  expect(new Set(kept.map(({ z }) => z))).toEqual(new Set([10, 11, 12, 13]));
  expect(tilesToKeep(box, 10, 16, 100_000).at(-1)?.z).toBe(16);
});

test('beside the grid there is no tile', () => {
  expect(isTile({ z: 10, x: 1024, y: 0 })).toBe(false);
  expect(isTile({ z: 10, x: 0, y: -1 })).toBe(false);
});
