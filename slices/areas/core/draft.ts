// A draft in the workshop: the areas of a version as rows, the mesh of its grids, and one edit applied to it.
// Pure: the same edit on the same draft makes the same areas, so a step can be told, undone and done again.
import type { MultiPolygonRings, Point } from '../../../kernel/geo.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { insertCorner, moveCorners, removeCorner } from './adjust-border.ts';
import { type AreaLevel, codeOfPath, LEVELS, parentPath } from './area.ts';
import type { DrawnEdit } from './contract-workshop.ts';
import { toE7 } from './exact-geometry.ts';
import { claimLand, drawArea, mergeAreas } from './merge-areas.ts';
import { type Mesh, toBoundary, toGround } from './mesh.ts';
import { type Corner, type Ground, unite } from './mesh-edges.ts';
import { freePaths, renumber } from './renumber.ts';
import { unitsOf } from './snap.ts';
import { splitByLine, splitByShare } from './split-area.ts';

/** An area as a step keeps it and the store takes it. */
export interface DraftArea {
  readonly path: string;
  readonly level: AreaLevel;
  readonly name: string;
  readonly nameEn: string | null;
  readonly externalCode: string | null;
  readonly boundary: MultiPolygonRings;
  /** United from the areas below. */
  readonly isDerived: boolean;
}

export interface Draft {
  readonly areas: ReadonlyMap<string, DraftArea>;
  readonly mesh: Mesh;
  /** Paths of grids that were ever in force, in any version. */
  readonly everUsed: ReadonlySet<string>;
}

/** What became of the names: a grid that is new, another's name, another's path. */
interface Edited {
  readonly mesh: Mesh;
  readonly named: ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;
  readonly moved: ReadonlyMap<string, string>;
}

const cornerOf = ([lon, lat]: readonly number[]): Corner => [toE7(lon ?? 0), toE7(lat ?? 0)];
const cornerAt = ({ lon, lat }: Point): Corner => [toE7(lon), toE7(lat)];
/** A hand on a screen is good to half a metre. */
const SNAP_METRES = 0.5;
const reachOf = (metres: number | undefined, at: Corner): number =>
  metres === 0 ? 0 : unitsOf(metres ?? SNAP_METRES, at[1]);

export function draftOf(areas: readonly DraftArea[], everUsed: ReadonlySet<string>): Draft {
  const district = areas.find((area) => area.level === 'district');
  const grids = areas.filter((area) => area.level === 'grid');
  const mesh = {
    outline: toGround(district?.boundary ?? []),
    grids: new Map(grids.map((grid) => [grid.path, toGround(grid.boundary)])),
  };
  return { areas: new Map(areas.map((area) => [area.path, area])), mesh, everUsed };
}

/** The lowest number that no grid of the community has or had. */
function nextPath(draft: Draft, communityPath: string): string | Refusal {
  if (draft.areas.get(communityPath)?.level !== 'community') {
    return refuse('areas.community_unknown', { path: communityPath });
  }
  const given = new Set([...draft.everUsed, ...draft.mesh.grids.keys()]);
  const paths = freePaths(communityPath, 1, given);
  return isRefusal(paths) ? paths : (paths[0] as string);
}

type Named = { readonly name: string; readonly nameEn?: string };
const only = (mesh: Mesh | Refusal): Edited | Refusal =>
  isRefusal(mesh) ? mesh : { mesh, named: new Map(), moved: new Map() };
const withNew = (mesh: Mesh | Refusal, path: string, { name, nameEn }: Named): Edited | Refusal =>
  isRefusal(mesh)
    ? mesh
    : { mesh, named: new Map([[path, { name, nameEn: nameEn ?? null }]]), moved: new Map() };

function split(draft: Draft, edit: DrawnEdit & { kind: 'split' | 'split_by_share' }): Edited | Refusal {
  const { path } = edit;
  const newPath = nextPath(draft, parentPath(path) ?? '');
  if (isRefusal(newPath))
    return draft.mesh.grids.has(path) ? newPath : refuse('areas.grid_unknown', { path });
  const { mesh } = draft;
  if (edit.kind === 'split_by_share') {
    return withNew(
      splitByShare(mesh, { path, newPath }, edit.points.map(cornerOf), edit.share),
      newPath,
      edit,
    );
  }
  const line = edit.line.map(cornerOf);
  const keep = edit.keepAt ? { keepAt: cornerAt(edit.keepAt) } : {};
  const reach = reachOf(edit.snapMetres, line[0] ?? [0, 0]);
  return withNew(splitByLine(mesh, { path, newPath, ...keep }, line, reach), newPath, edit);
}

