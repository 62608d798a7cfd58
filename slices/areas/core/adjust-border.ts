// Moves a shared border: a corner is moved, put in or taken out in every ring that holds it, so both sides
// move at once. The outline of the district is not the district's own to move. Pure.
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { boxOf, mapLoops, meets, type Mesh, NewCorners, refuseAt, withCorners } from './mesh.ts';
import { faultAfter, type MeshRefusal } from './mesh-check.ts';
import { type Corner, cornerKey, eachEdgeOf, eachGroundEdge, isSame, type Loop } from './mesh-edges.ts';

export interface Move {
  readonly from: Corner;
  readonly to: Corner;
}

export type AdjustRefusal =
  | MeshRefusal
  | Refusal<
      | 'areas.corner_unknown'
      | 'areas.corner_taken'
      | 'areas.corner_of_three'
      | 'areas.border_unknown'
      | 'areas.border_of_district'
    >;

interface Around {
  readonly isKnown: boolean;
  readonly isOnOutline: boolean;
  /** Corners that a border leads to from here. */
  readonly ways: readonly Corner[];
}

function around(mesh: Mesh, corner: Corner): Around {
  const ways = new Map<number, Corner>();
  let isOnOutline = false;
  const look = (from: Corner, to: Corner, isOutline: boolean) => {
    if (isSame(from, corner)) ways.set(cornerKey(to), to);
    else if (isSame(to, corner)) ways.set(cornerKey(from), from);
    else return;
    isOnOutline ||= isOutline;
  };
  const here = boxOf([corner]);
  const lookAt = (loop: Loop, isOutline: boolean) => {
    if (meets(boxOf(loop), here)) eachEdgeOf(loop, (from, to) => look(from, to, isOutline));
  };
  for (const loop of mesh.outline.flat()) lookAt(loop, true);
  for (const ground of mesh.grids.values()) for (const loop of ground.flat()) lookAt(loop, false);
  return { isKnown: ways.size > 0, isOnOutline, ways: [...ways.values()] };
}

function ownCorner(mesh: Mesh, corner: Corner): Around | AdjustRefusal {
  const found = around(mesh, corner);
  if (!found.isKnown) return refuseAt('areas.corner_unknown', corner);
  return found.isOnOutline ? refuseAt('areas.border_of_district', corner) : found;
}

/** All at once: corners that are moved together may take each other's places. */
export function moveCorners(mesh: Mesh, moves: readonly Move[]): Mesh | AdjustRefusal {
  const moved = new Map(moves.map(({ from, to }) => [cornerKey(from), to]));
  for (const { from, to } of moves) {
    const own = ownCorner(mesh, from);
    if (isRefusal(own)) return own;
    if (!moved.has(cornerKey(to)) && around(mesh, to).isKnown) return refuseAt('areas.corner_taken', to);
  }
  const near = boxOf(moves.map((move) => move.from));
  const change = (loop: Loop): Loop =>
    loop.some((corner) => moved.has(cornerKey(corner)))
      ? loop.map((corner) => moved.get(cornerKey(corner)) ?? corner)
      : loop;
  const after = mapLoops(mesh, near, change);
  return faultAfter(mesh, after) ?? after;
}

/** A new corner in the border from a to b, where it may then be moved. */
export function insertCorner(
  mesh: Mesh,
  [a, b]: readonly [Corner, Corner],
  at: Corner,
): Mesh | AdjustRefusal {
  const ends = around(mesh, a);
  if (!ends.ways.some((way) => isSame(way, b))) return refuseAt('areas.border_unknown', a);
  if (isOutlineEdge(mesh, a, b)) return refuseAt('areas.border_of_district', a);
  if (around(mesh, at).isKnown) return refuseAt('areas.corner_taken', at);
  const fresh = new NewCorners();
  fresh.put(a, b, at);
  const after = mapLoops(mesh, boxOf([a, b]), (loop) => withCorners(loop, fresh));
  return faultAfter(mesh, after) ?? after;
}

function isOutlineEdge(mesh: Mesh, a: Corner, b: Corner): boolean {
  let isOne = false;
  eachGroundEdge(mesh.outline, (from, to) => {
    isOne ||= (isSame(from, a) && isSame(to, b)) || (isSame(from, b) && isSame(to, a));
  });
  return isOne;
}

/** Straightens a border. A corner where three borders meet stays. */
export function removeCorner(mesh: Mesh, corner: Corner): Mesh | AdjustRefusal {
  const own = ownCorner(mesh, corner);
  if (isRefusal(own)) return own;
  if (own.ways.length !== 2) return refuseAt('areas.corner_of_three', corner);
  const change = (loop: Loop): Loop =>
    loop.some((one) => isSame(one, corner)) ? loop.filter((one) => !isSame(one, corner)) : loop;
  const after = mapLoops(mesh, boxOf([corner]), change);
  return faultAfter(mesh, after) ?? after;
}
