// A made-up mesh for tests: a lattice whose corners are pushed about, with some ground left to nobody.
import type { Mesh } from './mesh.ts';
import { type Corner, type Ground, unite } from './mesh-edges.ts';

const ORIGIN: Corner = [1_065_000_000, 298_000_000];
const [WIDE, HIGH] = [9_001, 7_003];

/** A small repeatable sequence of whole numbers below `below`, so that a failing seed can be named. */
export function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const three = (number: number): string => String(number).padStart(3, '0');
export const latticePath = (number: number): string =>
  `500151.001.${three(1 + (Math.floor(number / 4) % 2))}.${three(number + 1)}`;

/** `leftOut`: cells that belong to no grid. Corners of the outline stay where they are. */
export function latticeMesh(columns: number, rows: number, seed = 1, leftOut: readonly number[] = []): Mesh {
  const next = sequence(seed);
  const push = (isRim: boolean) => (isRim ? 0 : next(2_400) - 1_200);
  const corners = Array.from({ length: (columns + 1) * (rows + 1) }, (_, i): Corner => {
    const [c, r] = [i % (columns + 1), Math.floor(i / (columns + 1))];
    const isRim = c === 0 || r === 0 || c === columns || r === rows;
    return [ORIGIN[0] + c * WIDE + push(isRim), ORIGIN[1] + r * HIGH + push(isRim)];
  });
  const at = (c: number, r: number) => corners[r * (columns + 1) + c] as Corner;
  const cells: Ground[] = Array.from({ length: columns * rows }, (_, i) => {
    const [c, r] = [i % columns, Math.floor(i / columns)];
    return [[[at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1)]]];
  });
  const grids = new Map<string, Ground>();
  for (const [number, cell] of cells.entries()) {
    if (!leftOut.includes(number)) grids.set(latticePath(number), cell);
  }
  return { outline: unite(cells), grids };
}
