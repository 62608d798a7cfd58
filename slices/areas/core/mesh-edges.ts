// Borders of a mesh as directed edges: ground lies on the left of each. What two neighbours share cancels
// out, and what is left is walked into loops and parts again. Whole numbers of 1e-7 degrees only, so nothing
// is ever off by rounding. A corner is its position: two rings that hold the same position hold one corner.
import { assert } from '../../../kernel/assert.ts';

export type Corner = readonly [x: number, y: number];
/** Open: the first corner is not repeated. Outer loops run against the clock, holes with it. */
export type Loop = readonly Corner[];
/** The outer loop, then its holes. */
export type Part = readonly Loop[];
export type Ground = readonly Part[];

/** No mesh is wider than this (6.7 degrees), so that a corner fits into one number. */
export const WIDEST = 2 ** 26;
const SHIFT = 2 ** 31;
/** Rounding of a sum of many products stays far below this. */
const SURELY = 1e9;

export const cornerKey = ([x, y]: Corner): number => ((x + SHIFT) % WIDEST) * WIDEST + ((y + SHIFT) % WIDEST);
export const isSame = (a: Corner, b: Corner): boolean => a[0] === b[0] && a[1] === b[1];

/** Positive where b lies left of the way from o to a. Its sign is exact. */
export const cross = (o: Corner, a: Corner, b: Corner): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (b[0] - o[0]) * (a[1] - o[1]);

/** Twice the area, exact; negative for a hole. */
export function twiceArea(loop: Loop): bigint {
  const first = loop[0];
  if (!first) return 0n;
  let sum = 0n;
  for (let i = 1; i + 1 < loop.length; i++) {
    const [a, b] = [loop[i] as Corner, loop[i + 1] as Corner];
    sum +=
      BigInt(a[0] - first[0]) * BigInt(b[1] - first[1]) - BigInt(b[0] - first[0]) * BigInt(a[1] - first[1]);
  }
  return sum;
}

/** Whether ground lies inside: exact, though most loops are told without whole-number arithmetic. */
export function runsAgainstClock(loop: Loop): boolean {
  const first = loop[0] ?? [0, 0];
  let sum = 0;
  for (let i = 1; i + 1 < loop.length; i++) sum += cross(first, loop[i] as Corner, loop[i + 1] as Corner);
  return Math.abs(sum) > SURELY ? sum > 0 : twiceArea(loop) > 0n;
}

export const twiceGround = (ground: Ground): bigint =>
  ground.flat().reduce((sum, loop) => sum + twiceArea(loop), 0n);

export function eachEdgeOf(loop: Loop, visit: (from: Corner, to: Corner) => void): void {
  let from = loop.at(-1);
  for (const to of loop) {
    if (from) visit(from, to);
    from = to;
  }
}

export const eachGroundEdge = (ground: Ground, visit: (from: Corner, to: Corner) => void): void => {
  for (const part of ground) for (const loop of part) eachEdgeOf(loop, visit);
};

/** 1 inside, 0 on the border, -1 outside; a hole's inside is outside. Halves of units are exact too. */
export function sideOf(loops: readonly Loop[], x: number, y: number): -1 | 0 | 1 {
  let isInside = false;
  for (const loop of loops) {
    let [x1, y1] = loop.at(-1) ?? [0, 0];
    for (const [x2, y2] of loop) {
      const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
      if (side === 0 && (x1 - x) * (x2 - x) <= 0 && (y1 - y) * (y2 - y) <= 0) return 0;
      if (y1 > y !== y2 > y && side > 0 === y2 > y1) isInside = !isInside;
      [x1, y1] = [x2, y2];
    }
  }
  return isInside ? 1 : -1;
}

/** Which way comes first when turning with the clock from the way back: this keeps to one piece of ground
 *  where several meet at a corner. */
function turnsBefore(at: Corner, back: Corner, one: Corner, other: Corner): boolean {
  const rank = (to: Corner): number => {
    const side = cross(at, back, to);
    if (side !== 0) return side < 0 ? 0 : 2;
    const along = (back[0] - at[0]) * (to[0] - at[0]) + (back[1] - at[1]) * (to[1] - at[1]);
    return along < 0 ? 1 : 3;
  };
  const [first, second] = [rank(one), rank(other)];
  return first === second ? cross(at, one, other) < 0 : first < second;
}

interface Outgoing {
  readonly from: Corner;
  readonly to: Corner[];
}

export class Edges {
  readonly #out = new Map<number, Outgoing>();

  has(from: Corner, to: Corner): boolean {
    return this.#out.get(cornerKey(from))?.to.some((one) => isSame(one, to)) ?? false;
  }

