// The versions of a district's lists, drafts included, for those who keep them.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { listVersions } from './queries.ts';

export async function readVersions(tx: Tx, districtId: string) {
  const versions = await listVersions(tx, { districtId });
  return {
    versions: versions.map(({ audit, defaults: _, districtId: __, basedOn: ___, ...version }) => ({
      ...version,
      findings: audit ? audit.findings.length : null,
    })),
  };
}
