// Gives a draft up: its areas and steps go, its number stays taken, and the record says who and why. Nothing
// in force changes, so one person is enough.
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { recordChanges, requireReason } from '../../changes/server/public.ts';
import { lockDraft } from './edit-draft.ts';
import type { AreaVersion } from './queries.ts';
import { discardVersion } from './queries-workshop.ts';
import { tellDay } from './tell-version.ts';

/** `revision`: nobody throws away steps that they have not seen. Throws Refused `changes.reason_missing`. */
export async function discardDraft(
  tx: Tx,
  actor: Actor,
  versionId: string,
  { revision, why }: { readonly revision: number; readonly why: string | undefined },
): Promise<AreaVersion | Refusal> {
  const version = await lockDraft(tx, versionId, revision, false);
  if (isRefusal(version)) return version;
  const told = { ...tellDay(version, 'discarded'), operation: 'area.draft', why: requireReason(why) };
  await discardVersion(tx, versionId);
  await recordChanges(tx, actor, [{ ...told, areaPath: version.districtId }]);
  return version;
}
