// A photo is proof: a step may carry those that its actor uploaded, those sent without an account, and those
// that the case shows already. Any other id is refused, whether it is nobody's or somebody else's.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { uploaders } from '../../../platform/server/files/uploaders.ts';
import { receiptActor } from '../../../platform/server/http/receipt.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Step } from '../core/step.ts';
import { listCasePhotoIds } from './queries-reading.ts';
import { photosOf } from './save-decision.ts';

/** Throws Refused `cases.photo_unknown`. */
export async function requirePhotos(tx: Tx, actor: Actor, caseId: Id, steps: readonly Step[]): Promise<void> {
  const asked = [...new Set(photosOf(steps).map((row) => row.photo_id))];
  if (asked.length === 0 || actor.kind === 'system') return;
  const owners = new Set(['public', receiptActor(actor)]);
  const uploadedBy = await uploaders.get(tx, asked);
  const others = asked.filter((id) => !owners.has(uploadedBy.get(id) ?? ''));
  if (others.length === 0) return;
  const shown = new Set(await listCasePhotoIds(tx, caseId, others));
  const unknown = others.filter((id) => !shown.has(id));
  if (unknown.length > 0) {
    throwRefusal('cases.photo_unknown', { photoId: unknown[0], count: unknown.length });
  }
}
