// A district of 1,200 grids as a lattice with wavering borders, each grid some hundred corners, as surveyed
// ones have. Pure; every border is drawn once, so that neighbours share it exactly.
import type { DemoArea, DemoPlaces } from '../db/seed/demo/district.ts';

type Position = readonly [number, number];

export const LATTICE = { code: '990201', west: 116.3, south: 39.8, columns: 50, rows: 24 } as const;
const CELL_LON = 0.004;
const CELL_LAT = 0.0032;
const PIECES = 25;
/** A community is 5 × 4 grids, a street 25 × 8: 6 streets of 10 communities of 20 grids. */
const COMMUNITY = { columns: 5, rows: 4 };
const STREET = { columns: 25, rows: 8 };

const round7 = (value: number): number => Math.round(value * 1e7) / 1e7;
const three = (index: number): string => String(index + 1).padStart(3, '0');

const corner = (column: number, row: number): Position => [
  LATTICE.west + column * CELL_LON,
  LATTICE.south + row * CELL_LAT,
];

/** The border from one corner to the next, east or north; it wavers between them and meets both. */
function border(column: number, row: number, isNorth: boolean): Position[] {
  const [lon, lat] = corner(column, row);
  return Array.from({ length: PIECES + 1 }, (_, piece) => {
    const along = piece / PIECES;
    const off = Math.sin(Math.PI * along) * Math.sin(6 * Math.PI * along + column * 1.7 + row * 2.3) * 0.08;
    const position: Position = isNorth
      ? [lon + off * CELL_LON, lat + along * CELL_LAT]
      : [lon + along * CELL_LON, lat + off * CELL_LAT];
    return [round7(position[0]), round7(position[1])] as const;
  });
}

function gridRing(column: number, row: number): Position[] {
  const [south, east] = [border(column, row, false), border(column + 1, row, true)];
  const [north, west] = [border(column, row + 1, false).reverse(), border(column, row, true).reverse()];
  return [...south, ...east.slice(1), ...north.slice(1), ...west.slice(1)];
}

function pathOf(column: number, row: number): string {
  const street =
    Math.floor(row / STREET.rows) * (LATTICE.columns / STREET.columns) + Math.floor(column / STREET.columns);
  const [inColumn, inRow] = [column % STREET.columns, row % STREET.rows];
  const perRow = STREET.columns / COMMUNITY.columns;
  const community = Math.floor(inRow / COMMUNITY.rows) * perRow + Math.floor(inColumn / COMMUNITY.columns);
  const grid = (inRow % COMMUNITY.rows) * COMMUNITY.columns + (inColumn % COMMUNITY.columns);
  return `${LATTICE.code}.${three(street)}.${three(community)}.${three(grid)}`;
}

const LEVELS = ['district', 'street', 'community', 'grid'] as const;
const WORDS = { district: '区', street: '街道', community: '社区', grid: '网格' } as const;

function areaAt(path: string, ring: readonly Position[]): DemoArea {
  const parts = path.split('.');
  const level = LEVELS[parts.length - 1] ?? 'grid';
  const numbers = parts.slice(1).map(Number).join('-');
  return {
    level,
    path,
    code: parts.join(''),
    parentCode: parts.length === 1 ? undefined : parts.slice(0, -1).join(''),
    name: `测试${numbers}${WORDS[level]}`,
    nameEn: `Bench ${level} ${numbers}`,
    ring,
  };
}

/** Only grids carry a ring; what lies above is united from them on import. */
export function latticePlaces(): DemoPlaces {
  const above = new Map<string, DemoArea>();
  const grids: DemoArea[] = [];
  for (let row = 0; row < LATTICE.rows; row++) {
    for (let column = 0; column < LATTICE.columns; column++) {
      const path = pathOf(column, row);
      grids.push(areaAt(path, gridRing(column, row)));
      for (let cut = path.lastIndexOf('.'); cut > 0; cut = path.lastIndexOf('.', cut - 1)) {
        const parent = path.slice(0, cut);
        if (!above.has(parent)) above.set(parent, areaAt(parent, []));
      }
    }
  }
  const order = [...above.values()].sort(
    (a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1),
  );
  return { code: LATTICE.code, areas: [...order, ...grids], roads: [], parks: [] };
}

/** A point well inside the lattice, by two numbers from 0 to 1. */
export const pointAt = (u: number, v: number): { lon: number; lat: number } => ({
  lon: round7(LATTICE.west + (0.2 + u * (LATTICE.columns - 0.4)) * CELL_LON),
  lat: round7(LATTICE.south + (0.2 + v * (LATTICE.rows - 0.4)) * CELL_LAT),
});
