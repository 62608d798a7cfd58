// What is laid into a tile is read from it again, where it was laid.
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxOfTile, tileAt } from '../../../kernel/tile-address.ts';
import { encodeTile, EXTENT, placerOf, pointFeature, pointsFeature } from './encode-tile.ts';
import { readMvt } from './read-mvt.ts';

const unit = fc.integer({ min: 0, max: EXTENT - 1 });

test('points of one feature are all there, each once, whatever their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(unit, unit), { minLength: 1, maxLength: 200 }), async (points) => {
      const bytes = await encodeTile({ dot: [pointsFeature(points, { class: '0101' })], none: [] });
      const [feature] = readMvt(gunzipSync(bytes ?? Buffer.alloc(0))).get('dot') ?? [];
      const ordered = (all: readonly (readonly [number, number])[]) => all.map(String).sort();
      return JSON.stringify(ordered(feature?.points ?? [])) === JSON.stringify(ordered(points));
    }),
  );
});

test('a place lies where its degrees say, and an empty tile is none', async () => {
  const at = tileAt(106.05, 29.84, 16);
  const { west, east, south, north } = boxOfTile(at);
  const place = placerOf(at);
  expect(place({ lon: (west + east) / 2, lat: north })[0]).toBe(EXTENT / 2);
  expect(Math.abs(place({ lon: west, lat: (south + north) / 2 })[1] - EXTENT / 2)).toBeLessThanOrEqual(1);
  const bytes = await encodeTile({ thing: [pointFeature([1, 2], { code: 'a', isWhole: true, n: 3 })] });
  const [feature] = readMvt(gunzipSync(bytes ?? Buffer.alloc(0))).get('thing') ?? [];
  expect(feature).toEqual({ properties: { code: 'a', isWhole: true, n: 3 }, points: [[1, 2]] });
  expect(await encodeTile({ thing: [] })).toBeUndefined();
});
