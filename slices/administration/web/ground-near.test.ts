// Roads and homes of a grid: everything in the box is found in as many questions as it takes, a road is cut
// to where it crosses, and a border is laid on the nearest one.
import { expect, test } from 'vitest';
import { allGround, homesIn, nearestOnRoad, roadsAcross } from './ground-near.ts';

const GRID = [
  [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ],
  ],
] as const;
const road = (name: string | null, rank: number, ...line: (readonly number[])[]) => ({ name, rank, line });

test('what does not fit into one answer is asked for by quarters, and told once', async () => {
  const homes = Array.from({ length: 40 }, (_, n) => road(null, 3, [n / 400, n / 400]));
  let asked = 0;
  const ask = async ([west, south, east, north]: readonly [number, number, number, number]) => {
    asked += 1;
    const found = homes.filter(
      ({ line: [[lon = 0, lat = 0] = []] }) => lon >= west && lon <= east && lat >= south && lat <= north,
    );
    return { features: found.slice(0, 12), hasMore: found.length > 12 };
  };
  expect(await allGround([0, 0, 0.1, 0.1], ask)).toHaveLength(40);
  expect(asked).toBeGreaterThan(4);
});

test('a box that the door does not answer is not asked for whole', async () => {
  const asked: number[] = [];
  await allGround([0, 0, 0.5, 0.1], async ([west, , east]) => {
    asked.push(east - west);
    return { features: [], hasMore: false };
  });
  expect(Math.max(...asked)).toBeLessThanOrEqual(0.2);
});

test('a road is told from just before the grid to just after it, main roads first; others are not', () => {
  const found = roadsAcross(
    [
      road('巷', 3, [0.2, -1], [0.2, 2]),
      road('外环', 1, [5, 5], [6, 6]),
      road('大道', 1, [-9, 0.5], [-1, 0.5], [0.5, 0.5], [2, 0.5], [9, 0.5]),
    ],
    GRID,
  );
  expect(found.map(({ name }) => name)).toEqual(['大道', '巷']);
  expect(found[0]?.line.map(({ lon }) => lon)).toEqual([-1, 0.5, 2]);
  expect(homesIn([road(null, 3, [0.5, 0.5]), road(null, 3, [1.5, 0.5])], GRID)).toHaveLength(1);
});

test('a road along the border of the grid, or one that ends in it, is no way to cut it', () => {
  const along = road('环路', 1, [0, 0], [0.5, 0], [1, 0], [1, 1]);
  const dead = road('尽头巷', 3, [0.5, -1], [0.5, 0.5]);
  const through = road('直街', 2, [0.5, 0], [0.5, 1]);
  expect(roadsAcross([along, dead, through], GRID).map(({ name }) => name)).toEqual(['直街']);
});

test('the nearest place on a road is between its corners too, and no road is none', () => {
  const near = nearestOnRoad([road('街', 2, [0, 0], [1, 0])], { lon: 0.25, lat: 0.0001 });
  expect(near?.place).toEqual({ lon: 0.25, lat: 0 });
  expect(near?.metres).toBeCloseTo(11.1, 1);
  expect(nearestOnRoad([], { lon: 0, lat: 0 })).toBeUndefined();
});
