// What must be remembered of a file's rows to tell duplicates by code and by place across the whole of it:
// two small numbers a code, six a place. A million rows are some hundred megabytes; the rows themselves are
// never kept.
import { distanceMetres, type Point } from '../../../kernel/geo.ts';
import { type CodeScheme, COUNTY_DIGITS, parseCode } from './code-scheme.ts';
import type { ComponentDraft } from './component.ts';

/** The codes of one district's file. Without the county they are whole numbers that any engine holds. */
export class FileCodes {
  /** Number → the row that has it; 0: seen, and not taken by a right row yet. */
  readonly #rows = new Map<number, number>();
  readonly #last = new Map<string, number>();
  readonly #scheme: CodeScheme;

  constructor(scheme: CodeScheme) {
    this.#scheme = scheme;
  }

  /** Somewhere in the file stands this code. */
  note(code: string): void {
    const key = Number(code.slice(COUNTY_DIGITS));
    if (!this.#rows.has(key)) this.#rows.set(key, 0);
    const parts = parseCode(this.#scheme, code);
    if (parts) this.#last.set(parts.classCode, Math.max(this.lastOf(parts.classCode), parts.sequence));
  }

  has(code: string): boolean {
    return this.#rows.has(Number(code.slice(COUNTY_DIGITS)));
  }

  /** The earlier row that has it; 0 where none has. */
  rowOf(code: string): number {
    return this.#rows.get(Number(code.slice(COUNTY_DIGITS))) ?? 0;
  }

  take(code: string, row: number): void {
    this.#rows.set(Number(code.slice(COUNTY_DIGITS)), row);
  }

  /** The highest sequence number of a class in the file, or given to it so far. */
  lastOf(classCode: string): number {
    return this.#last.get(classCode) ?? 0;
  }

  raise(classCode: string, sequence: number): void {
    if (sequence > this.lastOf(classCode)) this.#last.set(classCode, sequence);
  }
}

const METRES_A_DEGREE = 111_000;
/** More columns of squares than the earth has, so that column and line make one number. */
const LINES = 2 ** 27;

/** Finds the earlier row of a class that stands on the same spot, by squares of the given size. */
export class FilePlaces {
  /** Class → square → the newest place in it. */
  readonly #squares = new Map<string, Map<number, number>>();
  readonly #rows: number[] = [];
  readonly #lons: number[] = [];
  readonly #lats: number[] = [];
  /** The place before it in the same square; -1 at the end. */
  readonly #before: number[] = [];
  readonly #metres: number;

  constructor(metres: number) {
    this.#metres = metres;
  }

  /** Four times as wide in longitude, so that a square is at least `metres` wide up to 75 degrees north. */
  #square({ lon, lat }: Point): [number, number] {
    const degrees = Math.max(this.#metres, 0.1) / METRES_A_DEGREE;
    return [Math.floor((lon + 180) / (4 * degrees)), Math.floor((lat + 90) / degrees) % LINES];
  }

  #findIn(squares: Map<number, number>, key: number, point: Point): number | undefined {
    for (let at = squares.get(key) ?? -1; at >= 0; at = this.#before[at] ?? -1) {
      const other = { lon: this.#lons[at] ?? 0, lat: this.#lats[at] ?? 0 };
      if (distanceMetres(other, point) < this.#metres) return this.#rows[at];
    }
    return undefined;
  }

  /** The row that is there already, or undefined, and then this one is. */
  findOrAdd({
    classCode,
    point,
    row,
  }: Pick<ComponentDraft, 'classCode' | 'point' | 'row'>): number | undefined {
    // Nought metres turn the check by place off: nothing is nearer than that.
    if (this.#metres <= 0) return undefined;
    const squares = this.#squares.get(classCode) ?? new Map<number, number>();
    this.#squares.set(classCode, squares);
    const [x, y] = this.#square(point);
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        const same = this.#findIn(squares, (x + dx) * LINES + y + dy, point);
        if (same !== undefined) return same;
      }
    }
    const key = x * LINES + y;
    this.#before.push(squares.get(key) ?? -1);
    squares.set(key, this.#rows.length);
    this.#rows.push(row);
    this.#lons.push(point.lon);
    this.#lats.push(point.lat);
    return undefined;
  }
}
