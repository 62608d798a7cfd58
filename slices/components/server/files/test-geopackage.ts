// GeoPackages for tests, as QGIS and GDAL lay them out: statements for SQLite, so that what a reader is held
// against does not come from the reader.
import { gaussPrj } from '../../../../kernel/formats/test-gauss.ts';
import type { Statement } from '../../../../platform/server/sheets/test-sqlite.ts';

/** `GP`, a box, then a point. */
export function packedPoint(x: number, y: number): Buffer {
  const bytes = Buffer.alloc(8 + 32 + 21);
  bytes.write('GP', 0);
  bytes[3] = 0x03;
  bytes[40] = 1;
  bytes.writeUInt32LE(1, 41);
  bytes.writeDoubleLE(x, 45);
  bytes.writeDoubleLE(y, 53);
  return bytes;
}
export const PACKAGE_TABLES: readonly Statement[] = [
  {
    sql:
      'create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, ' +
      'organization text not null, organization_coordsys_id integer not null, definition text not null)',
  },
  {
    sql: 'insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?)',
    rows: [
      ['Undefined Cartesian', -1, 'NONE', -1, 'undefined'],
      ['WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]'],
      ['CGCS2000 / 3-degree Gauss-Kruger CM 105E', 4544, 'EPSG', 4544, gaussPrj(105)],
      ['own', 100_001, 'NONE', 100_001, gaussPrj(105)],
      [
        'Xian 1980 / 3-degree',
        2379,
        'EPSG',
        2379,
        gaussPrj(105).replace('D_China_2000', 'Xian_1980').replace('"CGCS2000"', '"Xian"'),
      ],
    ],
  },
  {
    sql:
      'create table gpkg_contents (table_name text primary key, data_type text not null, ' +
      'identifier text unique, srs_id integer)',
  },
  {
    sql:
      'create table gpkg_geometry_columns (table_name text not null, column_name text not null, ' +
      'geometry_type_name text, srs_id integer, z tinyint, m tinyint, ' +
      'constraint pk_geom_cols primary key (table_name, column_name))',
  },
];

export function packageLayer(name: string, srs: number, shapes: readonly (Buffer | null)[]): Statement[] {
  return [
    { sql: `create table "${name}" (fid integer primary key autoincrement not null, geom blob, 名称 text)` },
    { sql: `insert into "${name}" (geom, 名称) values (?, ?)`, rows: shapes.map((s, n) => [s, `灯 ${n}`]) },
    { sql: 'insert into gpkg_contents values (?, ?, ?, ?)', rows: [[name, 'features', name, srs]] },
    {
      sql: 'insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)',
      rows: [[name, 'geom', 'POINT', srs]],
    },
  ];
}
