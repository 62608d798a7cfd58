// The published trees of all districts in memory: names by path, the tree for screens, and `locate`.
// Made from one reading of the store, never changed afterwards; a new publication makes a new index.
import type { MultiPolygonRings, Point } from '../../../kernel/geo.ts';
import { assert } from '../../../kernel/assert.ts';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import { type Area, type AreaNode, districtOf, parentPath, pathsDownTo } from './area.ts';
import { covers, exactShape, type ExactShape, metresToBoundary, toE7 } from './exact-geometry.ts';
import { type IndexedGrid, LocateIndex } from './locate-index.ts';

export interface Located {
  readonly districtId: string;
  readonly areaPath: string;
  readonly gridCode: string;
  readonly level: 'grid';
  /** From the district down to the grid. */
  readonly names: string[];
  readonly areaVersionId: string;
}

/** An area as read from the store; boundaries are needed of districts and grids only. */
export interface PublishedArea extends Omit<Area, 'boundary'> {
  readonly versionId: string;
  readonly areaM2: number;
  readonly boundary: MultiPolygonRings | null;
}

interface District {
  readonly id: string;
  readonly name: string;
  readonly shape: ExactShape;
  readonly grids: readonly IndexedGrid<Located>[];
  readonly index: LocateIndex<Located>;
}

export class AreasIndex {
  readonly #byPath: ReadonlyMap<string, AreaNode>;
  readonly #districts: readonly District[];

  /** `areas` in the order of their paths, whole trees only. */
  constructor(areas: readonly PublishedArea[]) {
    const byPath = new Map<string, AreaNode & { children: AreaNode[] }>();
    for (const { path, code, level, name, nameEn, externalCode, areaM2 } of areas) {
      const node = { path, code, level, name, nameEn, externalCode, areaM2, children: [] };
      byPath.set(path, node);
      byPath.get(parentPath(path) ?? '')?.children.push(node);
    }
    this.#byPath = byPath;
    const namesOf = (path: string) => pathsDownTo(path).map((p) => byPath.get(p)?.name ?? p);
    this.#districts = areas
      .filter((area) => area.level === 'district')
      .map((district) => {
        const grids = areas.filter((a) => a.level === 'grid' && districtOf(a.path) === district.path);
        const indexed = grids.map((grid) => ({
          code: grid.code,
          shape: exactShape(grid.boundary ?? []),
          value: locatedAt(grid, namesOf(grid.path)),
        }));
        const shape = exactShape(district.boundary ?? []);
        return {
          id: district.code,
          name: district.name,
          shape,
          grids: indexed,
          index: new LocateIndex(indexed),
        };
      });
  }

  /** The lowest-coded grid that covers the point (rounded to 1e-7 degrees); exact. */
  covering(point: Point): Located | undefined {
    const x = toE7(point.lon);
    const y = toE7(point.lat);
    for (const district of this.#districts) {
      const located = district.index.find(x, y);
      if (located) return located;
    }
    return undefined;
  }

  /** The grid of the point, or why there is none. Publication tolerates slivers of up to 1 m² between grids:
   *  a point in such a sliver belongs to the nearest grid, since its district does serve it. */
  locate(point: Point): Located | Refusal<'areas.outside'> {
    const located = this.covering(point);
    if (located) return located;
    let nearest: { district: District; metres: number } | undefined;
    for (const district of this.#districts) {
      if (covers(district.shape, toE7(point.lon), toE7(point.lat))) return nearestGrid(district, point);
      const metres = metresToBoundary(district.shape, point);
      if (!nearest || metres < nearest.metres) nearest = { district, metres };
    }
    return refuse('areas.outside', {
      nearestDistrict: nearest?.district.name ?? null,
      distanceMetres: nearest ? Math.round(nearest.metres) : null,
      distanceKm: nearest ? Math.round(nearest.metres / 100) / 10 : null,
    });
  }

  find(path: string): AreaNode | undefined {
    return this.#byPath.get(path);
  }

  /** The published district's root, with all below it. */
  tree(districtId: string): AreaNode | undefined {
    return this.#byPath.get(districtId);
  }

  districts(): readonly AreaNode[] {
    return this.#districts.flatMap((district) => this.#byPath.get(district.id) ?? []);
  }
}

/** A published district has grids, or its whole ground would have been a gap. */
function nearestGrid(district: District, point: Point): Located {
  let best: { value: Located; metres: number } | undefined;
  for (const { shape, value } of district.grids) {
    const metres = metresToBoundary(shape, point);
    if (!best || metres < best.metres) best = { value, metres };
  }
  assert(best, `district ${district.id} is published without grids`);
  return best.value;
}

const locatedAt = (grid: PublishedArea, names: string[]): Located => ({
  districtId: districtOf(grid.path),
  areaPath: grid.path,
  gridCode: grid.code,
  level: 'grid',
  names,
  areaVersionId: grid.versionId,
});
