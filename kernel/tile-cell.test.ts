// The numbers of squares: every tile is one range of them, and ranges of neighbours do not meet.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tileAt } from './tile-address.ts';
import { CELL_ZOOM, cellOf, cellsIn } from './tile-cell.ts';

const lon = fc.double({ min: -179.9, max: 179.9, noNaN: true });
const lat = fc.double({ min: -84, max: 84, noNaN: true });
const zoom = fc.integer({ min: 0, max: CELL_ZOOM });

test('a place lies in the range of its tile at every zoom, and in that of no neighbour', () => {
  fc.assert(
    fc.property(lon, lat, zoom, (x, y, z) => {
      const cell = cellOf(tileAt(x, y, CELL_ZOOM));
      const tile = tileAt(x, y, z);
      const own = cellsIn(tile, CELL_ZOOM);
      const next = cellsIn({ ...tile, x: tile.x + 1 }, CELL_ZOOM);
      return cell >= own.from && cell < own.to && (next.from >= own.to || next.to <= own.from);
    }),
  );
});

test('a square is the number of its parent and two bits', () => {
  expect(cellOf({ x: 0, y: 0 })).toBe(0);
  expect([cellOf({ x: 1, y: 0 }), cellOf({ x: 0, y: 1 }), cellOf({ x: 1, y: 1 })]).toEqual([1, 2, 3]);
  const last = 2 ** CELL_ZOOM - 1;
  expect(cellOf({ x: last, y: last })).toBe(4 ** CELL_ZOOM - 1);
});
