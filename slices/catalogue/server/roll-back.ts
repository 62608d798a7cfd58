// Brings an earlier version of the lists back: its rows are published anew as a version of their own, by
// the same way as any other, so that every case keeps the version it began under.
import type { Id } from '../../../kernel/id.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { openDraft } from './open-draft.ts';
import type { VersionRow } from './queries.ts';
import type { Editor } from './queries-workshop.ts';
import { requestPublication } from './request-publication.ts';

export interface RollBackCommand {
  readonly effectiveFrom: string;
  readonly why?: string;
}

export async function rollBack(
  tx: Tx,
  actor: Actor,
  version: VersionRow,
  { effectiveFrom, why }: RollBackCommand,
  by: Editor,
): Promise<Awaited<ReturnType<typeof requestPublication>> | Refusal<'catalogue.never_in_force'>> {
  const { id, districtId, state } = version;
  if (state !== 'published' && state !== 'retired') {
    return refuse('catalogue.never_in_force', { catalogueId: id });
  }
  const title = `${version.title}（恢复 · again）`;
  const copy = await openDraft(tx, { districtId, fromCatalogueId: id, title, effectiveFrom }, by);
  const catalogueId: Id = copy.catalogueId;
  return requestPublication(tx, actor, { districtId, catalogueId, ...(why === undefined ? {} : { why }) });
}
