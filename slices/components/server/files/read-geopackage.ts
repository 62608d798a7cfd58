// A GeoPackage, row by row: a few of its pages are held at a time. It must hold one layer; which of
// several is meant only its maker knows.
import { isSystemFault } from '../../../../kernel/formats/file-system.ts';
import {
  type Layer,
  openGeoPackage,
  PACKAGE_FAULTS,
  type PackageFaultKind,
  packageFaultOf,
} from '../../../../kernel/formats/geopackage.ts';
import { DatabaseUnreadable, type Encoding } from '../../../../kernel/formats/sqlite-file.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { Refused } from '../../../../platform/server/http/refused.ts';
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, systemRefused } from './byte-source.ts';

const MAGIC = 'SQLite format 3\0';

export const isDatabase = (head: Buffer): boolean => head.toString('latin1').startsWith(MAGIC);

function unfit(kind: PackageFaultKind, names: readonly string[] = []): Refused {
  const { zh, en } = PACKAGE_FAULTS[kind];
  const told = (words: string) => words.replace('{names}', names.join(', '));
  return new Refused(refuse('component.package_unfit', { zh: told(zh), en: told(en) }));
}

const decoderOf = (encoding: Encoding) => {
  const decoder = new TextDecoder(encoding);
  return (bytes: Uint8Array) => decoder.decode(bytes);
};

async function layerOf(source: ByteSource): Promise<Layer> {
  const { layers, views } = await openGeoPackage(source, decoderOf);
  const [only] = layers ?? [];
  if (only && layers?.length === 1) return only;
  if (only)
    throw unfit(
      'package_of_several',
      layers?.map(({ name }) => name),
    );
  throw views.length > 0 ? unfit('package_of_views', views) : unfit('package_without_layers');
}

/** Throws Refused `component.package_unfit`, `component.file_projected`. */
export async function* readGeoPackageRows(source: ByteSource): AsyncGenerator<SourceRow> {
  try {
    const { system, rows } = await layerOf(source);
    if (system && isSystemFault(system)) throw systemRefused(system);
    for await (const row of rows()) yield { ...row, ...(system ? { system } : {}) };
  } catch (error) {
    throw error instanceof DatabaseUnreadable ? unfit(packageFaultOf(error)) : error;
  }
}
