// The lie of the land before it is bent: a district cut by a river and main roads into blocks, blocks into
// communities, communities into grids, all as faces of one mesh. Names and the earth come later.
import { edgesOf, Mesh, outlines, type Vertex } from './mesh.ts';
import { between, type Rand } from './random.ts';

export type CutKind = 'river' | 'arterial' | 'secondary' | 'branch';
export interface Cut {
  readonly label: number;
  readonly kind: CutKind;
}

export interface CommunityLayout {
  readonly block: number;
  readonly grids: number[];
}
export interface StreetLayout {
  readonly communities: CommunityLayout[];
}
export interface Layout {
  readonly mesh: Mesh;
  readonly cuts: readonly Cut[];
  readonly streets: StreetLayout[];
}

const STREETS = 6;
const SNAP_METRES = 45;

class Cuts {
  readonly list: Cut[] = [];
  next(kind: CutKind): number {
    this.list.push({ label: this.list.length, kind });
    return this.list.length - 1;
  }
}

/** An uneven convex shape some 12 km wide and 9 km high around the origin. */
function startingShape(rand: Rand): Vertex[] {
  const corners = 14;
  return Array.from({ length: corners }, (_, i) => {
    const turn = (2 * Math.PI * (i + between(rand, -0.15, 0.15))) / corners;
    return [5_600 * Math.cos(turn), 4_300 * Math.sin(turn)] as const;
  });
}

/** The river and the main roads run through the whole district. */
function cutBlocks(mesh: Mesh, cuts: Cuts, rand: Rand): void {
  const minArea = 250_000;
  const through = (kind: CutKind, at: Vertex, turn: number) =>
    mesh.cutAll(at, [Math.cos(turn), Math.sin(turn)], cuts.next(kind), SNAP_METRES, minArea);
  const tilt = between(rand, 0.04, 0.12);
  through('river', [0, between(rand, -350, -150)], tilt + 0.05);
  through('arterial', [0, 1_750], tilt - 0.09);
  through('arterial', [0, -2_050], tilt + 0.07);
  for (const x of [-3_050, -900, 1_150, 3_250]) {
    through('arterial', [x + between(rand, -200, 200), 0], Math.PI / 2 + tilt + between(rand, -0.12, 0.12));
  }
}

/** The direction along which a face is longest. */
function longAxis(mesh: Mesh, id: number): Vertex {
  const [cx, cy] = mesh.centroid(id);
  let [xx, yy, xy] = [0, 0, 0];
  for (const [a, b] of edgesOf(mesh.face(id).vs)) {
    const [[ax, ay], [bx, by]] = [mesh.vertex(a), mesh.vertex(b)];
    const weight = Math.hypot(bx - ax, by - ay);
    const [x, y] = [(ax + bx) / 2 - cx, (ay + by) / 2 - cy];
    [xx, yy, xy] = [xx + weight * x * x, yy + weight * y * y, xy + weight * x * y];
  }
  const turn = 0.5 * Math.atan2(2 * xy, xx - yy);
  return [Math.cos(turn), Math.sin(turn)];
}

/** Cuts a face across its length until every part is near the wanted area. Returns the parts. */
function splitDown(
  mesh: Mesh,
  id: number,
  wanted: (at: Vertex) => number,
  newLabel: () => number,
  rand: Rand,
): number[] {
  const area = mesh.area(id);
  const at = mesh.centroid(id);
  const target = wanted(at) * between(rand, 0.75, 1.45);
  if (area < target * 1.35) return [id];
  const [dx, dy] = longAxis(mesh, id);
  for (const calm of [1, 0.5, 0]) {
    const lean = between(rand, -0.2, 0.2) * calm;
    const shift = between(rand, -0.16, 0.16) * Math.sqrt(area) * calm;
    const across: Vertex = [
      -dy * Math.cos(lean) - dx * Math.sin(lean),
      dx * Math.cos(lean) - dy * Math.sin(lean),
    ];
    const point: Vertex = [at[0] + dx * shift, at[1] + dy * shift];
    const parts = mesh.cutFace(id, point, across, newLabel(), SNAP_METRES, area * 0.25);
    if (parts) return parts.flatMap((part) => splitDown(mesh, part, wanted, newLabel, rand));
  }
  return [id];
}

/** 0 in the middle of town, 1 at the far edge. */
const remoteness = ([x, y]: Vertex): number => Math.min(1, Math.hypot(x / 5_600, y / 4_300));

/** A simple ring: one outline that never touches itself. */
function isSimple(mesh: Mesh, faces: readonly number[]): boolean {
  if (faces.length === 0) return false;
  const rings = outlines(faces.map((id) => mesh.face(id).vs));
  return rings.length === 1 && new Set(rings[0]).size === rings[0]?.length;
}

/** The part of a face's border that it shares with faces of the set. */
function sharedBorder(mesh: Mesh, id: number, among: ReadonlySet<number>): number {
  let [shared, whole] = [0, 0];
  for (const [a, b] of edgesOf(mesh.face(id).vs)) {
    const [[ax, ay], [bx, by]] = [mesh.vertex(a), mesh.vertex(b)];
    const length = Math.hypot(bx - ax, by - ay);
    whole += length;
    if (among.has(mesh.across(a, b) ?? -1)) shared += length;
  }
  return shared / whole;
}

/** Takes grids away beyond a wavering rim, outermost first, so that the border runs in and out. Each
 *  community and the whole stay of one piece; a community left too small goes altogether. */
