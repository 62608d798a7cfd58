// Whatever an office sends, as rows in their order: told by what the file holds, never by its name.
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, unreadable } from './byte-source.ts';
import { readCsvRows } from './read-csv.ts';
import { isDatabase, readGeoPackageRows } from './read-geopackage.ts';
import { readGeoJsonRows } from './read-geojson.ts';
import { isShapefile, readShapefileRows } from './read-shapefile.ts';
import { isWorkbook, readXlsxRows } from './read-xlsx.ts';
import { zipEntries } from './zip-entries.ts';

const HEAD_BYTES = 512;

/** Throws Refused `component.file_unreadable`, `component.file_projected`, `component.package_unfit`, also in
 *  the middle. */
export async function* readRows(source: ByteSource): AsyncGenerator<SourceRow> {
  const head = await source.read(0, HEAD_BYTES);
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const entries = await zipEntries(source);
    if (isWorkbook(entries)) yield* readXlsxRows(source, entries);
    else if (isShapefile(entries)) yield* readShapefileRows(source, entries);
    else throw unreadable('the zip holds neither a Shapefile nor a workbook');
    return;
  }
  if (head.length >= 4 && head.readInt32BE(0) === 9994) {
    throw unreadable('a .shp alone has no table: send it zipped with its .dbf');
  }
  if (isDatabase(head)) {
    yield* readGeoPackageRows(source);
    return;
  }
  if (head.includes(0)) throw unreadable('it is no text');
  const first = head.toString('utf8').replace(/^\uFEFF/, '').trimStart()[0];
  yield* first === '{' || first === '[' ? readGeoJsonRows(source) : readCsvRows(source);
}