function claim(draft: Draft, edit: DrawnEdit & { kind: 'claim' }): Edited | Refusal {
  const at = cornerAt(edit.at);
  if ('path' in edit.to) {
    const { path } = edit.to;
    if (!draft.mesh.grids.has(path)) return refuse('areas.grid_unknown', { path });
    return only(claimLand(draft.mesh, at, path));
  }
  const path = nextPath(draft, edit.to.communityPath);
  return isRefusal(path) ? path : withNew(claimLand(draft.mesh, at, path), path, edit.to);
}

function draw(draft: Draft, edit: DrawnEdit & { kind: 'draw' }): Edited | Refusal {
  const newPath = nextPath(draft, edit.communityPath);
  if (isRefusal(newPath)) return newPath;
  const ring = edit.ring.map(cornerOf);
  const reach = reachOf(edit.snapMetres, ring[0] ?? [0, 0]);
  return withNew(drawArea(draft.mesh, ring, { newPath, from: edit.from }, reach), newPath, edit);
}

function rename(draft: Draft, edit: DrawnEdit & { kind: 'rename' }): Edited | Refusal {
  const { path, name, nameEn } = edit;
  const area = draft.areas.get(path);
  if (!area) return refuse('areas.not_found', { path });
  const names = { name, nameEn: nameEn === undefined ? area.nameEn : nameEn };
  return { mesh: draft.mesh, named: new Map([[path, names]]), moved: new Map() };
}

function renameMany(draft: Draft, { names }: DrawnEdit & { kind: 'rename_many' }): Edited | Refusal {
  const strange = names.find(({ path }) => !draft.areas.has(path));
  if (strange) return refuse('areas.not_found', { path: strange.path });
  const named = new Map(names.map(({ path, name, nameEn }) => [path, { name, nameEn }]));
  return { mesh: draft.mesh, named, moved: new Map() };
}

function numberAnew(draft: Draft, communityPath: string): Edited | Refusal {
  const moved = renumber(draft.mesh, communityPath, draft.everUsed);
  if (isRefusal(moved)) return moved;
  const grids = new Map([...draft.mesh.grids].map(([path, ground]) => [moved.get(path) ?? path, ground]));
  return { mesh: { ...draft.mesh, grids }, named: new Map(), moved };
}

function perform(draft: Draft, edit: DrawnEdit): Edited | Refusal {
  const { mesh } = draft;
  switch (edit.kind) {
    case 'split':
    case 'split_by_share':
      return split(draft, edit);
    case 'merge':
      return only(mergeAreas(mesh, edit.paths, edit.keep));
    case 'move':
      return only(
        moveCorners(
          mesh,
          edit.moves.map(({ from, to }) => ({ from: cornerOf(from), to: cornerOf(to) })),
        ),
      );
    case 'insert':
      return only(
        insertCorner(
          mesh,
          [cornerOf(edit.between[0] ?? []), cornerOf(edit.between[1] ?? [])],
          cornerAt(edit.at),
        ),
      );
    case 'remove':
      return only(removeCorner(mesh, cornerAt(edit.at)));
    case 'claim':
      return claim(draft, edit);
    case 'draw':
      return draw(draft, edit);
    case 'rename':
      return rename(draft, edit);
    case 'rename_many':
      return renameMany(draft, edit);
    case 'renumber':
      return numberAnew(draft, edit.communityPath);
  }
}

export interface Patch {
  /** The areas that changed, as they were and as they are; new and gone ones stand in one of them alone. */
  readonly before: readonly DraftArea[];
  readonly after: readonly DraftArea[];
}

/** The areas that an edit changes, those above included; nothing else is to be written. */
export function applyEdit(draft: Draft, edit: DrawnEdit): Patch | Refusal {
  const edited = perform(draft, edit);
  return isRefusal(edited) ? edited : patchOf(draft.areas, areasAfter(draft, edited));
}

