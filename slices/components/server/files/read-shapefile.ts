// A zipped Shapefile: .shp and .dbf side by side, record by record, in the system that its .prj names. Metres
// without a name are refused, since guessing their zone would put a district beside itself.
import { type FileSystem, isSystemFault, systemOfWkt } from '../../../../kernel/formats/file-system.ts';
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, systemRefused, unreadable } from './byte-source.ts';
import { decodeBy, readDbf } from './read-dbf.ts';
import { readShp } from './read-shp.ts';
import { unpacked, wholeEntry, type ZipEntry } from './zip-entries.ts';

const MOST_SIDE_BYTES = 100_000;

/** Of two layers in one zip the first counts; what macOS puts beside each file is none. */
const shpOf = (entries: readonly ZipEntry[]): ZipEntry | undefined =>
  entries.find(({ name }) => /\.shp$/i.test(name) && !/(^|\/)\._/.test(name));

export const isShapefile = (entries: readonly ZipEntry[]): boolean => shpOf(entries) !== undefined;

function systemOf(prj: string | undefined): FileSystem | undefined {
  if (prj === undefined || prj.trim() === '') return undefined;
  const system = systemOfWkt(prj);
  if (isSystemFault(system)) throw systemRefused(system);
  return system;
}

/** Throws Refused `component.file_unreadable`, `component.file_projected`. */
export async function* readShapefileRows(
  source: ByteSource,
  entries: readonly ZipEntry[],
): AsyncGenerator<SourceRow> {
  const shp = shpOf(entries);
  if (!shp) throw unreadable('zip_of_else');
  const stem = shp.name.slice(0, -4).toLowerCase();
  const beside = (ending: string) => entries.find(({ name }) => name.toLowerCase() === stem + ending);
  const textOf = async (ending: string): Promise<string | undefined> => {
    const entry = beside(ending);
    return entry && (await wholeEntry(source, entry, MOST_SIDE_BYTES))?.toString('utf8');
  };
  const prj = await textOf('.prj');
  const system = systemOf(prj);
  const dbf = beside('.dbf');
  if (!dbf) throw unreadable('dbf_missing');
  const records = readDbf(unpacked(source, dbf), decodeBy(await textOf('.cpg')));
  try {
    for await (const geometry of readShp(unpacked(source, shp), system !== undefined)) {
      const next = await records.next();
      if (next.done) throw unreadable('dbf_shorter');
      if (next.value !== null) yield { fields: next.value, geometry, ...(system ? { system } : {}) };
    }
  } finally {
    await records.return(undefined);
  }
}
