// A GeoJSON FeatureCollection, feature by feature, in the letters and the system that it is found to be in.
import { cutFeatures, FeaturesUnreadable } from '../../../../kernel/formats/feature-cutter.ts';
import { type FileSystem, isSystemFault, systemOfName } from '../../../../kernel/formats/file-system.ts';
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, systemRefused, unreadable } from './byte-source.ts';
import { encodingOf, textOf } from './decode.ts';

/** Throws Refused `component.file_unreadable`, `component.file_projected`. */
export async function* readGeoJsonRows(source: ByteSource): AsyncGenerator<SourceRow> {
  const said: { system?: FileSystem } = {};
  let hasRows = false;
  const onSystem = (name: string) => {
    const system = systemOfName(name);
    if (isSystemFault(system)) throw systemRefused(system);
    // Rows went by before it was said that they are in metres.
    if (hasRows && system.isMetres) throw systemRefused({ fault: 'unnamed', name });
    said.system = system;
  };
  try {
    for await (const feature of cutFeatures(textOf(source, await encodingOf(source)), onSystem)) {
      hasRows = true;
      yield { fields: feature.properties, geometry: feature.geometry, ...said };
    }
  } catch (error) {
    throw error instanceof FeaturesUnreadable ? unreadable(error.kind) : error;
  }
}
