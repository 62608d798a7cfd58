// A professional layer laid over the grid: police grids, emergency units, no-entry zones. Its areas have
// codes of its own; whether they must tile the district is said by the layer. Pure: from a file to areas,
// or to faults.
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { isCrs } from '../../../kernel/coordinates.ts';
import type { ImportFault } from './import-fault.ts';
import { convert } from './plan-import.ts';
import { type FeatureSource, readFeatures } from './read-features.ts';
import { shareCorners } from './share-corners.ts';

export interface LayerArea {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly boundary: MultiPolygonRings;
}

export interface LayerPlan {
  readonly areas: readonly LayerArea[];
  /** With any the areas are incomplete: store none. */
  readonly faults: readonly ImportFault[];
}

/** Borders that run within 9 cm of each other become one, as with grids. */
export function planLayer(source: FeatureSource, crs: unknown): LayerPlan {
  const read = readFeatures(source, 'grid', crs);
  const faults = [...read.faults];
  for (const { parts, feature, externalCode: code, name } of read.areas) {
    if (parts.length === 0)
      faults.push({ kind: 'no_boundary', level: 'grid', feature, code, name, data: {} });
  }
  if (!isCrs(crs) || faults.length > 0) return { areas: [], faults };
  const boundaries = shareCorners(read.areas.map(({ parts }) => parts));
  const areas = read.areas.map(({ externalCode, name, nameEn }, n) => ({
    code: externalCode,
    name,
    nameEn,
    boundary: convert(boundaries[n] ?? [], crs),
  }));
  return { areas, faults };
}
