// Judges a base map file feature by feature: what may be stored, in WGS 84, and what is wrong with the rest.
import type { Box } from '../../../kernel/tile-address.ts';
import type { Crs } from '../../../kernel/coordinates.ts';
import type { Geometry, Position } from '../../components/core/component.ts';
import { isPlaceFault, readGeometry } from '../../components/core/read-geometry.ts';
import type { BaseClass, BaseDraft } from './base-feature.ts';
import { classify, namesIn } from './classify.ts';
import type { FeatureFault, FeatureFaultKind } from './feature-fault.ts';

export interface BaseTerms {
  /** The system the coordinates are in; never guessed. */
  readonly crs: Crs;
  /** For features that do not say their class. */
  readonly class?: BaseClass;
  /** The district's own box: what lies far from it came in under a wrong system or to the wrong district. */
  readonly box: Box;
}

export interface BasePlan {
  readonly drafts: readonly BaseDraft[];
  readonly faults: readonly FeatureFault[];
}

/** Roads and rivers run on into the neighbours; a whole district away is a mistake. */
const NEAR_DEGREES = 0.05;
const KM_A_DEGREE = 111;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LINES = ['LineString', 'MultiLineString'];
const SHAPES = ['Polygon', 'MultiPolygon'];
const FIT: Readonly<Record<BaseClass, readonly string[]>> = {
  road: LINES,
  rail: LINES,
  building: SHAPES,
  green: SHAPES,
  water: [...LINES, ...SHAPES],
};

export function positionsOf(geometry: Geometry): readonly Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
  }
}

/** Kilometres between the nearest corner and the box, roughly; 0 inside it. */
function kilometresAway(geometry: Geometry, box: Box): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [lon, lat] of positionsOf(geometry)) {
    const dLon = Math.max(box.west - lon, 0, lon - box.east);
    const dLat = Math.max(box.south - lat, 0, lat - box.north);
    least = Math.min(least, Math.hypot(dLon, dLat));
  }
  return least * KM_A_DEGREE;
}

function judge(raw: unknown, feature: number, terms: BaseTerms): BaseDraft | FeatureFault {
  const fault = (kind: FeatureFaultKind, data: Record<string, string | number> = {}) => ({
    feature,
    kind,
    data,
  });
  const properties = isObject(raw) && isObject(raw.properties) ? raw.properties : {};
  const classified = classify(properties, terms.class);
  if ('fault' in classified) {
    return fault(classified.fault, 'found' in classified ? { found: classified.found } : {});
  }
  const geometry = readGeometry(isObject(raw) ? raw.geometry : undefined, { crs: terms.crs });
  if (isPlaceFault(geometry)) {
    const known: readonly string[] = ['place_not_a_number', 'place_swapped', 'place_not_on_earth'];
    const kind = known.includes(geometry.fault) ? (geometry.fault as FeatureFaultKind) : 'geometry_kind';
    return fault(kind, { found: geometry.found });
  }
  if (!FIT[classified.class].includes(geometry.type)) {
    return fault('geometry_unfit', { found: geometry.type, class: classified.class });
  }
  const away = kilometresAway(geometry, terms.box);
  if (away > NEAR_DEGREES * KM_A_DEGREE) return fault('elsewhere', { found: Math.round(away) });
  return { feature, ...classified, ...namesIn(properties), geometry };
}

export function planBaseImport(features: readonly unknown[], terms: BaseTerms): BasePlan {
  const drafts: BaseDraft[] = [];
  const faults: FeatureFault[] = [];
  for (const [index, raw] of features.entries()) {
    const judged = judge(raw, index + 1, terms);
    if ('kind' in judged) faults.push(judged);
    else drafts.push(judged);
  }
  return { drafts, faults };
}
