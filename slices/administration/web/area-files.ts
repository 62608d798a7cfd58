// Files of areas as they are picked: GeoJSON, a zipped Shapefile, or the parts of a Shapefile side by side.
// Each becomes one collection or one reason why not; several picked at once are read each by itself, so
// that none takes another's place. What the areas are worth is judged by the server.
import {
  coordinatesInDegrees,
  type FileSystem,
  isSystemFault,
  type SystemFault,
  type SystemFaultKind,
  systemOfName,
  systemOfWkt,
} from '../../../kernel/formats/file-system.ts';
import { isChineseTable } from '../../../kernel/formats/shape-table.ts';
import type { AreaLevel } from '../../areas/core/area.ts';
import { LEVELS } from '../../areas/core/area.ts';
import { readShapefile, type ShapeFault, type ShapeFeature } from '../../areas/core/shapefile.ts';
import { unzip, type ZipFault, type ZipPart } from './unzip.ts';

export interface FileFeature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

type OwnFault = 'no_geojson' | 'no_shapefile' | 'unknown_kind' | 'empty';
export type FileFault = ShapeFault | ZipFault | SystemFaultKind | OwnFault;

export interface AreaFile {
  readonly name: string;
  readonly features: readonly FileFeature[];
  readonly fields: readonly string[];
  /** Undefined where neither its features nor its name say. */
  readonly level: AreaLevel | undefined;
  /** As the file says; its features are in degrees by now. */
  readonly system: FileSystem | undefined;
}

export interface FaultyFile {
  readonly name: string;
  readonly fault: FileFault;
  /** The system that it names, where that is the fault. */
  readonly system?: string;
}
export type ReadFile = AreaFile | FaultyFile;
export const isFaulty = (file: ReadFile): file is FaultyFile => 'fault' in file;

/** More than any district's boundaries weigh. */
const MOST_BYTES = 400_000_000;
const SHAPE_PARTS = /\.(shp|dbf|prj|cpg)$/i;
const LEVEL_NAMES: readonly (readonly [RegExp, AreaLevel])[] = [
  [/grid|网格/i, 'grid'],
  [/communit|village|社区|村/i, 'community'],
  [/street|town|街道|镇街|乡镇/i, 'street'],
  [/district|county|区县|区界|县界/i, 'district'],
];

const levelIn = (name: string): AreaLevel | undefined =>
  LEVEL_NAMES.find(([pattern]) => pattern.test(name))?.[1];

const fieldsOf = (features: readonly FileFeature[]): string[] => [
  ...new Set(features.flatMap(({ properties }) => Object.keys(properties))),
];

/** More than any longitude: metres. */
const MOST_DEGREES = 360;

function firstNumber(value: unknown): number {
  let inner = value;
  while (Array.isArray(inner)) inner = inner[0];
  return typeof inner === 'number' ? inner : 0;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const coordinatesOf = (geometry: unknown): unknown =>
  isObject(geometry) ? geometry['coordinates'] : undefined;

/** Its features in degrees, by what the file says of itself; without a word they must be in degrees. */
function inDegrees(
  name: string,
  features: readonly FileFeature[],
  said: FileSystem | SystemFault | undefined,
): ReadFile[] {
  if (said && isSystemFault(said)) return [{ name, fault: said.fault, system: said.name }];
  if (!said) {
    const easts = features.map(({ geometry }) => firstNumber(coordinatesOf(geometry)));
    const isFar = easts.some((east) => Math.abs(east) > MOST_DEGREES);
    return isFar ? [{ name, fault: 'unnamed' }] : byLevel(name, features, undefined);
  }
  const turned: FileFeature[] = [];
  for (const feature of features) {
    if (!isObject(feature.geometry)) {
      turned.push(feature);
      continue;
    }
    const coordinates = coordinatesInDegrees(coordinatesOf(feature.geometry), said);
    // Whatever is no list of positions is judged with the rest of the file.
    if (coordinates === undefined && !said.isSettled) turned.push(feature);
    else if (coordinates === undefined) return [{ name, fault: 'off_system', system: said.name }];
    else turned.push({ ...feature, geometry: { ...feature.geometry, coordinates } });
  }
  return byLevel(name, turned, said);
}

/** Our own export holds all levels in one file: each is a collection of its own. */
function byLevel(
  name: string,
  features: readonly FileFeature[],
  system: FileSystem | undefined,
): ReadFile[] {
  if (features.length === 0) return [{ name, fault: 'empty' }];
  const levels = new Set(features.map(({ properties }) => properties['level'] ?? properties['LEVEL']));
  const isMixed = levels.size > 1 && [...levels].every((level) => LEVELS.includes(level as AreaLevel));
  if (!isMixed) {
    const [only] = levels;
    const level = LEVELS.includes(only as AreaLevel) ? (only as AreaLevel) : levelIn(name);
    return [{ name, features, fields: fieldsOf(features), level, system }];
  }
  return LEVELS.flatMap((level) => {
    const own = features.filter(({ properties }) => (properties['level'] ?? properties['LEVEL']) === level);
    return own.length === 0
      ? []
      : [{ name: `${name} · ${level}`, features: own, fields: fieldsOf(own), level, system }];
  });
}

export function readGeoJson(name: string, text: string): ReadFile[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return [{ name, fault: 'no_geojson' }];
    throw error;
  }
  if (!isObject(parsed) || !Array.isArray(parsed['features'])) return [{ name, fault: 'no_geojson' }];
  const crs =
    isObject(parsed['crs']) && isObject(parsed['crs']['properties']) ? parsed['crs']['properties'] : {};
  // Files of before 2016 may name their system.
  const said = typeof crs['name'] === 'string' ? systemOfName(crs['name']) : undefined;
  const features = (parsed['features'] as unknown[]).map((raw): FileFeature => {
    const feature = isObject(raw) ? raw : {};
    const properties = isObject(feature['properties']) ? feature['properties'] : {};
    return { type: 'Feature', properties, geometry: feature['geometry'] ?? null };
  });
  return inDegrees(name, features, said);
}

