// Whether a mesh still tiles after an act. Only what changed is looked at, against all that lies near; the
// whole is proved by what is left when every shared border is cancelled. Exact, and never mends.
import type { Refusal } from '../../../kernel/refusal.ts';
import { fromE7, squareMetresPerE7 } from './exact-geometry.ts';
import { type Box, boxOf, changedPaths, meets, type Mesh, refuseAt, traceLand } from './mesh.ts';
import {
  type Corner,
  cornerKey,
  cross,
  eachEdgeOf,
  eachGroundEdge,
  Edges,
  type Ground,
  holds,
  isSame,
  type Loop,
  type Part,
  twiceArea,
} from './mesh-edges.ts';

export type MeshRefusal = Refusal<'areas.border_crosses' | 'areas.ring_pinched' | 'areas.sliver'>;
export type Edge = readonly [Corner, Corner];

/** Ground of less than a metre's mean width, or no more than a tolerated fault, is nobody's wish. */
const NARROWEST_METRES = 1;
const SMALLEST_SQUARE_METRES = 1;

const isWithin = (p: Corner, a: Corner, b: Corner): boolean =>
  (p[0] - a[0]) * (p[0] - b[0]) <= 0 && (p[1] - a[1]) * (p[1] - b[1]) <= 0;

/** Where two straight lines cross, rounded to whole units. The edges are known to cross. */
export function crossingOf(p: Corner, q: Corner, a: Corner, b: Corner): Corner {
  const along = cross(a, b, p) / (cross(a, b, p) - cross(a, b, q));
  return [Math.round(p[0] + (q[0] - p[0]) * along), Math.round(p[1] + (q[1] - p[1]) * along)];
}

/** Where two edges meet otherwise than at a corner of both; undefined for one and the same edge. */
export function clashOf([p, q]: Edge, [a, b]: Edge): Corner | undefined {
  if (Math.max(p[0], q[0]) < Math.min(a[0], b[0]) || Math.max(a[0], b[0]) < Math.min(p[0], q[0])) return;
  if (Math.max(p[1], q[1]) < Math.min(a[1], b[1]) || Math.max(a[1], b[1]) < Math.min(p[1], q[1])) return;
  const [sideP, sideQ] = [Math.sign(cross(a, b, p)), Math.sign(cross(a, b, q))];
  const [sideA, sideB] = [Math.sign(cross(p, q, a)), Math.sign(cross(p, q, b))];
  if (sideP * sideQ < 0 && sideA * sideB < 0) return crossingOf(p, q, a, b);
  const lies = (side: number, c: Corner, u: Corner, v: Corner) =>
    side === 0 && !isSame(c, u) && !isSame(c, v) && isWithin(c, u, v);
  if (lies(sideP, p, a, b)) return p;
  if (lies(sideQ, q, a, b)) return q;
  if (lies(sideA, a, p, q)) return a;
  return lies(sideB, b, p, q) ? b : undefined;
}

/** Edges of the ground whose box meets `near`, each once. */
export function edgesNear(grounds: readonly Ground[], near: Box): Edge[] {
  const edges = new Map<string, Edge>();
  for (const ground of grounds) {
    for (const loop of ground.flat()) {
      if (!meets(boxOf(loop), near)) continue;
      eachEdgeOf(loop, (from, to) => {
        if (!meets(boxOf([from, to]), near)) return;
        const [a, b] = [cornerKey(from), cornerKey(to)];
        edges.set(a < b ? `${a} ${b}` : `${b} ${a}`, [from, to]);
      });
    }
  }
  return [...edges.values()];
}

function pinchOf(loop: Loop, isOuter: boolean): Corner | undefined {
  const first = loop[0];
  if (!first) return [0, 0];
  if (loop.length < 3 || twiceArea(loop) > 0n !== isOuter || twiceArea(loop) === 0n) return first;
  const seen = new Set<number>();
  for (const corner of loop) {
    if (seen.has(cornerKey(corner))) return corner;
    seen.add(cornerKey(corner));
  }
  return undefined;
}

