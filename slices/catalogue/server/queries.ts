// All SQL of the catalogue's versions: the rows of their lists are in queries-lists.ts.
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { AuditReport } from '../core/audit.ts';
import type { Catalogue, CatalogueState } from '../core/catalogue.ts';

const MOST_VERSIONS = 1_000;

/** A version without its lists. */
export interface VersionRow extends Omit<Catalogue, 'entries' | 'items' | 'rules'> {
  readonly createdBy: string;
  readonly createdAt: number;
  readonly checkedAt: number | null;
  readonly audit: AuditReport | null;
  readonly publishedAt: number | null;
  readonly publishedBy: string | null;
  readonly revision: number;
  readonly revisedByName: string | null;
  readonly copiedFrom: Id | null;
  readonly basedOn: Id | null;
}

const versions = (tx: Tx) =>
  tx.db
    .selectFrom('catalogue')
    .select([
      'id',
      'district_id',
      'title',
      'state',
      'effective_from',
      'effective_until',
      'source',
      'defaults',
      'created_at',
      'created_by',
      'checked_at',
      'audit',
      'published_at',
      'published_by',
      'revision',
      'revised_by_name',
      'copied_from',
      'based_on',
    ]);

type StoredVersion = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number];

// Only what this slice wrote is in the json columns, so the casts state the shape in which it was written.
const toVersion = (row: StoredVersion): VersionRow => ({
  id: row.id,
  districtId: row.district_id,
  title: row.title,
  state: row.state as CatalogueState,
  effectiveFrom: row.effective_from,
  effectiveUntil: row.effective_until,
  source: row.source as Catalogue['source'],
  defaults: row.defaults as Catalogue['defaults'],
  createdAt: row.created_at,
  createdBy: row.created_by,
  checkedAt: row.checked_at,
  audit: row.audit as AuditReport | null,
  publishedAt: row.published_at,
  publishedBy: row.published_by,
  revision: row.revision,
  revisedByName: row.revised_by_name,
  copiedFrom: row.copied_from,
  basedOn: row.based_on,
});

export async function findVersion(tx: Tx, id: Id): Promise<VersionRow | undefined> {
  const row = await versions(tx).where('id', '=', id).executeTakeFirst();
  return row && toVersion(row);
}

export async function lockVersion(tx: Tx, id: Id): Promise<VersionRow | undefined> {
  const row = await versions(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toVersion(row);
}

/** All versions, newest effect first; `states` narrows. Of all districts without `districtId`. */
export async function listVersions(
  tx: Tx,
  of: { readonly districtId?: string; readonly states?: readonly CatalogueState[] },
): Promise<VersionRow[]> {
  const { districtId, states } = of;
  const rows = await versions(tx)
    .$if(districtId !== undefined, (query) => query.where('district_id', '=', districtId ?? ''))
    .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
    .orderBy('effective_from', 'desc')
    .orderBy('created_at', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
  return rows.map(toVersion);
}

/** Held to the end of the transaction: versions of one district are published one after another. */
export async function lockPublished(tx: Tx, districtId: string): Promise<VersionRow[]> {
  const rows = await versions(tx)
    .where('district_id', '=', districtId)
    .where('state', 'in', ['published', 'retired'])
    .orderBy('effective_from')
    .limit(MOST_VERSIONS)
    .forUpdate()
    .execute();
  return rows.map(toVersion);
}

export async function insertVersion(
  tx: Tx,
  version: Pick<
    VersionRow,
    'id' | 'districtId' | 'title' | 'effectiveFrom' | 'source' | 'defaults' | 'createdBy'
  >,
): Promise<void> {
  await tx.db
    .insertInto('catalogue')
    .values({
      id: version.id,
      district_id: version.districtId,
      title: version.title,
      state: 'draft',
      effective_from: version.effectiveFrom,
      effective_until: null,
      source: JSON.stringify(version.source),
      defaults: JSON.stringify(version.defaults),
      created_at: toIso(tx.now),
      created_by: version.createdBy,
      checked_at: null,
      audit: null,
      published_at: null,
      published_by: null,
    })
    .execute();
}

export async function setAudit(
  tx: Tx,
  id: Id,
  state: 'draft' | 'checked',
  audit: AuditReport,
): Promise<void> {
  await tx.db
    .updateTable('catalogue')
    .set({ state, checked_at: toIso(tx.now), audit: JSON.stringify(audit) })
    .where('id', '=', id)
    .execute();
}

export async function setPublished(
  tx: Tx,
  version: { readonly id: Id; readonly effectiveUntil: string | null; readonly publishedBy: string },
): Promise<void> {
  await tx.db
    .updateTable('catalogue')
    .set({
      state: 'published',
      effective_until: version.effectiveUntil,
      published_at: toIso(tx.now),
      published_by: version.publishedBy,
    })
    .where('id', '=', version.id)
    .execute();
}

export async function setEnd(
  tx: Tx,
  id: Id,
  effectiveUntil: string,
  state: 'published' | 'retired',
): Promise<void> {
  await tx.db
    .updateTable('catalogue')
    .set({ effective_until: effectiveUntil, state })
    .where('id', '=', id)
    .execute();
}
