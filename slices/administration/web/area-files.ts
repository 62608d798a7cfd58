// Files of areas as they are picked: GeoJSON, a zipped Shapefile, or the parts of a Shapefile side by side.
// Each becomes one collection or one reason why not; several picked at once are read each by itself, so
// that none takes another's place. What the areas are worth is judged by the server.
import type { AreaLevel } from '../../areas/core/area.ts';
import { LEVELS } from '../../areas/core/area.ts';
import { readShapefile, type ShapeFault, type ShapeFeature } from '../../areas/core/shapefile.ts';
import { unzip, type ZipFault, type ZipPart } from './unzip.ts';

export interface FileFeature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

export type FileFault = ShapeFault | ZipFault | 'no_geojson' | 'no_shapefile' | 'unknown_kind' | 'empty';

export interface AreaFile {
  readonly name: string;
  readonly features: readonly FileFeature[];
  readonly fields: readonly string[];
  /** Undefined where neither its features nor its name say. */
  readonly level: AreaLevel | undefined;
}

export type ReadFile = AreaFile | { readonly name: string; readonly fault: FileFault };
export const isFaulty = (file: ReadFile): file is { name: string; fault: FileFault } => 'fault' in file;

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

/** Our own export holds all levels in one file: each is a collection of its own. */
function byLevel(name: string, features: readonly FileFeature[]): ReadFile[] {
  if (features.length === 0) return [{ name, fault: 'empty' }];
  const levels = new Set(features.map(({ properties }) => properties['level'] ?? properties['LEVEL']));
  const isMixed = levels.size > 1 && [...levels].every((level) => LEVELS.includes(level as AreaLevel));
  if (!isMixed) {
    const [only] = levels;
    const level = LEVELS.includes(only as AreaLevel) ? (only as AreaLevel) : levelIn(name);
    return [{ name, features, fields: fieldsOf(features), level }];
  }
  return LEVELS.flatMap((level) => {
    const own = features.filter(({ properties }) => (properties['level'] ?? properties['LEVEL']) === level);
    return own.length === 0
      ? []
      : [{ name: `${name} · ${level}`, features: own, fields: fieldsOf(own), level }];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Files of before 2016 may name their system; degrees of WGS 84 and CGCS2000 are longitude and latitude. */
const IN_DEGREES = /CRS84|EPSG:+(4326|4490|4979)$/;

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
  if (typeof crs['name'] === 'string' && !IN_DEGREES.test(crs['name']))
    return [{ name, fault: 'projected' }];
  const features = (parsed['features'] as unknown[]).map((raw): FileFeature => {
    const feature = isObject(raw) ? raw : {};
    const properties = isObject(feature['properties']) ? feature['properties'] : {};
    return { type: 'Feature', properties, geometry: feature['geometry'] ?? null };
  });
  return byLevel(name, features);
}

/** Chinese offices' tables are GBK unless they say otherwise; what is plain UTF-8 is read as such. */
function decoderOf(cpg: string | undefined): (bytes: Uint8Array) => string {
  const said = cpg?.trim().toLowerCase();
  const isChinese = said !== undefined && /gb|936/.test(said);
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
      { shp, dbf: part('dbf'), prj: text(part('prj')) },
      decoderOf(text(part('cpg'))),
    );
    return typeof read === 'string' ? [{ name, fault: read }] : byLevel(name, read);
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
