// Turns the collections of a district's levels into one tree with codes: finds each area's parent, gives
// codes, says which boundaries are to be united from below. Pure: the same files give the same tree.
import type { MultiPolygonRings, Ring } from '../../../kernel/geo.ts';
import { type Area, type AreaLevel, LEVELS, levelAbove, levelBelow, pathOfCode } from './area.ts';
import { assignCodes } from './assign-codes.ts';
import { type Crs, isCrs, toWgs84 } from '../../../kernel/coordinates.ts';
import { covers, type ExactShape, exactShape, fromE7, interiorPoint, toE7 } from './exact-geometry.ts';
import type { ImportFault } from './import-fault.ts';
import { type FeatureSource, type ReadArea, readFeatures } from './read-features.ts';
import { shareCorners } from './share-corners.ts';

export interface DistrictSource {
  /** Six digits (GB/T 2260). */
  readonly districtId: string;
  readonly name: string;
  readonly nameEn?: string;
  /** The system of all coordinates given; obligatory. */
  readonly crs: unknown;
  /** One feature, or nothing: then the streets united, holes filled. */
  readonly district?: FeatureSource;
  readonly streets: FeatureSource;
  readonly communities: FeatureSource;
  readonly grids: FeatureSource;
}

export interface ImportPlan {
  /** Parents before their children. */
  readonly areas: readonly Area[];
  readonly faults: readonly ImportFault[];
}

type LowerLevel = Exclude<AreaLevel, 'district'>;
const LOWER: readonly LowerLevel[] = ['street', 'community', 'grid'];

const faultOf = (kind: ImportFault['kind'], area: ReadArea, data: ImportFault['data'] = {}): ImportFault => ({
  kind,
  level: area.level,
  feature: area.feature,
  code: area.externalCode,
  name: area.name,
  data,
});

/** By the parent property; else by a code that begins with the parent's (`TS-3-3`, `TS-3`); else by place. */
function parentFinder(parents: readonly ReadArea[]): (child: ReadArea) => ReadArea | undefined {
  const byCode = new Map(parents.map((parent) => [parent.externalCode, parent]));
  let shapes: { parent: ReadArea; shape: ExactShape }[] | undefined;
  return (child) => {
    if (child.parentCode !== null) return byCode.get(child.parentCode);
    const code = child.externalCode;
    for (let end = code.length - 1; end > 0; end--) {
      const parent = byCode.get(code.slice(0, end));
      if (parent && (/^\d+$/.test(code) || /[-_./ ]/.test(code.charAt(end)))) return parent;
    }
    if (child.parts.length === 0) return undefined;
    shapes ??= parents
      .filter((p) => p.parts.length > 0)
      .map((parent) => ({ parent, shape: exactShape(parent.parts) }));
    const place = interiorPoint(exactShape(child.parts));
    return place && shapes.find(({ shape }) => covers(shape, place.x, place.y))?.parent;
  };
}

interface Placed {
  readonly read: ReadArea;
  readonly code: string;
}

function placeLevel(
  level: LowerLevel,
  reads: readonly ReadArea[],
  parents: readonly Placed[],
  known: ReadonlyMap<string, string>,
  faults: ImportFault[],
): Placed[] {
  const find =
    level === 'street' ? () => parents[0]?.read : parentFinder(parents.map((parent) => parent.read));
  const children = new Map<ReadArea, ReadArea[]>(parents.map((parent) => [parent.read, []]));
  for (const read of reads) {
    const siblings = children.get(find(read) ?? read);
    if (siblings) siblings.push(read);
    else faults.push(faultOf('parent_unknown', read, { parent: read.parentCode ?? '?' }));
  }
  const placed: Placed[] = [];
  for (const parent of parents) {
    const siblings = children.get(parent.read) ?? [];
    const codes = assignCodes(
      level,
      parent.code,
      siblings.map((s) => s.externalCode),
      known,
    );
    if (!codes) faults.push(faultOf('too_many', parent.read, { parent: parent.read.name }));
    for (const read of siblings) {
      const code = codes?.get(read.externalCode);
      if (code) placed.push({ read, code });
    }
  }
  return placed.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function districtRead(source: DistrictSource, faults: ImportFault[]): ReadArea {
  const given = source.district
    ? readFeatures(source.district, 'district', source.crs)
    : { areas: [], faults: [] };
  faults.push(...given.faults);
  return {
    level: 'district',
    externalCode: source.districtId,
    name: source.name,
    nameEn: source.nameEn ?? null,
    parentCode: null,
    parts: given.areas.flatMap((area) => area.parts),
    feature: -1,
  };
}

/** `known`: codes given before, by `knownCodeKey`. With faults the areas are incomplete: store none. */
export function planImport(
  source: DistrictSource,
  known: ReadonlyMap<string, string> = new Map(),
): ImportPlan {
  const faults: ImportFault[] = [];
  const sources = { street: source.streets, community: source.communities, grid: source.grids };
  const placed = new Map<AreaLevel, readonly Placed[]>([
    ['district', [{ read: districtRead(source, faults), code: source.districtId }]],
  ]);
  for (const level of LOWER) {
    const read = readFeatures(sources[level], level, source.crs);
    faults.push(...read.faults);
    const parents = placed.get(levelAbove(level) ?? 'district') ?? [];
    placed.set(level, placeLevel(level, read.areas, parents, known, faults));
  }
  const hasChildren = new Set(LOWER.flatMap((l) => placed.get(l) ?? []).map(({ code }) => code.slice(0, -3)));
  for (const { read, code } of [...placed.values()].flat()) {
    if (read.parts.length > 0) continue;
    if (levelBelow(read.level) === undefined || !hasChildren.has(code))
      faults.push(faultOf('no_boundary', read));
  }
  const ordered = LEVELS.flatMap((level) => placed.get(level) ?? []);
  const boundaries = shareCorners(ordered.map(({ read }) => read.parts));
  const crs = source.crs;
  if (!isCrs(crs)) return { areas: [], faults };
  return { areas: ordered.map((one, i) => toArea(one, convert(boundaries[i] ?? [], crs))), faults };
}

const toArea = ({ read, code }: Placed, boundary: MultiPolygonRings): Area => ({
  level: read.level,
  code,
  path: pathOfCode(code),
  name: read.name,
  nameEn: read.nameEn,
  externalCode: read.externalCode === code ? null : read.externalCode,
  boundary: boundary.length > 0 ? boundary : null,
});

/** To WGS 84, rounded to 1e-7 degrees; positions that fall together are kept once. */
export function convert(boundary: MultiPolygonRings, crs: Crs): MultiPolygonRings {
  const convertRing = (ring: Ring): Ring =>
    ring
      .map(([lon, lat]) => toWgs84({ lon, lat }, crs))
      .map((p): [number, number] => [fromE7(toE7(p.lon)), fromE7(toE7(p.lat))])
      .filter(([lon, lat], i, all) => i === 0 || lon !== all[i - 1]?.[0] || lat !== all[i - 1]?.[1]);
  return boundary.map((part) => part.map(convertRing));
}
