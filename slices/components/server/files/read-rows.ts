// Whatever an office sends, as rows in their order: told by what the file holds, never by its name.
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, unreadable } from './byte-source.ts';
import { readCsvRows } from './read-csv.ts';
import { isDatabase, readGeoPackageRows } from './read-geopackage.ts';
import { readGeoJsonRows } from './read-geojson.ts';
import { isShapefile, readShapefileRows } from './read-shapefile.ts';
import { isWorkbook, readXlsxRows } from './read-xlsx.ts';
import { type ZipEntry, zipEntries } from './zip-entries.ts';

const HEAD_BYTES = 512;
/** The container of .xls, and of workbooks with a password. */
const OLD_EXCEL = 0xd0cf11e0;
/** A workbook of OpenDocument, of Excel in its binary form, of Numbers. */
const OTHER_OFFICE = new Set(['content.xml', 'xl/workbook.bin', 'index/document.iwa', 'index.zip']);
const isOtherOffice = (entries: readonly ZipEntry[]): boolean =>
  entries.some(({ name }) => OTHER_OFFICE.has(name.toLowerCase()));
/** How a text in UTF-16 begins. */
const WIDE = new Set([0xfffe, 0xfeff]);

/** Throws Refused `component.file_unreadable`, `component.file_projected`, `component.package_unfit`, also in
 *  the middle. */
export async function* readRows(source: ByteSource): AsyncGenerator<SourceRow> {
  const head = await source.read(0, HEAD_BYTES);
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const entries = await zipEntries(source);
    if (isWorkbook(entries)) yield* readXlsxRows(source, entries);
    else if (isShapefile(entries)) yield* readShapefileRows(source, entries);
    else throw unreadable(isOtherOffice(entries) ? 'other_office' : 'zip_of_else');
    return;
  }
  if (head.length >= 4 && head.readInt32BE(0) === 9994) throw unreadable('shp_alone');
  if (isDatabase(head)) {
    yield* readGeoPackageRows(source);
    return;
  }
  if (head.length >= 4 && head.readUInt32BE(0) === OLD_EXCEL) throw unreadable('old_excel');
  if (head.length >= 2 && WIDE.has(head.readUInt16BE(0))) throw unreadable('other_letters');
  if (head.includes(0)) throw unreadable('no_text');
  const first = head.toString('utf8').replace(/^\uFEFF/, '').trimStart()[0];
  if (first === '<') throw unreadable('markup');
  yield* first === '{' || first === '[' ? readGeoJsonRows(source) : readCsvRows(source);
}
