// Gives a draft of the lists up: its rows and steps go, and the record says who and why. Nothing in force
// changes, so one person is enough.
import type { Id } from '../../../kernel/id.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { factsOf, textFact } from '../../changes/core/change.ts';
import { recordChanges, requireReason } from '../../changes/server/public.ts';
import { lockDraft } from './check-catalogue.ts';
import type { VersionRow } from './queries.ts';
import { deleteVersion } from './queries-workshop.ts';

export interface DiscardCommand {
  readonly districtId: string;
  readonly catalogueId: Id;
  readonly revision: number;
  readonly why: string | undefined;
}

/** `revision`: nobody throws away steps that they have not seen. Throws Refused `changes.reason_missing`,
 *  `catalogue.not_found`, `.not_draft`. */
export async function discardDraft(
  tx: Tx,
  actor: Actor,
  { districtId, catalogueId, revision, why }: DiscardCommand,
): Promise<VersionRow | Refusal<'catalogue.changed_since_read'>> {
  const version = await lockDraft(tx, districtId, catalogueId);
  if (version.revision !== revision) {
    return refuse('catalogue.changed_since_read', { byName: version.revisedByName ?? '–' });
  }
  const reason = requireReason(why);
  await deleteVersion(tx, catalogueId);
  await recordChanges(tx, actor, [
    {
      operation: 'catalogue.draft',
      title: { zh: '放弃清单草稿', en: 'Draft of the lists given up' },
      areaPath: districtId,
      subject: { kind: 'catalogue', id: catalogueId, name: version.title },
      facts: factsOf(
        textFact({ zh: '版本', en: 'version' }, version.title, null),
        textFact({ zh: '步数', en: 'steps' }, String(version.revision), null),
      ),
      why: reason,
    },
  ]);
  return version;
}
