// Files of areas as they are picked: GeoJSON, a GeoPackage, a zipped Shapefile, or the parts of a
// Shapefile side by side. Each becomes one collection or one reason why not; several picked at once are
// read each by itself, so that none takes another's place. What the areas are worth is judged by the
// server.
import { cutFeatures, FeaturesUnreadable } from '../../../kernel/formats/feature-cutter.ts';
import {
  type FileSystem,
  type SystemFault,
  systemOfName,
  systemOfWkt,
} from '../../../kernel/formats/file-system.ts';
import { type Layer, openGeoPackage, packageFaultOf } from '../../../kernel/formats/geopackage.ts';
import { isChineseTable } from '../../../kernel/formats/shape-table.ts';
import { DatabaseUnreadable, type Encoding } from '../../../kernel/formats/sqlite-file.ts';
import { readShapefile, type ShapeFault, type ShapeFeature } from '../../areas/core/shapefile.ts';
import { type FileFeature, inDegrees, type ReadFile } from './area-file.ts';
import { unzip, type ZipPart } from './unzip.ts';
import { type Watch, type WatchedFile, watchFiles } from './watched-file.ts';

/** More than any district's boundaries weigh. */
const MOST_BYTES = 400_000_000;
const SHAPE_PARTS = /\.(shp|dbf|prj|cpg)$/i;

async function readGeoJson(file: WatchedFile): Promise<ReadFile[]> {
  const { name } = file;
  const said: { system?: FileSystem | SystemFault } = {};
  const features: FileFeature[] = [];
  try {
    const cut = cutFeatures(file.texts(), (system) => {
      said.system = systemOfName(system);
    });
    for await (const { properties, geometry } of cut) {
      features.push({ type: 'Feature', properties, geometry: geometry ?? null });
    }
  } catch (error) {
    if (error instanceof FeaturesUnreadable) return [{ name, fault: 'no_geojson' }];
    throw error;
  }
  return inDegrees(name, features, said.system);
}

const decoderIn = (encoding: Encoding) => {
  const decoder = new TextDecoder(encoding);
  return (bytes: Uint8Array) => decoder.decode(bytes);
};

async function readLayer(name: string, { system, rows }: Layer): Promise<ReadFile[]> {
  if (!system) return [{ name, fault: 'not_polygons' }];
  const features: FileFeature[] = [];
  for await (const { fields, geometry } of rows()) {
    features.push({ type: 'Feature', properties: fields, geometry: geometry ?? null });
  }
  const hasArea = features.some(({ geometry }) =>
    /Polygon$/.test(String((geometry as { type?: unknown } | null)?.type)),
  );
  return features.length > 0 && !hasArea
    ? [{ name, fault: 'not_polygons' }]
    : inDegrees(name, features, system);
}

/** Each layer is a collection of its own. */
async function readPackage(file: WatchedFile): Promise<ReadFile[]> {
  const { name } = file;
  try {
    const { layers, views } = await openGeoPackage(file, decoderIn);
    if (!layers || layers.length === 0) {
      return views.length === 0
        ? [{ name, fault: 'package_without_layers' }]
        : [{ name, fault: 'package_of_views', layers: views.join('、') }];
    }
    const read: ReadFile[] = [];
    for (const layer of layers) {
      read.push(...(await readLayer(layers.length === 1 ? name : `${name} · ${layer.name}`, layer)));
    }
    return read;
  } catch (error) {
    if (error instanceof DatabaseUnreadable) return [{ name, fault: packageFaultOf(error) }];
    throw error;
  }
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
function readShapeParts(whole: string, parts: readonly ZipPart[]): ReadFile[] {
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

async function readZip(file: WatchedFile): Promise<ReadFile[]> {
  const { name } = file;
  const parts = await unzip(await file.whole(), (part) => SHAPE_PARTS.test(part), MOST_BYTES);
  return typeof parts === 'string' ? [{ name, fault: parts }] : readShapeParts(name, parts);
}

/** What lies beside a Shapefile and says nothing that is asked here. */
const BESIDE: readonly string[] = ['shx', 'sbn', 'sbx', 'xml', 'qix'];

const READERS: Readonly<Record<string, (file: WatchedFile) => Promise<ReadFile[]>>> = {
  json: readGeoJson,
  geojson: readGeoJson,
  gpkg: readPackage,
  zip: readZip,
};

/** Somebody wrote, moved or removed it since it was picked. */
const isMoved = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError');

/** In the order picked; the parts of one Shapefile count as one. Throws AbortError where it is stopped. */
export async function readAreaFiles(files: readonly File[], watch: Watch): Promise<ReadFile[]> {
  const loose: ZipPart[] = [];
  const read: ReadFile[] = [];
  for (const file of watchFiles(files, watch)) {
    const ending = endingOf(file.name);
    const { name } = file;
    const reader = READERS[ending];
    try {
      if (file.size > MOST_BYTES) read.push({ name, fault: 'too_large' });
      else if (SHAPE_PARTS.test(name)) loose.push({ name, bytes: await file.whole() });
      else if (reader) read.push(...(await reader(file)));
      else if (!BESIDE.includes(ending)) read.push({ name, fault: 'unknown_kind' });
    } catch (error) {
      if (!isMoved(error)) throw error;
      read.push({ name, fault: 'moved' });
    }
  }
  for (const base of new Set(loose.map(({ name }) => baseOf(name)))) {
    const own = loose.filter(({ name }) => baseOf(name) === base);
    read.push(...readShapeParts(`${base}.shp`, own));
  }
  return read;
}
