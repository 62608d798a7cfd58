// A GeoPackage (OGC 12-128): an SQLite database whose own tables say which others are layers, and in which
// coordinates. Layers are listed, then read row by row.
import { degreesAs, type FileSystem, type SystemFault, systemOfEpsg, systemOfWkt } from './file-system.ts';
import {
  type Cell,
  type DatabaseFile,
  type DatabaseTable,
  type DatabaseUnreadable,
  type DecoderOf,
  type FileBytes,
  openDatabase,
} from './sqlite-file.ts';
import { type ReadGeometry, readPackaged } from './wkb.ts';

export const PACKAGE_FAULTS = {
  package_damaged: {
    zh: 'GeoPackage 不完整或已损坏。请重新导出。',
    en: 'The GeoPackage is cut off or damaged. Export it again.',
  },
  package_in_use: {
    zh: 'GeoPackage 还在别的程序中打开，最近的修改没有写进文件。请关闭 QGIS 等程序（或另存一份）后再选。',
    en: 'The GeoPackage is open elsewhere and its last changes are not in it. Close QGIS, or save a copy.',
  },
  package_without_layers: {
    zh: '不是 GeoPackage，里面没有图层。请在 GIS 中导出为 GeoPackage。',
    en: 'It is no GeoPackage: it lists no layers. Export it as one.',
  },
  package_of_views: {
    zh: 'GeoPackage 的图层（{names}）是视图，没有存放数据。请在 GIS 中把它另存为新图层。',
    en: 'Its layers ({names}) are views that hold nothing. Save them as layers of their own.',
  },
  package_of_several: {
    zh: 'GeoPackage 中有多个图层（{names}）。请只导出要导入的那一个。',
    en: 'The GeoPackage holds several layers ({names}). Export the one that is meant.',
  },
} as const;
export type PackageFaultKind = keyof typeof PACKAGE_FAULTS;
export const isPackageFaultKind = (kind: string): kind is PackageFaultKind => kind in PACKAGE_FAULTS;

/** Why a database is not read, as it is told. */
export const packageFaultOf = ({ fault }: DatabaseUnreadable): PackageFaultKind =>
  fault === 'in_use'
    ? 'package_in_use'
    : fault === 'no_database'
      ? 'package_without_layers'
      : 'package_damaged';

type Row = Readonly<Record<string, Cell>>;

export interface Layer {
  readonly name: string;
  /** Undefined for a table without shapes. */
  readonly system: FileSystem | SystemFault | undefined;
  readonly rows: () => AsyncGenerator<LayerRow>;
}

export interface LayerRow {
  readonly fields: Readonly<Record<string, string | number | null>>;
  /** Undefined where the table has none. */
  readonly geometry?: ReadGeometry | null;
}

export interface GeoPackage {
  /** Undefined for a database that says nothing of layers. */
  readonly layers: readonly Layer[] | undefined;
  /** Layers that are views: nothing of them can be read. */
  readonly views: readonly string[];
}

const textOf = (value: Cell | undefined): string => (typeof value === 'string' ? value : '');
const MOST_LISTED = 1_000;

async function listOf(database: DatabaseFile, name: string): Promise<Row[]> {
  const table = database.tables.get(name);
  const rows: Row[] = [];
  if (!table) return rows;
  for await (const row of database.rows(table)) {
    rows.push(row);
    if (rows.length >= MOST_LISTED) break;
  }
  return rows;
}

function systemOf(number: Cell | undefined, systems: readonly Row[]): FileSystem | SystemFault {
  const row = systems.find((one) => one['srs_id'] === number);
  const name = textOf(row?.['srs_name']) || `srs ${number}`;
  // The two that every GeoPackage has for what nobody has named.
  if (number === 0) return degreesAs(name);
  if (number === -1 || !row) return { fault: 'local', name };
  const code = row['organization_coordsys_id'];
  const isEpsg = textOf(row['organization']).toUpperCase() === 'EPSG';
  const known = isEpsg && typeof code === 'number' ? systemOfEpsg(code) : undefined;
  const said = textOf(row['definition_12_063']) || textOf(row['definition']);
  return known ? { ...known, name } : systemOfWkt(said);
}

async function* rowsOf(
  database: DatabaseFile,
  table: DatabaseTable,
  column: string | undefined,
): AsyncGenerator<LayerRow> {
  for await (const row of database.rows(table)) {
    const fields: Record<string, string | number | null> = {};
    for (const [name, value] of Object.entries(row)) {
      if (name !== column && !(value instanceof Uint8Array)) fields[name] = value;
    }
    if (column === undefined) {
      yield { fields };
      continue;
    }
    const shape = row[column];
    const geometry = shape instanceof Uint8Array ? readPackaged(shape) : null;
    // Bytes that are no shape are a fault of that row.
    yield { fields, geometry: geometry === undefined ? { type: 'damaged' } : geometry };
  }
}

/** Throws DatabaseUnreadable, also later while rows are read. */
export async function openGeoPackage(file: FileBytes, decoderOf: DecoderOf): Promise<GeoPackage> {
  const database = await openDatabase(file, decoderOf);
  if (!database.tables.has('gpkg_contents')) return { layers: undefined, views: [] };
  const contents = await listOf(database, 'gpkg_contents');
  const shapes = await listOf(database, 'gpkg_geometry_columns');
  const systems = await listOf(database, 'gpkg_spatial_ref_sys');
  const layersOf = (kind: string): Layer[] =>
    contents.flatMap((row): Layer[] => {
      const name = textOf(row['table_name']);
      const table = database.tables.get(name);
      if (!table || textOf(row['data_type']) !== kind) return [];
      const shape = shapes.find((one) => one['table_name'] === name);
      const column = shape && textOf(shape['column_name']);
      const system = shape && systemOf(shape['srs_id'], systems);
      return [{ name, system, rows: () => rowsOf(database, table, column) }];
    });
  const features = layersOf('features');
  const views = contents.map((row) => textOf(row['table_name'])).filter((name) => database.views.has(name));
  return { layers: features.length > 0 ? features : layersOf('attributes'), views };
}
