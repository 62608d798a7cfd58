// Reads a GeoJSON collection of one level: several features of one code are parts of one area. Coordinates
// stay in the source's system, rounded to 1e-7 degrees; heights are dropped. Never mends a shape silently:
// what is wrong comes back as a fault with its feature, its place and the way to mend it.
import { distanceMetres, isOnEarth, type PolygonRings, type Ring } from '../../../kernel/geo.ts';
import type { AreaLevel } from './area.ts';
import { isCrs } from '../../../kernel/coordinates.ts';
import { fromE7, MAX_EDGE_E7, toE7 } from './exact-geometry.ts';
import type { ImportFault, ImportFaultKind } from './import-fault.ts';

/** Which property holds what. */
export interface PropertyNames {
  readonly name: string;
  readonly nameEn: string;
  readonly code: string;
  readonly parent: string;
}
export const DEFAULT_PROPERTIES: PropertyNames = {
  name: 'name',
  nameEn: 'nameEn',
  code: 'code',
  parent: 'parent',
};

export interface FeatureSource {
  /** A GeoJSON FeatureCollection as parsed JSON; a geometry may be null (united from the areas below). */
  readonly geojson: unknown;
  readonly properties?: Partial<PropertyNames>;
}

export interface ReadArea {
  readonly level: AreaLevel;
  readonly externalCode: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly parentCode: string | null;
  /** In the source's coordinate system. */
  readonly parts: PolygonRings[];
  /** Position of its first feature. */
  readonly feature: number;
}

export interface ReadResult {
  readonly areas: readonly ReadArea[];
  readonly faults: readonly ImportFault[];
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

interface FoundFault {
  readonly kind: ImportFaultKind;
  readonly data: Record<string, string | number>;
  readonly at?: readonly [number, number];
}

const isFault = (value: unknown): value is FoundFault => isObject(value) && 'kind' in value;

function readPosition(raw: unknown): [number, number] | FoundFault {
  const [lon, lat] = Array.isArray(raw) ? (raw as unknown[]) : [];
  if (typeof lon !== 'number' || typeof lat !== 'number' || !isOnEarth({ lon, lat })) {
    return { kind: 'bad_position', data: { found: JSON.stringify(raw) ?? 'nothing' } };
  }
  return [fromE7(toE7(lon)), fromE7(toE7(lat))];
}

function readRing(raw: unknown): Ring | FoundFault {
  const positions = Array.isArray(raw) ? (raw as unknown[]) : [];
  const ring: [number, number][] = [];
  for (const position of positions) {
    const read = readPosition(position);
    if (isFault(read)) return read;
    const last = ring.at(-1);
    if (last && last[0] === read[0] && last[1] === read[1]) continue;
    if (
      last &&
      Math.max(Math.abs(toE7(read[0]) - toE7(last[0])), Math.abs(toE7(read[1]) - toE7(last[1]))) > MAX_EDGE_E7
    ) {
      return { kind: 'edge_too_long', data: {}, at: position as [number, number] };
    }
    ring.push(read);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  const at = Array.isArray(positions[0])
    ? { at: (positions[0] as number[]).slice(0, 2) as [number, number] }
    : {};
  if (!first || !last || ring.length < 3)
    return { kind: 'ring_too_short', data: { points: ring.length }, ...at };
  if (first[0] !== last[0] || first[1] !== last[1]) {
    const gap = distanceMetres({ lon: first[0], lat: first[1] }, { lon: last[0], lat: last[1] });
    return { kind: 'ring_unclosed', data: { metres: Math.round(gap * 10) / 10 }, ...at };
  }
  return ring.length < 4 ? { kind: 'ring_too_short', data: { points: ring.length }, ...at } : ring;
}

function readParts(geometry: unknown): PolygonRings[] | FoundFault {
  if (geometry === null) return [];
  const type = isObject(geometry) ? textOf(geometry.type) : typeof geometry;
  if (
    !isObject(geometry) ||
    (type !== 'Polygon' && type !== 'MultiPolygon') ||
    !Array.isArray(geometry.coordinates)
  ) {
    return { kind: 'not_a_polygon', data: { found: type } };
  }
  const polygons = (type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as unknown[];
  const parts: PolygonRings[] = [];
  for (const polygon of polygons) {
    const rings: Ring[] = [];
    for (const raw of Array.isArray(polygon) ? (polygon as unknown[]) : []) {
      const ring = readRing(raw);
      if (isFault(ring)) return ring;
      rings.push(ring);
    }
    if (rings.length === 0) return { kind: 'ring_too_short', data: { points: 0 } };
    parts.push(rings);
  }
  return parts;
}

function readFeature(
  raw: unknown,
  level: AreaLevel,
  names: PropertyNames,
  feature: number,
): ReadArea | ImportFault {
  const properties = isObject(raw) && isObject(raw.properties) ? raw.properties : {};
  const code = textOf(properties[names.code]);
  const name = textOf(properties[names.name]);
  const known = { level, feature, ...(code === '' ? {} : { code }), ...(name === '' ? {} : { name }) };
  if (code === '') return { kind: 'code_missing', ...known, data: { property: names.code } };
  if (name === '') return { kind: 'name_missing', ...known, data: { property: names.name } };
  const parts = readParts(isObject(raw) ? raw.geometry : undefined);
  if (isFault(parts)) return { ...parts, ...known };
  const nameEn = textOf(properties[names.nameEn]) || null;
  const parentCode = textOf(properties[names.parent]) || null;
  return { level, externalCode: code, name, nameEn, parentCode, parts, feature };
}

/** All areas of one level, parts of one code joined, in the order of the file. `crs` must name the system. */
export function readFeatures(source: FeatureSource, level: AreaLevel, crs: unknown): ReadResult {
  const whole = { level, feature: -1, data: {} };
  if (!isCrs(crs)) return { areas: [], faults: [{ kind: 'crs_missing', ...whole }] };
  const { geojson } = source;
  if (!isObject(geojson) || geojson.type !== 'FeatureCollection' || !Array.isArray(geojson.features)) {
    return { areas: [], faults: [{ kind: 'not_a_collection', ...whole }] };
  }
  const names = { ...DEFAULT_PROPERTIES, ...source.properties };
  const byCode = new Map<string, ReadArea>();
  const faults: ImportFault[] = [];
  for (const [feature, raw] of (geojson.features as unknown[]).entries()) {
    const read = readFeature(raw, level, names, feature);
    if ('kind' in read) {
      faults.push(read);
      continue;
    }
    const earlier = byCode.get(read.externalCode);
    if (!earlier) byCode.set(read.externalCode, read);
    else if (earlier.name !== read.name) {
      const data = { first: earlier.name, second: read.name };
      faults.push({ kind: 'name_clash', level, feature, code: read.externalCode, name: read.name, data });
    } else earlier.parts.push(...read.parts);
  }
  return { areas: [...byCode.values()], faults };
}
