// What a map sets apart: areas that are chosen, ground marked by its kind, corners to press. Pure GeoJSON for
// the style; a kind is told by its lines, so that it differs without colour.
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Point } from '../../../kernel/geo.ts';
import { type Areas, NO_AREAS } from './map-data.ts';

/** new: lines that rise · gone: lines that fall · moved: dots · nobody: crossed lines. */
export const MARK_KINDS = ['new', 'gone', 'moved', 'nobody'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export type Marked = FeatureCollection<Geometry, { readonly kind: MarkKind }>;

export const markOf = (kind: MarkKind, geometry: Geometry): Feature<Geometry, { kind: MarkKind }> => ({
  type: 'Feature',
  properties: { kind },
  geometry,
});

const NO_MARKS: Marked = { type: 'FeatureCollection', features: [] };

export interface Marks {
  /** Paths among the areas of the map. */
  readonly chosen?: readonly string[] | undefined;
  readonly marked?: Marked | undefined;
  /** Corners that can be pressed. */
  readonly spots?: readonly Point[] | undefined;
}

export const hasMarks = ({ chosen, marked, spots }: Marks): boolean =>
  chosen !== undefined || marked !== undefined || spots !== undefined;

export interface MarkData {
  readonly chosen: Areas;
  readonly marked: Marked;
  readonly spots: FeatureCollection;
}

export const chosenOf = (areas: Areas | undefined, paths: readonly string[] = []): Areas => {
  if (!areas || paths.length === 0) return NO_AREAS;
  const wanted = new Set(paths);
  return { ...areas, features: areas.features.filter(({ properties }) => wanted.has(properties.path)) };
};

/** Each knows its place in the list: a press tells that. */
export const spotsGeoJson = (spots: readonly Point[] = []): FeatureCollection => ({
  type: 'FeatureCollection',
  features: spots.map(
    ({ lon, lat }, at): Feature => ({
      type: 'Feature',
      properties: { at },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    }),
  ),
});

export const markData = (areas: Areas | undefined, { chosen, marked, spots }: Marks): MarkData => ({
  chosen: chosenOf(areas, chosen),
  marked: marked ?? NO_MARKS,
  spots: spotsGeoJson(spots),
});
