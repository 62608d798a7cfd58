// The demo district as places: areas of four levels with codes and rings, roads, the river, parks.
// Pure: the same seed gives the same district. It knows no unit, person or case.
import type { Position } from './bend.ts';
import { Borders, makeBend, toPlane } from './bend.ts';
import { type CutKind, type Layout, layOut } from './layout.ts';
import { edgeKey, edgesOf, ringArea, type Vertex } from './mesh.ts';
import { ARTERIALS, chineseNumber, DISTRICT, PARKS, RIVER, ROAD_STEMS, STEMS, STREETS } from './names.ts';
import { pick, type Rand, shuffled, stream } from './random.ts';

export type DemoLevel = 'district' | 'street' | 'community' | 'grid';

export interface DemoArea {
  readonly level: DemoLevel;
  /** 6, 9, 12 or 15 digits. */
  readonly code: string;
  /** `990101.001.002.003`. */
  readonly path: string;
  readonly parentCode: string | undefined;
  readonly name: string;
  readonly nameEn: string;
  /** The closed outer ring, counter-clockwise, WGS 84; there are no holes. */
  readonly ring: readonly Position[];
}

/** One side of a stretch of road: the grid there and the line with that grid on its left. */
export interface Frontage {
  readonly gridPath: string;
  readonly line: readonly Position[];
}

export interface DemoRoad {
  readonly name: string;
  readonly nameEn: string;
  readonly kind: CutKind;
  readonly lines: readonly (readonly Position[])[];
  readonly frontages: readonly Frontage[];
}

export interface DemoPark {
  readonly name: string;
  readonly gridPath: string;
}

export interface DemoPlaces {
  readonly code: string;
  readonly areas: readonly DemoArea[];
  readonly roads: readonly DemoRoad[];
  readonly parks: readonly DemoPark[];
}

interface Numbered {
  readonly face: number;
  readonly path: string;
  readonly stem: string;
}

const three = (index: number): string => String(index + 1).padStart(3, '0');
const codeOf = (path: string): string => path.replaceAll('.', '');

function areaMaker(list: DemoArea[]) {
  return (level: DemoLevel, path: string, name: string, nameEn: string, ring: readonly Position[]): void => {
    const above = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    list.push({
      level,
      path,
      code: codeOf(path),
      parentCode: above === '' ? undefined : codeOf(above),
      name,
      nameEn,
      ring,
    });
  };
}

/** West to east in broad bands from the north: neighbouring numbers are neighbouring places. */
function inReadingOrder<T>(items: readonly T[], at: (item: T) => Vertex, bandMetres: number): T[] {
  const key = (item: T) => {
    const [x, y] = at(item);
    return Math.round(-y / bandMetres) * 100_000 + x;
  };
  return [...items].sort((a, b) => key(a) - key(b));
}

function nameAreas(layout: Layout, borders: Borders): { areas: DemoArea[]; grids: Numbered[] } {
  const { mesh } = layout;
  const middle = (faces: readonly number[]): Vertex => {
    const points = faces.map((f) => mesh.centroid(f));
    const mean = (axis: 0 | 1) => points.reduce((sum, p) => sum + p[axis], 0) / points.length;
    return [mean(0), mean(1)];
  };
  const areas: DemoArea[] = [];
  const grids: Numbered[] = [];
  const add = areaMaker(areas);
  add('district', DISTRICT.code, DISTRICT.zh, DISTRICT.en, borders.outline([...mesh.faces.keys()]));
  const facesOf = (street: Layout['streets'][number]) => street.communities.flatMap((c) => c.grids);
  let stemsUsed = 0;
  inReadingOrder(layout.streets, (s) => middle(facesOf(s)), 2_500).forEach((street, s) => {
    const [zh, en] = STREETS[s] ?? ['', ''];
    const streetPath = `${DISTRICT.code}.${three(s)}`;
    const kind = zh.endsWith('镇') ? 'Town' : 'Subdistrict';
    add('street', streetPath, zh, `${en} ${kind}`, borders.outline(facesOf(street)));
    inReadingOrder(street.communities, (c) => middle(c.grids), 900).forEach((community, c) => {
      const stem = STEMS[stemsUsed];
      if (!stem) throw new Error('more communities than names');
      stemsUsed += 1;
      const path = `${streetPath}.${three(c)}`;
      const isVillage = kind === 'Town' && c % 2 === 1;
      const name = `${stem[0]}${isVillage ? '村' : '社区'}`;
      const nameEn = `${stem[1]} ${isVillage ? 'Village' : 'Community'}`;
      add('community', path, name, nameEn, borders.outline(community.grids));
      inReadingOrder(community.grids, (g) => mesh.centroid(g), 350).forEach((face, g) => {
        const gridPath = `${path}.${three(g)}`;
        grids.push({ face, path: gridPath, stem: stem[0] });
        add(
          'grid',
          gridPath,
          `${name}第${chineseNumber(g + 1)}网格`,
          `${nameEn} Grid ${g + 1}`,
          borders.ring(mesh.face(face).vs),
        );
      });
    });
  });
  return { areas, grids };
}

