// Lays a drawn line over borders: wherever both meet there is a corner of both afterwards. A crossing is
// rounded to whole units and put into every ring that holds the border, so that neighbours stay neighbours;
// rounding moves edges by up to half a centimetre, so it looks again until nothing new is met. Never mends: a
// line that crosses itself or never comes to rest is refused.
import type { Refusal } from '../../../kernel/refusal.ts';
import { boxOf, mapLoops, meets, type Mesh, NewCorners, refuseAt, withCorners } from './mesh.ts';
import { clashOf, crossingOf, type Edge, edgesNear } from './mesh-check.ts';
import { type Corner, cross, type Ground, isSame } from './mesh-edges.ts';
import { nearestOn, snapLine } from './snap.ts';

export interface LaidLine {
  /** The mesh with the corners that came in. */
  readonly mesh: Mesh;
  /** The line with its own. */
  readonly line: readonly Corner[];
}

/** A corner this near to a line lies on it: rounding reaches no farther. */
const ON_LINE = 1;
const MOST_ROUNDS = 12;

const lineEdges = (line: readonly Corner[]): Edge[] =>
  line.slice(1).map((to, i): Edge => [line[i] as Corner, to]);

const isEnd = (corner: Corner, edge: Edge): boolean => isSame(corner, edge[0]) || isSame(corner, edge[1]);
const isNear = (corner: Corner, edge: Edge, reach: number): boolean =>
  !isEnd(corner, edge) && nearestOn(edge, corner).distance <= reach;

const doCross = ([p, q]: Edge, [a, b]: Edge): boolean =>
  Math.sign(cross(a, b, p)) * Math.sign(cross(a, b, q)) < 0 &&
  Math.sign(cross(p, q, a)) * Math.sign(cross(p, q, b)) < 0;

interface Met {
  readonly onLine: NewCorners;
  readonly onBorders: NewCorners;
}

/** What one stretch of the line and one border have to take up of each other. */
function meetOne(stretch: Edge, border: Edge, reach: number, { onLine, onBorders }: Met): void {
  let isMet = isEnd(stretch[0], border) || isEnd(stretch[1], border);
  for (const corner of border) {
    if (!isNear(corner, stretch, reach)) continue;
    onLine.put(...stretch, corner);
    isMet = true;
  }
  for (const corner of stretch) {
    if (!isNear(corner, border, ON_LINE)) continue;
    onBorders.put(...border, corner);
    isMet = true;
  }
  if (isMet || !doCross(stretch, border)) return;
  const at = crossingOf(...stretch, ...border);
  if (!isEnd(at, stretch)) onLine.put(...stretch, at);
  if (!isEnd(at, border)) onBorders.put(...border, at);
}

function meetAll(line: readonly Corner[], borders: readonly Edge[], reach: number): Met {
  const met: Met = { onLine: new NewCorners(), onBorders: new NewCorners() };
  for (const stretch of lineEdges(line)) {
    const { minX, minY, maxX, maxY } = boxOf(stretch);
    const near = { minX: minX - reach, minY: minY - reach, maxX: maxX + reach, maxY: maxY + reach };
    for (const border of borders) {
      if (meets(boxOf(border), near)) meetOne(stretch, border, reach, met);
    }
  }
  return met;
}

/** Every corner of an open line, with those that came in; a closed one ends where it began. */
function withLineCorners(line: readonly Corner[], fresh: NewCorners): Corner[] {
  const wider = line.flatMap((corner, i) => {
    const next = line[i + 1];
    return next ? [corner, ...fresh.between(corner, next)] : [corner];
  });
  return wider.filter((corner, i) => i === 0 || !isSame(corner, wider[i - 1] as Corner));
}

function selfCrossing(line: readonly Corner[]): Corner | undefined {
  const edges = lineEdges(line);
  for (const [i, edge] of edges.entries()) {
    for (const other of edges.slice(i + 1)) {
      const place = clashOf(edge, other);
      if (place) return place;
    }
  }
  return undefined;
}

/** `over`: the ground that it is laid over; other borders it passes without a trace. `reach`: whole units
 *  within which it is drawn onto borders and corners. */
export function layLine(
  mesh: Mesh,
  over: (mesh: Mesh) => readonly Ground[],
  drawn: readonly Corner[],
  reach: number,
): LaidLine | Refusal<'areas.line_tangled'> {
  const box = boxOf(drawn);
  const margin = reach + ON_LINE;
  const near = {
    minX: box.minX - margin,
    minY: box.minY - margin,
    maxX: box.maxX + margin,
    maxY: box.maxY + margin,
  };
  let laid: LaidLine = { mesh, line: snapLine(edgesNear(over(mesh), near), drawn, reach) };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { onLine, onBorders } = meetAll(
      laid.line,
      edgesNear(over(laid.mesh), near),
      round === 0 ? Math.max(reach, ON_LINE) : ON_LINE,
    );
    if (onLine.size === 0 && onBorders.size === 0) {
      const place = selfCrossing(laid.line);
      return place ? refuseAt('areas.line_tangled', place) : laid;
    }
    laid = {
      mesh: mapLoops(laid.mesh, near, (loop) => withCorners(loop, onBorders)),
      line: withLineCorners(laid.line, onLine),
    };
  }
  return refuseAt('areas.line_tangled', drawn[0] ?? [0, 0]);
}
