// Draws a position that a hand has put near a border onto it: to a corner within reach, else onto the border
// itself. What is drawn by snapping needs no mending afterwards. Never changes the mesh.
import { fromE7, squareMetresPerE7 } from './exact-geometry.ts';
import type { Edge } from './mesh-check.ts';
import { type Corner, isSame } from './mesh-edges.ts';

/** Reach in whole units of 1e-7 degrees of latitude. */
export const unitsOf = (metres: number, y: number): number => {
  const lat = fromE7(y);
  return Math.max(
    1,
    Math.round(metres / Math.sqrt(squareMetresPerE7(lat) / Math.cos((lat * Math.PI) / 180))),
  );
};

/** How far the position lies from the edge, and the nearest place on it in whole units. */
export function nearestOn([a, b]: Edge, p: Corner): { readonly distance: number; readonly at: Corner } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length;
  const t = Math.max(0, Math.min(1, along));
  const [x, y] = [a[0] + dx * t, a[1] + dy * t];
  return { distance: Math.hypot(p[0] - x, p[1] - y), at: [Math.round(x), Math.round(y)] };
}

/** The corner within reach that is nearest, else the nearest place on a border within reach, else itself. */
export function snapCorner(edges: readonly Edge[], position: Corner, reach: number): Corner {
  let corner: Corner | undefined;
  let cornerDistance = reach;
  let place: Corner | undefined;
  let placeDistance = reach;
  for (const edge of edges) {
    for (const end of edge) {
      const distance = Math.hypot(end[0] - position[0], end[1] - position[1]);
      if (distance <= cornerDistance) [corner, cornerDistance] = [end, distance];
    }
    const near = nearestOn(edge, position);
    if (near.distance <= placeDistance) [place, placeDistance] = [near.at, near.distance];
  }
  return corner ?? place ?? position;
}

/** The same for a line; positions that fall together are kept once. */
export const snapLine = (edges: readonly Edge[], line: readonly Corner[], reach: number): Corner[] =>
  line
    .map((position) => snapCorner(edges, position, reach))
    .filter((position, i, all) => i === 0 || !isSame(position, all[i - 1] as Corner));