function erodeRim(mesh: Mesh, communities: readonly CommunityLayout[], rand: Rand): CommunityLayout[] {
  const phases = [2, 3, 5].map(
    (times) => [times, between(rand, 0, 2 * Math.PI), between(rand, 0.5, 1)] as const,
  );
  const beyond = (grid: number): number => {
    const [x, y] = mesh.centroid(grid);
    const turn = Math.atan2(y / 4_300, x / 5_600);
    const rim =
      0.86 + phases.reduce((sum, [n, phase, size]) => sum + 0.055 * size * Math.sin(n * turn + phase), 0);
    return Math.hypot(x / 5_600, y / 4_300) - rim;
  };
  const all = new Set(mesh.faces.keys());
  const drop = (grids: readonly number[], home: CommunityLayout): void => {
    const staying = home.grids.filter((g) => !grids.includes(g));
    const rest = [...all].filter((g) => !grids.includes(g));
    if ((staying.length > 0 && !isSimple(mesh, staying)) || !isSimple(mesh, rest)) return;
    for (const grid of grids) all.delete(grid);
    home.grids.splice(0, home.grids.length, ...staying);
  };
  const rim = communities.flatMap((home) => home.grids.map((grid) => ({ home, grid, far: beyond(grid) })));
  for (const { home, grid } of rim.filter((r) => r.far > 0).sort((a, b) => b.far - a.far)) drop([grid], home);
  // A grid that hangs on by a corner or a short side would stand out like a spike.
  for (const { home, grid } of rim)
    if (all.has(grid) && sharedBorder(mesh, grid, all) < 0.42) drop([grid], home);
  for (const home of communities) if (home.grids.length < 4) drop([...home.grids], home);
  for (const id of [...mesh.faces.keys()]) if (!all.has(id)) mesh.removeFace(id);
  return communities.filter((c) => c.grids.length > 0);
}

/** Grows streets from far-apart blocks over shared borders; the smallest street takes the next block. */
function growStreets(mesh: Mesh, communities: readonly CommunityLayout[], rand: Rand): StreetLayout[] {
  const blockOf = new Map(communities.flatMap((c) => c.grids.map((g) => [g, c.block] as const)));
  const blocks = new Map<number, { area: number; at: Vertex; near: Set<number> }>();
  for (const [grid, block] of blockOf) {
    const entry = blocks.get(block) ?? { area: 0, at: [0, 0] as const, near: new Set<number>() };
    const [area, [x, y]] = [mesh.area(grid), mesh.centroid(grid)];
    const sum = entry.area + area;
    entry.at = [(entry.at[0] * entry.area + x * area) / sum, (entry.at[1] * entry.area + y * area) / sum];
    entry.area = sum;
    for (const other of mesh.neighbours(grid)) entry.near.add(blockOf.get(other) ?? block);
    blocks.set(block, entry);
  }
  const far = (a: Vertex, b: Vertex) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const seeds: number[] = [[...blocks.keys()][Math.floor(rand() * blocks.size)] ?? 0];
  while (seeds.length < STREETS) {
    const distance = (id: number) =>
      Math.min(...seeds.map((s) => far(blocks.get(s)?.at ?? [0, 0], blocks.get(id)?.at ?? [0, 0])));
    seeds.push([...blocks.keys()].reduce((best, id) => (distance(id) > distance(best) ? id : best)));
  }
  const owner = new Map(seeds.map((block, street) => [block, street]));
  const areaOf = (street: number) =>
    [...owner].reduce((sum, [b, s]) => (s === street ? sum + (blocks.get(b)?.area ?? 0) : sum), 0);
  const free = (street: number) =>
    [...owner]
      .filter(([, s]) => s === street)
      .flatMap(([b]) => [...(blocks.get(b)?.near ?? [])])
      .filter((b) => !owner.has(b));
  while (owner.size < blocks.size) {
    const order = seeds.map((_, street) => street).sort((a, b) => areaOf(a) - areaOf(b));
    const street = order.find((s) => free(s).length > 0);
    if (street === undefined) throw new Error('a block touches no other');
    const home = blocks.get(seeds[street] ?? 0)?.at ?? [0, 0];
    const taken = free(street).sort(
      (a, b) => far(blocks.get(a)?.at ?? home, home) - far(blocks.get(b)?.at ?? home, home),
    )[0];
    if (taken !== undefined) owner.set(taken, street);
  }
  return seeds.map((_, street) => ({
    communities: communities.filter((c) => owner.get(c.block) === street),
  }));
}

export function layOut(rand: Rand): Layout {
  const mesh = new Mesh(startingShape(rand));
  const cuts = new Cuts();
  cutBlocks(mesh, cuts, rand);
  const communities: CommunityLayout[] = [];
  [...mesh.faces.keys()].forEach((blockFace, block) => {
    const wantedCommunity = (at: Vertex) => 950_000 + 1_500_000 * remoteness(at) ** 2;
    const wantedGrid = (at: Vertex) => 85_000 + 190_000 * remoteness(at) ** 1.5;
    for (const face of splitDown(mesh, blockFace, wantedCommunity, () => cuts.next('secondary'), rand)) {
      communities.push({ block, grids: splitDown(mesh, face, wantedGrid, () => cuts.next('branch'), rand) });
    }
  });
  const kept = erodeRim(mesh, communities, rand);
  return { mesh, cuts: cuts.list, streets: growStreets(mesh, kept, rand) };
}
