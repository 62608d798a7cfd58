// What is written on a map, and where: the name of an area where it has room for it, else a number that is
// told below. A word stands in the middle of its area; where that is taken it moves aside, with a line. The
// same areas are always labelled the same. Pure.
import type { BriefMap, Label } from './brief-map.ts';
import type { Corner, Drawing, Outline } from './draw-ground.ts';

/** Of a map a thousand long: about nine points on paper. */
export const FONT_SIZE = 26;
const LINES_TRIED = 24;
const PAD = 4;

/** The middle of an area, how wide it is there, and how far from its border. */
interface Middle {
  readonly x: number;
  readonly y: number;
  readonly room: number;
  readonly away: number;
}

type Side = readonly [Corner, Corner];

const sidesOf = ({ rings }: Outline): Side[] =>
  rings.flatMap((ring) =>
    ring.map((corner, index): Side => [corner, ring[(index + 1) % ring.length] ?? corner]),
  );

/** Where a line across crosses the border, from the left. */
const crossingsAt = (sides: readonly Side[], y: number): number[] =>
  sides
    .filter(([a, b]) => a[1] > y !== b[1] > y)
    .map(([a, b]) => a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
    .sort((a, b) => a - b);

function awayFrom(x: number, y: number, [[ax, ay], [bx, by]]: Side): number {
  const [dx, dy] = [bx - ax, by - ay];
  const long = dx * dx + dy * dy;
  const along = long === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / long));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function middleOf(outline: Outline): Middle | undefined {
  const sides = sidesOf(outline);
  const ys = sides.map(([[, y]]) => y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  let best: Middle | undefined;
  for (let line = 0; line < LINES_TRIED; line += 1) {
    const y = top + ((line + 0.5) / LINES_TRIED) * (bottom - top);
    const crossed = crossingsAt(sides, y);
    for (let index = 0; index + 1 < crossed.length; index += 2) {
      const [left, right] = [crossed[index] ?? 0, crossed[index + 1] ?? 0];
      const x = (left + right) / 2;
      const away = Math.min(...sides.map((side) => awayFrom(x, y, side)));
      if (!best || away > best.away) best = { x, y, room: right - left, away };
    }
  }
  return best;
}

/** A Chinese character is a square, a letter or digit about half of one. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 1 : 0.58), 0) * FONT_SIZE;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const meets = (a: Place, b: Place): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + PAD && Math.abs(a.y - b.y) < FONT_SIZE + PAD;

const RINGS = 8;
const WAYS = 16;

/** In the middle first, then round it, further and further away. */
function* placesAround({ x, y }: Middle, width: number): Generator<Place> {
  yield { x, y, width };
  for (let ring = 1; ring <= RINGS; ring += 1) {
    for (let way = 0; way < WAYS; way += 1) {
      const turn = (way / WAYS) * 2 * Math.PI;
      const far = (ring + 0.5) * FONT_SIZE;
      yield { x: x + Math.cos(turn) * far, y: y + Math.sin(turn) * far, width };
    }
  }
}

const isOn = ({ x, y, width }: Place, map: Drawing): boolean =>
  x - width / 2 >= 0 &&
  x + width / 2 <= map.width &&
  y - FONT_SIZE / 2 >= 0 &&
  y + FONT_SIZE / 2 <= map.height;

/** Undefined where there is no room left all around: the table tells of it all the same. */
function findPlace(middle: Middle, width: number, taken: readonly Place[], map: Drawing): Place | undefined {
  for (const place of placesAround(middle, width)) {
    if (isOn(place, map) && !taken.some((other) => meets(place, other))) return place;
  }
  return undefined;
}

function labelAt(text: string, middle: Middle, { x, y }: Place): Label {
  const label = { text, x: Math.round(x), y: Math.round(y) };
  if (x === middle.x && y === middle.y) return label;
  return { ...label, lineTo: { x: Math.round(middle.x), y: Math.round(middle.y) } };
}

const hasRoomFor = (name: string, { room, away }: Middle): boolean =>
  room >= widthOf(name) + 2 * PAD && away >= FONT_SIZE / 2;

export function labelAreas(map: Drawing): Pick<BriefMap, 'labels' | 'numbers'> {
  const found = map.outlines.flatMap((outline) => {
    const middle = middleOf(outline);
    return middle ? [{ name: outline.name, middle, isNamed: hasRoomFor(outline.name, middle) }] : [];
  });
  const labels: Label[] = [];
  const numbers: BriefMap['numbers'] = [];
  const taken: Place[] = [];
  // Names stay in their areas; the numbers find their way around them.
  const [named, narrow] = [found.filter((one) => one.isNamed), found.filter((one) => !one.isNamed)];
  for (const { name, middle, isNamed } of [...named, ...narrow]) {
    const text = isNamed ? name : String(numbers.length + 1);
    const place = findPlace(middle, widthOf(text), taken, map);
    if (!place) continue;
    taken.push(place);
    labels.push(labelAt(text, middle, place));
    if (!isNamed) numbers.push({ text, name });
  }
  return { labels, numbers };
}