export function isSliver(part: Part): boolean {
  const { minY, maxY } = boxOf(part[0] ?? []);
  const lat = fromE7((minY + maxY) / 2);
  const perUnit = squareMetresPerE7(lat);
  const squareMetres = Number(part.reduce((sum, loop) => sum + twiceArea(loop), 0n)) * 0.5 * perUnit;
  const squeeze = Math.cos((lat * Math.PI) / 180);
  let border = 0;
  for (const loop of part) {
    eachEdgeOf(loop, (a, b) => {
      border += Math.hypot((b[0] - a[0]) * squeeze, b[1] - a[1]);
    });
  }
  const borderMetres = border * Math.sqrt(perUnit / squeeze);
  return squareMetres <= SMALLEST_SQUARE_METRES || (2 * squareMetres) / borderMetres < NARROWEST_METRES;
}

const sliversIn = (grounds: readonly Ground[]): Part[] => grounds.flat().filter(isSliver);

/** The first reason why `after` may not stand; undefined when it tiles as well as `before` did. */
export function faultAfter(before: Mesh, after: Mesh): MeshRefusal | undefined {
  const changed = changedPaths(before, after);
  const grounds = changed.flatMap((path) => {
    const ground = after.grids.get(path);
    return ground ? [ground] : [];
  });
  for (const ground of grounds) {
    if (ground.length === 0) return refuseAt('areas.ring_pinched', after.outline[0]?.[0]?.[0] ?? [0, 0]);
    for (const part of ground) {
      for (const [i, loop] of part.entries()) {
        const pinch = pinchOf(loop, i === 0);
        if (pinch) return refuseAt('areas.ring_pinched', pinch);
      }
    }
  }
  const stray = grounds.flat().map(strayHole).find((hole) => hole !== undefined);
  if (stray) return refuseAt('areas.border_crosses', stray);
  const crossing = crossingIn(after, grounds);
  if (crossing) return refuseAt('areas.border_crosses', crossing);
  const orphan = isRimUnchanged(before, after, changed) ? undefined : traceLand(after).orphans[0]?.[0];
  if (orphan) return refuseAt('areas.border_crosses', orphan);
  return sliverAfter(before, grounds, changed);
}

/** A hole that does not lie in its part, or lies in another hole of it. */
function strayHole([outer, ...holes]: Part): Corner | undefined {
  const stray = holes.find(
    (hole) => !holds(outer ?? [], hole) || holes.some((other) => other !== hole && holds(other, hole)),
  );
  return stray?.[0];
}

/** Whether the changed grids together hold exactly what they held: then nobody's land is as it was. */
function isRimUnchanged(before: Mesh, after: Mesh, changed: readonly string[]): boolean {
  if (before.outline !== after.outline) return false;
  const rim = new Edges();
  for (const path of changed) {
    eachGroundEdge(before.grids.get(path) ?? [], (from, to) => rim.add(to, from));
    eachGroundEdge(after.grids.get(path) ?? [], (from, to) => rim.add(from, to));
  }
  return rim.isEmpty;
}

function crossingIn(after: Mesh, grounds: readonly Ground[]): Corner | undefined {
  if (grounds.length === 0) return undefined;
  const near = edgesNear([after.outline, ...after.grids.values()], boxOf(grounds.flat(3)));
  for (const loop of grounds.flat(2)) {
    const loopBox = boxOf(loop);
    const close = near.filter((edge) => meets(boxOf(edge), loopBox));
    let place: Corner | undefined;
    eachEdgeOf(loop, (from, to) => {
      for (const edge of close) place ??= clashOf([from, to], edge);
    });
    if (place) return place;
  }
  return undefined;
}

/** More than half of its corners are the other's: the same strip, a corner of which was put in or moved. */
function isSameStrip(part: Part, other: Part): boolean {
  const known = new Set(other.flat().map(cornerKey));
  const corners = part.flat();
  return corners.filter((corner) => known.has(cornerKey(corner))).length * 2 > corners.length;
}

/** A sliver that was there before is no reason to refuse; one that was not is, though another went. */
function sliverAfter(before: Mesh, grounds: readonly Ground[], changed: readonly string[]) {
  const earlier = new Set(sliversIn(changed.flatMap((path) => [before.grids.get(path) ?? []])));
  const fresh = sliversIn(grounds).find((sliver) => {
    const known = [...earlier].find((one) => isSameStrip(sliver, one));
    return !(known && earlier.delete(known));
  });
  const place = fresh?.[0]?.[0];
  return place && refuseAt('areas.sliver', place);
}
