// Makes a mesh of a version that was drawn elsewhere: its ground, cut along every border, is given to whoever
// holds it. Slivers up to a size told go to the grid beside them; what lies outside of the district or under
// a lower code is lost, and told. Larger ground without a grid stays nobody's. Pure.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import type { DraftArea } from './draft.ts';
import { groundOfUnits, type Mesh, squareMetresOf, toGround } from './mesh.ts';
import { type Corner, cornerKey, eachGroundEdge, type Ground, unite } from './mesh-edges.ts';
import { TOLERATED_SQUARE_METRES } from './tiling.ts';

export interface CellSource {
  /** One polygon in whole units, its corners shared with its neighbours. */
  readonly rings: MultiPolygonRings[number];
  readonly owner: string | null;
  readonly isInside: boolean;
}

export interface Loss {
  readonly path: string;
  readonly name: string;
  readonly squareMetres: number;
}

export interface Settled {
  readonly mesh: Mesh;
  readonly joinedSquareMetres: number;
  readonly cutOff: readonly Loss[];
}

const edgeKey = (from: Corner, to: Corner): string => `${cornerKey(from)} ${cornerKey(to)}`;

interface Held {
  readonly ground: Ground;
  readonly owner: string | null;
}

/** Who has most of the border of each ownerless cell; undefined beside nobody. */
function neighboursOf(loose: readonly Held[], held: readonly Held[]): (string | undefined)[] {
  const cellOf = new Map<string, number>();
  for (const [number, cell] of loose.entries()) {
    eachGroundEdge(cell.ground, (from, to) => cellOf.set(edgeKey(to, from), number));
  }
  const shares = loose.map(() => new Map<string, number>());
  for (const { ground, owner } of held) {
    if (owner === null) continue;
    eachGroundEdge(ground, (from, to) => {
      const share = shares[cellOf.get(edgeKey(from, to)) ?? -1];
      share?.set(owner, (share.get(owner) ?? 0) + Math.hypot(to[0] - from[0], to[1] - from[1]));
    });
  }
  return shares.map((share) => [...share].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0]);
}

const rounded = (squareMetres: number): number => Math.round(squareMetres * 100) / 100;

function lossesOf(rows: readonly DraftArea[], grids: ReadonlyMap<string, Ground>): Loss[] {
  return rows.flatMap(({ path, name, level, boundary }) => {
    if (level !== 'grid') return [];
    const lost = squareMetresOf(toGround(boundary)) - squareMetresOf(grids.get(path) ?? []);
    return lost > TOLERATED_SQUARE_METRES ? [{ path, name, squareMetres: rounded(lost) }] : [];
  });
}

export function settle(
  rows: readonly DraftArea[],
  cells: readonly CellSource[],
  joinUpToSquareMetres: number = TOLERATED_SQUARE_METRES,
): Settled | Refusal<'areas.not_meshed'> {
  const inside = cells
    .filter((cell) => cell.isInside)
    .map(({ rings, owner }): Held => ({ ground: groundOfUnits([rings]), owner }));
  const isLoose = ({ ground, owner }: Held) =>
    owner === null && squareMetresOf(ground) <= joinUpToSquareMetres;
  const loose = inside.filter(isLoose);
  const neighbours = neighboursOf(loose, inside);
  const parts = new Map<string, Ground[]>();
  const give = (owner: string | null | undefined, ground: Ground) => {
    if (owner) parts.set(owner, [...(parts.get(owner) ?? []), ground]);
  };
  for (const cell of inside) give(cell.owner, cell.ground);
  for (const [i, cell] of loose.entries()) give(neighbours[i], cell.ground);
  const grids = new Map<string, Ground>();
  for (const { path, name, level } of rows) {
    if (level !== 'grid') continue;
    const ground = unite(parts.get(path) ?? []);
    if (ground.length === 0) return refuse('areas.not_meshed', { path, name });
    grids.set(path, ground);
  }
  const joined = loose.reduce(
    (sum, { ground }, i) => sum + (neighbours[i] === undefined ? 0 : squareMetresOf(ground)),
    0,
  );
  const mesh = { outline: unite(inside.map(({ ground }) => ground)), grids };
  return { mesh, joinedSquareMetres: rounded(joined), cutOff: lossesOf(rows, grids) };
}
