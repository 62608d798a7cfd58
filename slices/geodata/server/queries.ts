// SQL of what districts have opened.
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { COLLECTIONS, type CollectionId, OPEN_BY_DEFAULT } from '../core/collections.ts';

/** What is open of a district: as it has said, else as it is by itself. */
export async function listOpenness(
  tx: Tx,
  districtId: string,
): Promise<ReadonlyMap<CollectionId, boolean>> {
  const rows = await tx.db
    .selectFrom('open_collection')
    .select(['collection', 'is_open'])
    .where('district_id', '=', districtId)
    .limit(COLLECTIONS.length)
    .execute();
  const said = new Map(rows.map((row) => [row.collection, row.is_open]));
  return new Map(COLLECTIONS.map((id) => [id, said.get(id) ?? OPEN_BY_DEFAULT[id]]));
}

export async function writeOpenness(
  tx: Tx,
  of: {
    readonly districtId: string;
    readonly collection: CollectionId;
    readonly isOpen: boolean;
    readonly by: string;
  },
): Promise<void> {
  const said = { is_open: of.isOpen, changed_at: toIso(tx.now), changed_by: of.by };
  await tx.db
    .insertInto('open_collection')
    .values({ district_id: of.districtId, collection: of.collection, ...said })
    .onConflict((conflict) => conflict.columns(['district_id', 'collection']).doUpdateSet(said))
    .execute();
}
