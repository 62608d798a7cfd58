// The map of a brief: neighbours stay neighbours, every area bears a name or a number that nothing covers,
// and shades say what the legend says.
import { expect, test } from 'vitest';
import { periodOf } from '../../evaluation/core/period.ts';
import type { BriefFigures } from './brief-figures.ts';
import { numbersWords, wordsOfView } from './brief-map.ts';
import { drawGround, type Ground } from './draw-ground.ts';
import { type Amounts, NO_AMOUNTS } from './figures.ts';
import { FONT_SIZE, labelAreas } from './label-areas.ts';
import { stepFor, tellMap } from './tell-map.ts';

/** A box from one corner to the other, in thousandths of a degree. */
const box = (key: string, name: string, [w, s, e, n]: readonly [number, number, number, number]): Ground => {
  const at = (x: number, y: number): [number, number] => [106 + x / 1_000, 29 + y / 1_000];
  return { key, name, boundary: [[[at(w, s), at(e, s), at(e, n), at(w, n), at(w, s)]]] };
};
const TOWN: readonly Ground[] = [
  box('a', '南城街道', [0, 0, 50, 100]),
  box('b', '东城街道', [50, 0, 100, 100]),
  // Three too small for a name, wall to wall.
  box('c', '车站社区', [100, 0, 102, 2]),
  box('d', '桥头社区', [102, 0, 104, 2]),
  box('e', '码头社区', [104, 0, 106, 2]),
];
const amounts = (more: Partial<Amounts>): Amounts => ({ ...NO_AMOUNTS, ...more });
const figures = (areas: BriefFigures['areas'], ground: readonly Ground[]): BriefFigures => ({
  areaPath: 'x',
  areaName: '铜梁区',
  period: periodOf('month', '2026-07-15'),
  now: NO_AMOUNTS,
  before: NO_AMOUNTS,
  yearAgo: NO_AMOUNTS,
  areas,
  ground,
  items: [],
  days: [],
});

test('a border of two areas is the same line on both sides, and corners on a line are left out', () => {
  const ragged = Array.from({ length: 400 }, (_, at): [number, number] => [
    106.05 + Math.sin(at * 7) / 90,
    29 + at / 4_000,
  ]);
  const north: [number, number] = [106, 29.1];
  const left = [[106, 29] as [number, number], ...ragged, north];
  const right = [[106.1, 29] as [number, number], ...ragged, [106.1, 29.1] as [number, number]];
  const { outlines, width, height } = drawGround([
    { key: 'l', name: 'l', boundary: [[[...left, [106, 29]]]] },
    { key: 'r', name: 'r', boundary: [[[...right, [106.1, 29]]]] },
  ]);
  const cornersOf = (index: number) => new Set(outlines[index]?.rings[0]?.map((corner) => corner.join(' ')));
  const [west, east] = [cornersOf(0), cornersOf(1)];
  const shared = [...west].filter((corner) => east.has(corner));
  expect(shared.length).toBeGreaterThan(150);
  expect([west.size - shared.length, east.size - shared.length]).toEqual([2, 2]);
  expect(Math.max(width, height)).toBe(1_000);
  expect(drawGround(TOWN).outlines[0]?.rings).toEqual([
    [
      [8, 992],
      [438, 992],
      [438, 8],
      [8, 8],
    ],
  ]);
});

test('an area bears its name where it has room, else a number told below, and no word covers another', () => {
  const drawing = drawGround(TOWN);
  const { labels, numbers } = labelAreas(drawing);
  expect(labels.map(({ text }) => text)).toEqual(['南城街道', '东城街道', '1', '2', '3']);
  expect(numbers.map(({ name }) => name)).toEqual(['车站社区', '桥头社区', '码头社区']);
  expect(labels.filter(({ lineTo }) => lineTo).length).toBeGreaterThan(0);
  const wide = (text: string) => FONT_SIZE * (text.length > 1 ? text.length : 0.58);
  for (const [index, one] of labels.entries()) {
    for (const other of labels.slice(index + 1)) {
      const isBeside = Math.abs(one.x - other.x) >= (wide(one.text) + wide(other.text)) / 2;
      expect(isBeside || Math.abs(one.y - other.y) >= FONT_SIZE, `${one.text} ${other.text}`).toBe(true);
    }
    expect(one.x).toBeGreaterThan(0);
    expect(one.x).toBeLessThan(drawing.width);
  }
  expect(labelAreas(drawing)).toEqual({ labels, numbers });
});

test('shades are whole round steps, none and nothing to divide by are their own', () => {
  expect([0, 3, 4, 37, 61, 488, 3_333, 10_000].map(stepFor)).toEqual([1, 1, 1, 10, 20, 150, 1_000, 2_500]);
  const map = tellMap(
    figures(
      [
        { key: 'a', name: '南城街道', now: amounts({ reported: 488, due: 90, overdue: 30 }) },
        { key: 'b', name: '东城街道', now: amounts({ reported: 150, due: 10 }) },
        { key: 'z', name: '老城街道', now: amounts({ reported: 1_200 }) },
      ],
      TOWN,
    ),
  );
  const [reported, overdue] = map?.views ?? [];
  expect(reported).toMatchObject({
    title: '各区域上报件数',
    shades: [5, 2, 1, 1, 1],
    legend: [
      { shade: 1, text: '0 件' },
      { shade: 2, text: '1–150 件' },
      { shade: 5, text: '451–600 件' },
    ],
    values: ['488 件', '150 件', '0 件', '0 件', '0 件'],
  });
  expect(overdue).toMatchObject({
    title: '各区域到期未结占比',
    shades: [5, 1, 0, 0, 0],
    legend: [
      { shade: 0, text: '没有应结案' },
      { shade: 1, text: '0.00 %' },
      { shade: 5, text: '超过 30.00 %，不超过 40.00 %' },
    ],
  });
  expect(map?.note).toBe('老城街道的边界已调整，共 1,200 件没有画在图上。');
  expect(map && numbersWords(map)).toBe('1 车站社区，2 桥头社区，3 码头社区');
  expect(map && reported && wordsOfView(map, reported)).toBe(
    '各区域上报件数。451–600 件：南城街道；1–150 件：东城街道；0 件：车站社区、桥头社区、码头社区。',
  );
});

test('without borders there is no map, and nothing counted is a map of noughts', () => {
  expect(tellMap(figures([], []))).toBeUndefined();
  const map = tellMap(figures([], TOWN));
  expect(map?.views.map(({ shades }) => shades)).toEqual([
    [1, 1, 1, 1, 1],
    [0, 0, 0, 0, 0],
  ]);
  expect(map?.note).toBeNull();
});
