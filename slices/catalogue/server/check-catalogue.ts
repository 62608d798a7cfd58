// Audits a draft against the grids and units of today and keeps the report with it. A draft that passes is
// `checked`; one that fails goes back to `draft`. Publishing audits again: units may have changed since.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { areaTree } from '../../areas/server/public.ts';
import type { AreaNode } from '../../areas/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { audit, passes } from '../core/audit.ts';
import type { AuditReport } from '../core/audit.ts';
import { compileVersion } from './catalogues-snapshot.ts';
import { lockVersion, setAudit } from './queries.ts';
import type { VersionRow } from './queries.ts';

const STATE_WORDS = { published: '发布', retired: '停用', draft: '起草', checked: '核对' } as const;

export async function lockDraft(tx: Tx, districtId: string, catalogueId: Id): Promise<VersionRow> {
  const version = await lockVersion(tx, catalogueId);
  if (!version || version.districtId !== districtId)
    return throwRefusal('catalogue.not_found', { catalogueId });
  if (version.state === 'published' || version.state === 'retired') {
    return throwRefusal('catalogue.not_draft', { state: STATE_WORDS[version.state], catalogueId });
  }
  return version;
}

/** Paths of all grids below, in order. */
export function gridsOf(node: AreaNode): string[] {
  return node.level === 'grid' ? [node.path] : node.children.flatMap((child) => gridsOf(child));
}

/** Throws Refused `areas.district_not_found`. */
export async function auditVersion(tx: Tx, version: VersionRow): Promise<AuditReport> {
  const grids = gridsOf(orRefuse(await areaTree(tx, version.districtId)));
  assert(grids.length > 0, 'areas in force are tiled by grids down to the ground');
  return audit(await compileVersion(tx, version), await unitDirectory(tx), grids);
}

/** Throws Refused `catalogue.not_found`, `.not_draft`, `areas.district_not_found`. */
export async function checkCatalogue(tx: Tx, districtId: string, catalogueId: Id): Promise<AuditReport> {
  const version = await lockDraft(tx, districtId, catalogueId);
  const report = await auditVersion(tx, version);
  await setAudit(tx, catalogueId, passes(report) ? 'checked' : 'draft', report);
  return report;
}
