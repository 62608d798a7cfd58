// Nobody's land as people look for it: where, how much, beside whom. Found in a mesh, where what every grid
// shares with its neighbours cancels out; never decides whose it is.
import type { MultiPolygonRings, Point } from '../../../kernel/geo.ts';
import { fromE7 } from './exact-geometry.ts';
import { innerPlace, type Mesh, nobodysLand, squareMetresOf, toBoundary } from './mesh.ts';
import { cornerKey, eachGroundEdge, type Part } from './mesh-edges.ts';
import type { NamedArea } from './tiling.ts';

export interface LandPlace {
  readonly at: Point;
  readonly squareMetres: number;
  /** Grids that share a border with it. */
  readonly beside: readonly (NamedArea & { readonly nameEn: string | null })[];
  readonly boundary: MultiPolygonRings;
}

function besideEach(mesh: Mesh, places: readonly Part[]): Set<string>[] {
  const placeOf = new Map<string, number>();
  for (const [number, place] of places.entries()) {
    eachGroundEdge([place], (from, to) => placeOf.set(`${cornerKey(to)} ${cornerKey(from)}`, number));
  }
  const beside = places.map(() => new Set<string>());
  if (placeOf.size === 0) return beside;
  for (const [path, ground] of mesh.grids) {
    eachGroundEdge(ground, (from, to) => {
      beside[placeOf.get(`${cornerKey(from)} ${cornerKey(to)}`) ?? -1]?.add(path);
    });
  }
  return beside;
}

interface Names {
  readonly name: string;
  readonly nameEn: string | null;
}

/** The largest first. `named`: the grids by path. */
export function landPlaces(mesh: Mesh, named: ReadonlyMap<string, Names>): LandPlace[] {
  const places = nobodysLand(mesh);
  const beside = besideEach(mesh, places);
  return places
    .map((place, i): LandPlace => {
      const [x, y] = innerPlace(place) ?? place[0]?.[0] ?? [0, 0];
      return {
        at: { lon: fromE7(x), lat: fromE7(y) },
        squareMetres: Math.round(squareMetresOf([place]) * 100) / 100,
        beside: [...(beside[i] ?? [])].sort().map((path) => ({
          path,
          name: named.get(path)?.name ?? path,
          nameEn: named.get(path)?.nameEn ?? null,
        })),
        boundary: toBoundary([place]),
      };
    })
    .sort((a, b) => b.squareMetres - a.squareMetres);
}

export function tellLand({ at, squareMetres, beside }: LandPlace, lang: 'zh' | 'en'): string {
  const place = `${at.lon.toFixed(6)}, ${at.lat.toFixed(6)}`;
  const who = beside
    .map(({ name, nameEn }) => (lang === 'zh' ? name : (nameEn ?? name)))
    .join(lang === 'zh' ? '、' : ', ');
  return lang === 'zh'
    ? `${place} 处有 ${squareMetres} 平方米不属于任何网格（相邻：${who || '无'}）。`
    : `${squareMetres} m² at ${place} belong to no grid (beside: ${who || 'none'}).`;
}
