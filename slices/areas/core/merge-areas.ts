// Ground changes hands: grids become one, nobody's land goes to a grid, a new grid is drawn. No border is
// drawn anew but the one drawn by hand, so that nothing is lost between neighbours. Pure.
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { parentPath } from './area.ts';
import { cutGround } from './cut-ground.ts';
import { layLine } from './lay-line.ts';
import { groundOf, innerPlace, type Mesh, nobodysLand, refuseAt, withGrids } from './mesh.ts';
import { faultAfter, type MeshRefusal } from './mesh-check.ts';
import {
  type Corner,
  eachGroundEdge,
  Edges,
  type Ground,
  type Loop,
  type Part,
  sideOf,
  unite,
} from './mesh-edges.ts';

export type MergeRefusal =
  | MeshRefusal
  | Refusal<'areas.grid_unknown' | 'areas.not_neighbours' | 'areas.other_community'>;
export type ClaimRefusal =
  | MeshRefusal
  | Refusal<'areas.grid_unknown' | 'areas.no_land_here' | 'areas.not_neighbours'>;
export type DrawRefusal =
  | MeshRefusal
  | Refusal<'areas.grid_unknown' | 'areas.line_tangled' | 'areas.nothing_drawn' | 'areas.nothing_left'>;

/** Whether some border of one is, from the other side, a border of the other. */
function areNeighbours(one: Ground, other: Ground): boolean {
  const edges = new Edges();
  eachGroundEdge(one, (from, to) => edges.put(from, to));
  let isShared = false;
  eachGroundEdge(other, (from, to) => {
    isShared ||= edges.has(to, from);
  });
  return isShared;
}

/** The first that cannot be reached from the first over shared borders. */
function farAway(grounds: readonly Ground[]): number | undefined {
  const left = new Set(grounds.keys());
  const reached = [0];
  left.delete(0);
  for (const at of reached) {
    for (const other of left) {
      if (!areNeighbours(grounds[at] ?? [], grounds[other] ?? [])) continue;
      left.delete(other);
      reached.push(other);
    }
  }
  return [...left][0];
}

/** Grids of one community become one, which keeps the path `keep`. */
export function mergeAreas(mesh: Mesh, paths: readonly string[], keep: string): Mesh | MergeRefusal {
  const all = [...new Set([keep, ...paths])];
  const grounds: Ground[] = [];
  for (const path of all) {
    const ground = groundOf(mesh, path);
    if (isRefusal(ground)) return ground;
    grounds.push(ground);
  }
  const stranger = all.find((path) => parentPath(path) !== parentPath(keep));
  if (stranger !== undefined) return refuse('areas.other_community', { path: stranger, keep });
  const far = farAway(grounds);
  if (far !== undefined) return refuse('areas.not_neighbours', { path: all[far], keep });
  const gone = all.filter((path) => path !== keep).map((path) => [path, undefined] as const);
  const after = withGrids(mesh, new Map<string, Ground | undefined>([...gone, [keep, unite(grounds)]]));
  return faultAfter(mesh, after) ?? after;
}

export const landAt = (mesh: Mesh, [x, y]: Corner): Part | undefined =>
  nobodysLand(mesh).find((part) => sideOf(part, x, y) >= 0);

/** The place of nobody's land that holds the position goes to `path`: a grid beside it, or a new one. */
export function claimLand(mesh: Mesh, at: Corner, path: string): Mesh | ClaimRefusal {
  const place = landAt(mesh, at);
  if (!place) return refuseAt('areas.no_land_here', at);
  const owner = mesh.grids.get(path);
  if (owner && !areNeighbours(owner, [place])) return refuse('areas.not_neighbours', { path, keep: path });
  const after = withGrids(mesh, new Map([[path, owner ? unite([owner, [place]]) : [place]]]));
  return faultAfter(mesh, after) ?? after;
}

/** A new grid `newPath` inside the drawn ring: of nobody's land, and of the grids named in `from`. */
export function drawArea(
  mesh: Mesh,
  ring: Loop,
  drawn: { readonly newPath: string; readonly from: readonly string[] },
  reach: number,
): Mesh | DrawRefusal {
  for (const path of drawn.from) {
    const ground = groundOf(mesh, path);
    if (isRefusal(ground)) return ground;
  }
  const over = (now: Mesh) => [nobodysLand(now), ...drawn.from.map((path) => now.grids.get(path) ?? [])];
  const laid = layLine(mesh, over, [...ring, ...ring.slice(0, 1)], reach);
  if (isRefusal(laid)) return laid;
  const loop = laid.line.slice(0, -1);
  const isInside = (piece: Part) => {
    const inner = innerPlace(piece);
    return inner !== undefined && sideOf([loop], ...inner) > 0;
  };
  const taken: Part[] = cutGround(nobodysLand(laid.mesh), laid.line).pieces.filter(isInside);
  const left = new Map<string, Ground>();
  for (const path of drawn.from) {
    const { pieces } = cutGround(laid.mesh.grids.get(path) ?? [], laid.line);
    taken.push(...pieces.filter(isInside));
    left.set(
      path,
      pieces.filter((piece) => !isInside(piece)),
    );
  }
  if (taken.length === 0) return refuseAt('areas.nothing_drawn', ring[0] ?? [0, 0]);
  const eaten = [...left].find(([, ground]) => ground.length === 0);
  if (eaten) return refuse('areas.nothing_left', { path: eaten[0] });
  const after = withGrids(laid.mesh, new Map([...left, [drawn.newPath, unite(taken.map((part) => [part]))]]));
  return faultAfter(mesh, after) ?? after;
}
