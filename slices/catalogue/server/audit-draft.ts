// The audit of any version as the workshop shows it: what stands in the way of publication, and what is
// worth a look. Reads only; nothing of it is kept.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { areaTree } from '../../areas/server/public.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { staffedUnits, unitDirectory } from '../../people/server/public.ts';
import { advise, type Advice } from '../core/advise.ts';
import { audit, type AuditReport, type Watch } from '../core/audit.ts';
import { compileVersion } from './catalogues-snapshot.ts';
import { gridsOf } from './check-catalogue.ts';
import type { VersionRow } from './queries.ts';

/** Throws Refused `areas.district_not_found`, `calendar.not_found`. */
export async function auditDraft(
  tx: Tx,
  version: VersionRow,
): Promise<AuditReport & { readonly advice: Advice[] }> {
  const { districtId } = version;
  const grids = gridsOf(orRefuse(await areaTree(tx, districtId)));
  const calendar = await calendarFor(tx, districtId);
  const staffed = await staffedUnits(tx, districtId);
  const compiled = await compileVersion(tx, version);
  const watch: Watch = { spoke: new Set(), reached: new Map() };
  const report = audit(compiled, await unitDirectory(tx), grids, watch);
  return { ...report, advice: advise(compiled, { grids, watch, calendar, staffed }) };
}