/** Chinese offices' tables are GBK unless they say otherwise; what is plain UTF-8 is read as such. */
function decoderOf(cpg: string | undefined): (bytes: Uint8Array) => string {
  const isChinese = isChineseTable(cpg);
  const strict = new TextDecoder('utf-8', { fatal: true });
  const chinese = new TextDecoder('gb18030');
  return (bytes) => {
    if (isChinese) return chinese.decode(bytes);
    try {
      return strict.decode(bytes);
    } catch (error) {
      if (error instanceof TypeError) return chinese.decode(bytes);
      throw error;
    }
  };
}

const baseOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));
const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** Each base name is one Shapefile. */
export function readShapeParts(whole: string, parts: readonly ZipPart[]): ReadFile[] {
  const bases = [...new Set(parts.map(({ name }) => baseOf(name)))];
  const shapes = bases.flatMap((base): ReadFile[] => {
    const part = (ending: string) =>
      parts.find(({ name }) => baseOf(name) === base && endingOf(name) === ending)?.bytes;
    const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
    const shp = part('shp');
    const name = bases.length === 1 ? whole : `${whole} · ${base}`;
    if (!shp) return [];
    const read: ShapeFeature[] | ShapeFault = readShapefile(
      { shp, dbf: part('dbf') },
      decoderOf(text(part('cpg'))),
    );
    if (typeof read === 'string') return [{ name, fault: read }];
    const prj = text(part('prj'))?.trim();
    return inDegrees(name, read, prj ? systemOfWkt(prj) : undefined);
  });
  return shapes.length === 0 ? [{ name: whole, fault: 'no_shapefile' }] : shapes;
}

async function readZip(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ReadFile[]> {
  const parts = await unzip(bytes, (part) => SHAPE_PARTS.test(part), MOST_BYTES);
  return typeof parts === 'string' ? [{ name, fault: parts }] : readShapeParts(name, parts);
}

/** In the order picked; the parts of one Shapefile count as one. */
export async function readAreaFiles(files: readonly File[]): Promise<ReadFile[]> {
  const loose: ZipPart[] = [];
  const read: ReadFile[] = [];
  for (const file of files) {
    const ending = endingOf(file.name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (SHAPE_PARTS.test(file.name)) loose.push({ name: file.name, bytes });
    else if (ending === 'zip') read.push(...(await readZip(file.name, bytes)));
    else if (ending === 'json' || ending === 'geojson') {
      read.push(...readGeoJson(file.name, new TextDecoder().decode(bytes)));
    } else if (!['shx', 'sbn', 'sbx', 'xml', 'qix'].includes(ending)) {
      read.push({ name: file.name, fault: 'unknown_kind' });
    }
  }
  for (const base of new Set(loose.map(({ name }) => baseOf(name)))) {
    const own = loose.filter(({ name }) => baseOf(name) === base);
    read.push(...readShapeParts(`${base}.shp`, own));
  }
  return read;
}
