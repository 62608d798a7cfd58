// Areas as a GeoPackage, in WGS 84: a layer for each level, with the same columns as the Shapefile has.
import type { Encode } from '../../../kernel/formats/shape-table.ts';
import type { Cell } from '../../../kernel/formats/sqlite-file.ts';
import { type NewTable, writeDatabase } from '../../../kernel/formats/sqlite-writer.ts';
import { writePackaged } from '../../../kernel/formats/wkb.ts';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { WGS84_PRJ } from './shapefile.ts';

export interface AreaLayer {
  readonly name: string;
  readonly areas: readonly { readonly cells: readonly string[]; readonly boundary: MultiPolygonRings }[];
}

const APPLICATION = 0x47504b47;
const EDITION = 10_300;
const WGS84 = 4326;

const rowsOf = (rows: readonly (readonly Cell[])[]): NewTable['rows'] =>
  rows.map((cells, n) => ({ key: n + 1, cells }));

const SYSTEMS: NewTable = {
  name: 'gpkg_spatial_ref_sys',
  sql:
    'CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, ' +
    'organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, ' +
    'description TEXT)',
  // The three that every GeoPackage must have; the key is the number of the system.
  rows: [
    { key: -1, cells: ['Undefined Cartesian SRS', null, 'NONE', -1, 'undefined', null] },
    { key: 0, cells: ['Undefined geographic SRS', null, 'NONE', 0, 'undefined', null] },
    { key: WGS84, cells: ['WGS 84 geodetic', null, 'EPSG', WGS84, WGS84_PRJ, null] },
  ],
};

function boxOf(layer: AreaLayer): number[] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of layer.areas.flatMap(({ boundary }) => boundary.flat(2))) {
    [west, south] = [Math.min(west, x), Math.min(south, y)];
    [east, north] = [Math.max(east, x), Math.max(north, y)];
  }
  return [west, south, east, north];
}

const contentsOf = (layers: readonly AreaLayer[], changedAt: string): NewTable => ({
  name: 'gpkg_contents',
  sql:
    'CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, ' +
    "identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, " +
    'min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY ' +
    '(srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))',
  unique: [[0], [2]],
  rows: rowsOf(
    layers.map((layer) => {
      const { name } = layer;
      return [name, 'features', name, '', changedAt, ...boxOf(layer), WGS84];
    }),
  ),
});

const shapesOf = (layers: readonly AreaLayer[]): NewTable => ({
  name: 'gpkg_geometry_columns',
  sql:
    'CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, ' +
    'geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, ' +
    'CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE ' +
    '(table_name))',
  unique: [[0, 1], [0]],
  rows: rowsOf(layers.map(({ name }) => [name, 'geom', 'MULTIPOLYGON', WGS84, 0, 0])),
});

/** Names of layers and columns are plain words; `changedAt` is a moment as ISO 8601 writes it, in UTC. */
export function writeGeoPackage(
  columns: readonly string[],
  layers: readonly AreaLayer[],
  changedAt: string,
  encode: Encode,
): Uint8Array {
  const own = layers.map(({ name, areas }): NewTable => {
    const fields = columns.map((column) => `${column} TEXT`).join(', ');
    const sql = `CREATE TABLE ${name} (fid INTEGER PRIMARY KEY NOT NULL, geom MULTIPOLYGON, ${fields})`;
    const rows = areas.map(({ cells, boundary }): Cell[] => [
      null,
      boundary.length === 0 ? null : writePackaged(boundary),
      ...cells.map((cell) => (cell === '' ? null : cell)),
    ]);
    return { name, sql, rows: rowsOf(rows) };
  });
  const tables = [SYSTEMS, contentsOf(layers, changedAt), shapesOf(layers), ...own];
  return writeDatabase(tables, { applicationId: APPLICATION, userVersion: EDITION }, encode);
}