/** Only what differs. */
export function patchOf(
  before: ReadonlyMap<string, DraftArea>,
  after: ReadonlyMap<string, DraftArea>,
): Patch {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const isOther = (path: string) => {
    const [a, b] = [before.get(path), after.get(path)];
    return a !== b && JSON.stringify(a) !== JSON.stringify(b);
  };
  const changed = paths.filter(isOther);
  return {
    before: changed.flatMap((path) => before.get(path) ?? []),
    after: changed.flatMap((path) => after.get(path) ?? []),
  };
}

function areasAfter(draft: Draft, { mesh, named, moved }: Edited): Map<string, DraftArea> {
  const after = new Map([...draft.areas].filter(([, area]) => area.level !== 'grid'));
  const movedFrom = new Map([...moved].map(([from, to]) => [to, from]));
  const touched = new Set<string>();
  for (const [path, ground] of mesh.grids) {
    const from = movedFrom.get(path) ?? path;
    const known = draft.areas.get(from);
    const isSame = known !== undefined && draft.mesh.grids.get(from) === ground;
    // The very same row where nothing changed: a district has thousands, and an edit is about a few.
    const isUntouched = isSame && from === path;
    const boundary = isSame ? known.boundary : toBoundary(ground);
    after.set(path, isUntouched ? known : gridAfter(path, known, boundary));
    if (!isSame) touched.add(parentPath(path) ?? '');
  }
  for (const path of draft.mesh.grids.keys()) if (!after.has(path)) touched.add(parentPath(path) ?? '');
  if (moved.size === 0) deriveAbove(draft, mesh, after, touched);
  for (const [path, names] of named) {
    const area = after.get(path);
    if (area) after.set(path, { ...area, ...names });
  }
  return after;
}

const gridAfter = (path: string, known: DraftArea | undefined, boundary: MultiPolygonRings): DraftArea => ({
  path,
  level: 'grid',
  name: known?.name ?? codeOfPath(path),
  nameEn: known?.nameEn ?? null,
  externalCode: known?.externalCode ?? null,
  boundary,
  isDerived: false,
});

/** Communities and streets are their grids united; the district is the outline. */
function deriveAbove(draft: Draft, mesh: Mesh, after: Map<string, DraftArea>, touched: ReadonlySet<string>) {
  const above = new Set([...touched].flatMap((path) => [path, parentPath(path) ?? '']));
  const holds = (path: string) => {
    const grounds: Ground[] = [];
    for (const [grid, ground] of mesh.grids) if (grid.startsWith(`${path}.`)) grounds.push(ground);
    return unite(grounds);
  };
  for (const path of above) {
    const area = after.get(path);
    if (!area || area.level === 'district') continue;
    after.set(path, { ...area, boundary: toBoundary(holds(path)), isDerived: true });
  }
  if (mesh.outline === draft.mesh.outline) return;
  const root = [...after.values()].find((area) => area.level === 'district');
  if (root) after.set(root.path, { ...root, boundary: toBoundary(mesh.outline) });
}

/** The rows of a whole mesh, as a draft begins with: every level above the grids united from them. */
export function areasOfMesh(rows: ReadonlyMap<string, DraftArea>, mesh: Mesh): DraftArea[] {
  const united = new Map<string, Ground>(mesh.grids);
  const below = new Map<string, Ground[]>();
  for (const level of [...LEVELS].reverse()) {
    for (const row of rows.values()) {
      if (row.level !== level || level === 'district') continue;
      const ground = level === 'grid' ? united.get(row.path) : unite(below.get(row.path) ?? []);
      if (!ground) continue;
      united.set(row.path, ground);
      const parent = parentPath(row.path) ?? '';
      below.set(parent, [...(below.get(parent) ?? []), ground]);
    }
  }
  return [...rows.values()].map((row) => {
    const ground = row.level === 'district' ? mesh.outline : (united.get(row.path) ?? []);
    const isDerived = row.isDerived || row.level === 'street' || row.level === 'community';
    return { ...row, boundary: toBoundary(ground), isDerived };
  });
}
