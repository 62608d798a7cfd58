// Every catalogue that was ever in force, compiled, in memory: the newest to answer, the older ones for the
// cases that began under them. Whoever publishes must bump it in the same transaction.
import type { Id } from '../../../kernel/id.ts';
import { defineSnapshot } from '../../../platform/server/db/snapshots.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { compileCatalogue } from '../core/compile.ts';
import type { CompiledCatalogue } from '../core/compile.ts';
import { getLists } from './queries-lists.ts';
import { listVersions } from './queries.ts';
import type { VersionRow } from './queries.ts';

export const CATALOGUES_SNAPSHOT = 'catalogues';

export interface Catalogues {
  readonly byId: ReadonlyMap<Id, CompiledCatalogue>;
  /** Newest effect first. */
  readonly byDistrict: ReadonlyMap<string, readonly CompiledCatalogue[]>;
}

export const compileVersion = async (tx: Tx, version: VersionRow): Promise<CompiledCatalogue> =>
  compileCatalogue({ ...version, ...(await getLists(tx, version.id)) });

export const cataloguesSnapshot = defineSnapshot<Catalogues>(CATALOGUES_SNAPSHOT, async (tx) => {
  const byId = new Map<Id, CompiledCatalogue>();
  const byDistrict = new Map<string, CompiledCatalogue[]>();
  for (const version of await listVersions(tx, { states: ['published', 'retired'] })) {
    const compiled = await compileVersion(tx, version);
    byId.set(compiled.id, compiled);
    byDistrict.set(compiled.districtId, [...(byDistrict.get(compiled.districtId) ?? []), compiled]);
  }
  return { byId, byDistrict };
});