  put(from: Corner, to: Corner): void {
    const key = cornerKey(from);
    const known = this.#out.get(key);
    if (known) known.to.push(to);
    else this.#out.set(key, { from, to: [to] });
  }

  get isEmpty(): boolean {
    for (const { to } of this.#out.values()) if (to.length > 0) return false;
    return true;
  }

  /** Cancels the opposite where that is here: ground on both sides is no border. */
  add(from: Corner, to: Corner): void {
    if (!this.#take(to, from)) this.put(from, to);
  }

  #take(from: Corner, to: Corner): boolean {
    const ways = this.#out.get(cornerKey(from))?.to;
    const at = ways?.findIndex((one) => isSame(one, to)) ?? -1;
    if (!ways || at < 0) return false;
    ways.splice(at, 1);
    return true;
  }

  #walk(start: Corner, second: Corner): Corner[] {
    const walk = [start];
    let [back, at] = [start, second];
    for (;;) {
      const ways = this.#out.get(cornerKey(at))?.to ?? [];
      let next = ways[0];
      assert(next, 'every border that arrives at a corner leaves it');
      for (const way of ways) if (turnsBefore(at, back, way, next)) next = way;
      this.#take(at, next);
      if (isSame(at, start) && isSame(next, second)) return walk;
      walk.push(at);
      [back, at] = [at, next];
    }
  }

  /** Every border once, each with its ground on the left. Empties the edges. */
  walks(): Corner[][] {
    const walks: Corner[][] = [];
    for (const { from, to } of this.#out.values()) {
      for (let second = to[0]; second; second = to[0]) walks.push(this.#walk(from, second));
    }
    return walks;
  }
}

/** A walk that meets itself at a corner becomes several loops. */
function simpleLoops(walk: readonly Corner[]): Loop[] {
  const loops: Loop[] = [];
  const path: Corner[] = [];
  const placeOf = new Map<number, number>();
  for (const corner of walk) {
    const met = placeOf.get(cornerKey(corner));
    if (met !== undefined) {
      const loop = path.splice(met);
      for (const one of loop) placeOf.delete(cornerKey(one));
      loops.push(loop);
    }
    placeOf.set(cornerKey(corner), path.length);
    path.push(corner);
  }
  return [...loops, path].filter((loop) => loop.length > 2);
}

const isLower = (a: Corner, b: Corner): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

/** The same loop from its lowest corner on, so that equal ground is written alike. */
function fromLowest(loop: Loop): Loop {
  let lowest = 0;
  for (let i = 1; i < loop.length; i++) {
    if (isLower(loop[i] as Corner, loop[lowest] as Corner)) lowest = i;
  }
  return lowest === 0 ? loop : [...loop.slice(lowest), ...loop.slice(0, lowest)];
}

/** Whether one loop lies inside another that it does not cross. */
export function holds(outer: Loop, hole: Loop): boolean {
  for (const [x, y] of hole) {
    const side = sideOf([outer], x, y);
    if (side !== 0) return side > 0;
  }
  for (const [i, [x, y]] of hole.entries()) {
    const [nextX, nextY] = hole[(i + 1) % hole.length] as Corner;
    const side = sideOf([outer], (x + nextX) / 2, (y + nextY) / 2);
    if (side !== 0) return side > 0;
  }
  return false;
}

export interface Traced {
  readonly ground: Ground;
  /** Holes in nothing: somewhere two areas lie over each other. Empty in a mesh. */
  readonly orphans: readonly Loop[];
}

export function trace(edges: Edges): Traced {
  const outers: { readonly loop: Loop; readonly size: bigint; readonly holes: Loop[] }[] = [];
  const holes: Loop[] = [];
  for (const loop of edges.walks().flatMap(simpleLoops)) {
    const size = twiceArea(loop);
    if (size > 0n) outers.push({ loop: fromLowest(loop), size, holes: [] });
    else if (size < 0n) holes.push(fromLowest(loop));
  }
  outers.sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : 0));
  const orphans: Loop[] = [];
  for (const hole of holes) {
    const home = outers.find((outer) => holds(outer.loop, hole));
    if (home) home.holes.push(hole);
    else orphans.push(hole);
  }
  const inOrder = (a: Loop, b: Loop) => (isLower(a[0] as Corner, b[0] as Corner) ? -1 : 1);
  const ground = outers
    .map(({ loop, holes: own }): Part => [loop, ...own.sort(inOrder)])
    .sort((a, b) => inOrder(a[0] as Loop, b[0] as Loop));
  return { ground, orphans };
}

/** Ground that several hold together. Exact: what they share is cancelled, nothing is computed. */
export function unite(grounds: readonly Ground[]): Ground {
  const edges = new Edges();
  for (const ground of grounds) eachGroundEdge(ground, (from, to) => edges.add(from, to));
  return trace(edges).ground;
}