type Edge = readonly [number, number];

/** Joins edges end to end into lines of vertices. */
function chains(edges: readonly Edge[]): number[][] {
  const next = new Map<number, number[]>();
  for (const [a, b] of edges) {
    next.set(a, [...(next.get(a) ?? []), b]);
    next.set(b, [...(next.get(b) ?? []), a]);
  }
  const seen = new Set<string>();
  const walk = (start: number): number[] => {
    const line = [start];
    for (let at = start; ; ) {
      const onward = next.get(at)?.find((v) => !seen.has(edgeKey(at, v)));
      if (onward === undefined) return line;
      seen.add(edgeKey(at, onward));
      line.push(onward);
      at = onward;
    }
  };
  const ends = [...next].filter(([, list]) => list.length === 1).map(([v]) => v);
  return [...ends, ...next.keys()].map(walk).filter((line) => line.length > 1);
}

class RoadNames {
  private readonly used = new Map<string, number>();
  private readonly arterials = [...ARTERIALS];
  private readonly secondaries: string[];

  constructor(rand: Rand) {
    this.secondaries = shuffled(rand, ROAD_STEMS);
  }

  next(kind: CutKind, stem: string): readonly [string, string] {
    if (kind === 'river') return [RIVER.zh, RIVER.en];
    if (kind === 'arterial') return this.arterials.shift() ?? this.lane('环线', '路', 'Ring Road');
    const road = kind === 'secondary' ? this.secondaries.shift() : undefined;
    if (road !== undefined) return [`${road}路`, `${road} Road`];
    return this.lane(stem, kind === 'secondary' ? '路' : '巷', kind === 'secondary' ? 'Road' : 'Lane');
  }

  private lane(stem: string, zh: string, en: string): readonly [string, string] {
    const number = (this.used.get(`${stem}${zh}`) ?? 0) + 1;
    this.used.set(`${stem}${zh}`, number);
    return [`${stem}${chineseNumber(number)}${zh}`, `${stem} ${en} ${number}`];
  }
}

function makeRoads(layout: Layout, borders: Borders, grids: readonly Numbered[], rand: Rand): DemoRoad[] {
  const { mesh } = layout;
  const byFace = new Map(grids.map((grid) => [grid.face, grid]));
  const edges = new Map<number, Map<string, Edge>>();
  const sides = new Map<number, { grid: Numbered; edge: Edge }[]>();
  for (const grid of grids) {
    for (const [a, b] of edgesOf(mesh.face(grid.face).vs)) {
      const label = mesh.labels.get(edgeKey(a, b));
      if (label === undefined) continue;
      edges.set(label, (edges.get(label) ?? new Map<string, Edge>()).set(edgeKey(a, b), [a, b]));
      sides.set(label, [...(sides.get(label) ?? []), { grid, edge: [a, b] }]);
    }
  }
  const names = new RoadNames(rand);
  return layout.cuts.flatMap(({ label, kind }) => {
    const own = [...(edges.get(label)?.values() ?? [])];
    const along = sides.get(label) ?? [];
    const first = along[0];
    if (!first) return [];
    const [name, nameEn] = names.next(kind, byFace.get(first.grid.face)?.stem ?? '');
    const lines = chains(own).map((vs) => {
      const line = vs.slice(1).flatMap((v, i) => borders.along(vs[i] ?? v, v).slice(i === 0 ? 0 : 1));
      return line;
    });
    const frontages = along.map(({ grid, edge: [a, b] }) => ({
      gridPath: grid.path,
      line: borders.along(a, b),
    }));
    return [{ name, nameEn, kind, lines, frontages }];
  });
}

/** Square metres of a ring on the earth (flat at this size). */
export const ringSquareMetres = (ring: readonly Position[]): number =>
  ringArea(ring.slice(0, -1).map(toPlane));

function choosePark(areas: readonly DemoArea[], rand: Rand): DemoPark[] {
  const grids = areas.filter((area) => area.level === 'grid');
  const taken = new Set<string>();
  return PARKS.map((name) => {
    let grid = pick(rand, grids);
    while (taken.has(grid.parentCode ?? '')) grid = pick(rand, grids);
    taken.add(grid.parentCode ?? '');
    return { name, gridPath: grid.path };
  });
}

export function makePlaces(seed: number): DemoPlaces {
  const layout = layOut(stream(seed, 'layout'));
  const borders = new Borders(layout.mesh, makeBend(stream(seed, 'bend')));
  const { areas, grids } = nameAreas(layout, borders);
  const roads = makeRoads(layout, borders, grids, stream(seed, 'roads'));
  return { code: DISTRICT.code, areas, roads, parks: choosePark(areas, stream(seed, 'parks')) };
}
