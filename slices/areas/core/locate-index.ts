// Finds the grid of a point in memory. The district's box is cut into square cells; a cell that no boundary
// touches knows its grid at once, any other holds the few grids to test exactly. Built once per published
// version, never changed. Ties on a shared boundary go to the lower code. Answers equal the SQL's, always.
import { covers, eachEdge, type ExactShape } from './exact-geometry.ts';

export interface IndexedGrid<T> {
  readonly code: string;
  readonly shape: ExactShape;
  readonly value: T;
}

interface Raster {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly shift: number;
  readonly columns: number;
  readonly rows: number;
}

const CELLS_PER_GRID = 64;

function rasterOf(shapes: readonly ExactShape[]): Raster {
  const minX = Math.min(...shapes.map((s) => s.minX));
  const minY = Math.min(...shapes.map((s) => s.minY));
  const maxX = Math.max(...shapes.map((s) => s.maxX));
  const maxY = Math.max(...shapes.map((s) => s.maxY));
  const limit = Math.max(4096, shapes.length * CELLS_PER_GRID);
  let shift = 0;
  const count = () => (((maxX - minX) >> shift) + 1) * (((maxY - minY) >> shift) + 1);
  while (count() > limit) shift++;
  const columns = ((maxX - minX) >> shift) + 1;
  return { minX, minY, maxX, maxY, shift, columns, rows: ((maxY - minY) >> shift) + 1 };
}

/** The part of the raster that one shape's box lies in, and which of its cells the boundary touches. */
interface Window {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
  readonly isTouched: Uint8Array;
}

function windowOf(raster: Raster, shape: ExactShape): Window {
  const { shift, minX, minY } = raster;
  const left = (shape.minX - minX) >> shift;
  const bottom = (shape.minY - minY) >> shift;
  const width = ((shape.maxX - minX) >> shift) - left + 1;
  const height = ((shape.maxY - minY) >> shift) - bottom + 1;
  const isTouched = new Uint8Array(width * height);
  const size = 2 ** shift;
  eachEdge(shape, (x1, y1, x2, y2) => {
    // One unit wider on every side: a cell counts as touched also where the boundary runs along its rim.
    const first = Math.max(bottom, (Math.min(y1, y2) - 1 - minY) >> shift);
    const last = (Math.max(y1, y2) - minY) >> shift;
    for (let row = first; row <= last; row++) {
      const low = minY + row * size;
      const at = (y: number) =>
        x1 + ((Math.min(Math.max(y, Math.min(y1, y2)), Math.max(y1, y2)) - y1) * (x2 - x1)) / (y2 - y1);
      const [a, b] = y1 === y2 ? [x1, x2] : [at(low), at(low + size)];
      const from = Math.max(left, (Math.floor(Math.min(a, b)) - 2 - minX) >> shift);
      const to = Math.min(left + width - 1, (Math.ceil(Math.max(a, b)) + 2 - minX) >> shift);
      for (let column = from; column <= to; column++) isTouched[(row - bottom) * width + column - left] = 1;
    }
  });
  return { left, bottom, width, height, isTouched };
}

/** Visits the cells of a shape's box: touched ones to be tested exactly, and those that lie wholly inside. */
function eachCell(raster: Raster, shape: ExactShape, visit: (cell: number, isWhole: boolean) => void): void {
  const { left, bottom, width, height, isTouched } = windowOf(raster, shape);
  const size = 2 ** raster.shift;
  for (let row = 0; row < height; row++) {
    let isInside: boolean | undefined;
    for (let column = 0; column < width; column++) {
      const cell = (bottom + row) * raster.columns + left + column;
      if (isTouched[row * width + column] === 1) {
        visit(cell, false);
        isInside = undefined;
        continue;
      }
      // No boundary lies between neighbouring untouched cells, so one exact test answers for the run.
      const x = raster.minX + (left + column) * size;
      const y = raster.minY + (bottom + row) * size;
      isInside ??= covers(shape, x, y);
      if (isInside) visit(cell, true);
    }
  }
}

/** One district's grids. Coordinates are whole numbers of 1e-7 degrees. */
export class LocateIndex<T> {
  readonly #raster: Raster;
  readonly #grids: readonly IndexedGrid<T>[];
  readonly #starts: Int32Array;
  /** Grid number × 2, plus 1 where the cell lies wholly inside that grid; lower codes first. */
  readonly #entries: Int32Array;

  constructor(grids: readonly IndexedGrid<T>[]) {
    this.#grids = [...grids].sort((a, b) => (a.code < b.code ? -1 : 1));
    this.#raster = rasterOf(this.#grids.map((grid) => grid.shape));
    const cells: number[][] = Array.from({ length: this.#raster.columns * this.#raster.rows }, () => []);
    for (const [number, grid] of this.#grids.entries()) {
      eachCell(this.#raster, grid.shape, (cell, isWhole) => {
        const entries = cells[cell] as number[];
        const isSettled = ((entries.at(-1) ?? 0) & 1) === 1;
        if (!isSettled) entries.push(number * 2 + (isWhole ? 1 : 0));
      });
    }
    this.#starts = new Int32Array(cells.length + 1);
    for (const [cell, entries] of cells.entries()) {
      this.#starts[cell + 1] = (this.#starts[cell] as number) + entries.length;
    }
    this.#entries = Int32Array.from(cells.flat());
  }

  /** The value of the grid that holds the point, or undefined outside all of them. */
  find(x: number, y: number): T | undefined {
    const { minX, minY, maxX, maxY, shift, columns } = this.#raster;
    if (x < minX || x > maxX || y < minY || y > maxY) return undefined;
    const cell = ((y - minY) >> shift) * columns + ((x - minX) >> shift);
    const end = this.#starts[cell + 1] as number;
    for (let at = this.#starts[cell] as number; at < end; at++) {
      const entry = this.#entries[at] as number;
      const grid = this.#grids[entry >> 1] as IndexedGrid<T>;
      if ((entry & 1) === 1 || covers(grid.shape, x, y)) return grid.value;
    }
    return undefined;
  }
}
