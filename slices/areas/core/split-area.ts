// Splits one grid in two: along a drawn line or a road, or by a straight cut that gives each half its share
// of the homes. The cut is in the rings of all who touch it. Pure; refused with the place where it fails.
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { cutGround } from './cut-ground.ts';
import { layLine } from './lay-line.ts';
import { boxOf, groundOf, type Mesh, refuseAt, withGrids } from './mesh.ts';
import { faultAfter, type MeshRefusal } from './mesh-check.ts';
import { type Corner, type Ground, type Part, sideOf, twiceGround } from './mesh-edges.ts';

export interface Split {
  readonly path: string;
  /** Of the new grid. */
  readonly newPath: string;
  /** A place in the half that keeps the path; else the larger half keeps it. */
  readonly keepAt?: Corner;
}

export type SplitRefusal =
  | MeshRefusal
  | Refusal<
      | 'areas.grid_unknown'
      | 'areas.line_tangled'
      | 'areas.line_cuts_nothing'
      | 'areas.line_cuts_more'
      | 'areas.keeps_neither'
      | 'areas.no_share'
    >;

function halvesOf(
  beside: readonly Part[],
  keepAt: Corner | undefined,
): [kept: Part, fresh: Part] | undefined {
  const [one, other] = beside as [Part, Part];
  if (!keepAt) return twiceGround([one]) >= twiceGround([other]) ? [one, other] : [other, one];
  if (sideOf(one, ...keepAt) > 0) return [one, other];
  return sideOf(other, ...keepAt) > 0 ? [other, one] : undefined;
}

/** `reach`: whole units within which the line is drawn onto what is there. */
export function splitByLine(
  mesh: Mesh,
  split: Split,
  line: readonly Corner[],
  reach: number,
): Mesh | SplitRefusal {
  const ground = groundOf(mesh, split.path);
  if (isRefusal(ground)) return ground;
  const over = (now: Mesh) => [now.grids.get(split.path) ?? []];
  const laid = layLine(mesh, over, line, reach);
  if (isRefusal(laid)) return laid;
  const { pieces, beside } = cutGround(laid.mesh.grids.get(split.path) ?? [], laid.line);
  if (beside.length < 2) return refuseAt('areas.line_cuts_nothing', line[0] ?? [0, 0]);
  if (beside.length > 2) {
    return refuseAt('areas.line_cuts_more', beside[2]?.[0]?.[0] ?? [0, 0], { pieces: beside.length });
  }
  const halves = halvesOf(beside, split.keepAt);
  if (!halves) return refuseAt('areas.keeps_neither', split.keepAt ?? [0, 0]);
  const [kept, fresh] = halves;
  const after = withGrids(
    laid.mesh,
    new Map([
      [split.path, [kept, ...pieces.filter((piece) => !beside.includes(piece))]],
      [split.newPath, [fresh]],
    ]),
  );
  return faultAfter(mesh, after) ?? after;
}

interface ShareCut {
  readonly line: readonly [Corner, Corner];
  readonly length: number;
}

const DIRECTIONS = 12;

/** The straight line across that leaves `first` of the points on one side, halfway to the next point. */
function cutAcross(
  ground: Ground,
  points: readonly Corner[],
  first: number,
  turn: number,
): ShareCut | undefined {
  const squeeze = Math.cos(((points[0]?.[1] ?? 0) / 1e7 / 180) * Math.PI);
  const [ux, uy] = [Math.cos(turn), Math.sin(turn)];
  const along = ([x, y]: Corner) => x * squeeze * ux + y * uy;
  const ordered = points.map(along).sort((a, b) => a - b);
  const [low, high] = [ordered[first - 1], ordered[first]];
  if (low === undefined || high === undefined || high - low < 4) return undefined;
  const offset = (low + high) / 2;
  const box = boxOf(ground.flat(2));
  const middle: Corner = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  const off = offset - along(middle);
  const far = Math.hypot(box.maxX - box.minX, box.maxY - box.minY) + 1000;
  const at = (side: number): Corner => [
    Math.round(middle[0] + (ux * off - uy * far * side) / squeeze),
    Math.round(middle[1] + uy * off + ux * far * side),
  ];
  const onCut = ground.flat(2).map(([x, y]) => -x * squeeze * uy + y * ux);
  return { line: [at(-1), at(1)], length: Math.max(...onCut) - Math.min(...onCut) };
}

const countIn = (ground: Ground, points: readonly Corner[]): number =>
  points.filter(([x, y]) => sideOf(ground.flat(), x, y) >= 0).length;

/** `share` of the points (0 to 1, exclusive) in the half that keeps the path, to the nearest whole point; of
 *  the straight cuts in twelve directions the shortest that makes two whole halves. */
export function splitByShare(
  mesh: Mesh,
  split: Omit<Split, 'keepAt'>,
  points: readonly Corner[],
  share: number,
): Mesh | SplitRefusal {
  const ground = groundOf(mesh, split.path);
  if (isRefusal(ground)) return ground;
  const inside = points.filter(([x, y]) => sideOf(ground.flat(), x, y) > 0);
  const wanted = Math.round(inside.length * share);
  if (wanted < 1 || wanted >= inside.length) return refuse('areas.no_share', { points: inside.length });
  const cuts = Array.from({ length: DIRECTIONS * 2 }, (_, i) =>
    cutAcross(ground, inside, wanted, (i * Math.PI) / DIRECTIONS),
  ).filter((cut) => cut !== undefined);
  for (const { line } of cuts.sort((a, b) => a.length - b.length)) {
    const after = splitByLine(mesh, split, line, 0);
    if (isRefusal(after)) continue;
    const [kept, fresh] = [after.grids.get(split.path) ?? [], after.grids.get(split.newPath) ?? []];
    if (countIn(kept, inside) === wanted && countIn(fresh, inside) === inside.length - wanted) return after;
    if (countIn(fresh, inside) !== wanted || countIn(kept, inside) !== inside.length - wanted) continue;
    return withGrids(
      after,
      new Map([
        [split.path, fresh],
        [split.newPath, kept],
      ]),
    );
  }
  return refuse('areas.no_share', { points: inside.length });
}
