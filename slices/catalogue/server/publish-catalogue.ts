// Puts a draft into force from its day on. Every item × grid must come to exactly one unit, or it is refused
// with the list; the version before ends on the day the new one begins, and cases keep the one they have.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { passes } from '../core/audit.ts';
import type { AuditReport } from '../core/audit.ts';
import { CATALOGUES_SNAPSHOT } from './catalogues-snapshot.ts';
import { auditVersion, lockDraft } from './check-catalogue.ts';
import { lockPublished, setAudit, setEnd, setPublished } from './queries.ts';
import type { VersionRow } from './queries.ts';

export interface Publication {
  readonly catalogueId: Id;
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
  readonly audit: AuditReport;
}

/** How many findings a refusal carries; the whole list stays with a check. */
const MOST_FINDINGS_TOLD = 200;

/** The first version of a district may begin in the past, since no case can have had another. */
function refuseBadDate(version: VersionRow, earlier: readonly VersionRow[], today: string): void {
  const { effectiveFrom } = version;
  if (earlier.length > 0 && effectiveFrom < today)
    throwRefusal('catalogue.date_past', { effectiveFrom, today });
  if (earlier.some((other) => other.effectiveFrom === effectiveFrom)) {
    throwRefusal('catalogue.date_taken', { effectiveFrom });
  }
}

async function endEarlier(
  tx: Tx,
  earlier: readonly VersionRow[],
  effectiveFrom: string,
  today: string,
): Promise<void> {
  const before = earlier.filter((other) => other.effectiveFrom < effectiveFrom);
  for (const other of before) {
    const until = other.effectiveUntil;
    const end = until === null || until > effectiveFrom ? effectiveFrom : until;
    const state = end <= today ? 'retired' : 'published';
    if (end !== until || state !== other.state) await setEnd(tx, other.id, end, state);
  }
}

/** The report of a version that may come into force. Throws Refused `catalogue.has_findings` (data.list),
 *  `.date_past`, `.date_taken`. */
export async function mayPublish(
  tx: Tx,
  version: VersionRow,
  earlier: readonly VersionRow[],
): Promise<AuditReport> {
  refuseBadDate(version, earlier, localDate(tx.now));
  const report = await auditVersion(tx, version);
  if (!passes(report)) {
    const list = report.findings.slice(0, MOST_FINDINGS_TOLD);
    const { brokenPairs, findings } = report;
    throwRefusal('catalogue.has_findings', { findings: findings.length, brokenPairs, list });
  }
  return report;
}

/** Throws the refusals of mayPublish; see check. */
export async function publishCatalogue(
  tx: Tx,
  districtId: string,
  catalogueId: Id,
  by: string,
): Promise<Publication> {
  const version = await lockDraft(tx, districtId, catalogueId);
  const earlier = await lockPublished(tx, districtId);
  const today = localDate(tx.now);
  const report = await mayPublish(tx, version, earlier);
  const { effectiveFrom } = version;
  const next = earlier.find((other) => other.effectiveFrom > effectiveFrom);
  const effectiveUntil = next?.effectiveFrom ?? null;
  await setAudit(tx, catalogueId, 'checked', report);
  await setPublished(tx, { id: catalogueId, effectiveUntil, publishedBy: by });
  await endEarlier(tx, earlier, effectiveFrom, today);
  await tx.snapshots.bump(tx, CATALOGUES_SNAPSHOT);
  return { catalogueId, effectiveFrom, effectiveUntil, audit: report };
}
