// Holds a version and its district until the transaction ends: nobody edits the one, and nobody brings
// another of the district in, while this one is looked at and brought in.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type AreaVersion, findVersion, lockDistrict, lockVersion } from './queries.ts';

/** As it is once all who wrote before are done; undefined where there is none. */
export async function lockToPublish(tx: Tx, versionId: string): Promise<AreaVersion | undefined> {
  const found = await findVersion(tx, versionId);
  if (!found) return undefined;
  await lockDistrict(tx, found.districtId);
  return lockVersion(tx, versionId);
}
