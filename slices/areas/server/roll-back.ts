// Brings an earlier version back: its areas are published anew as a version of their own, by the same way as
// any other, so that history stays whole and every case keeps the version it was routed by.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { assert } from '../../../kernel/assert.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { copyVersion } from './open-draft.ts';
import { type AreaVersion, findVersion } from './queries.ts';
import { type PublishCommand, requestPublication } from './request-publication.ts';

export async function rollBack(
  tx: Tx,
  actor: Actor,
  version: AreaVersion,
  command: PublishCommand,
): Promise<Awaited<ReturnType<typeof requestPublication>> | Refusal<'areas.never_in_force'>> {
  if (version.state !== 'retired') return refuse('areas.never_in_force', { versionId: version.id });
  const source = `${version.source}（恢复第 ${version.number} 版 · version ${version.number} again）`;
  const by = actor.kind === 'person' ? actor.personId : actor.kind;
  const { versionId } = await copyVersion(tx, version, { source, by });
  const copy = await findVersion(tx, versionId);
  assert(copy, 'a version that was just copied is there');
  return requestPublication(tx, actor, copy, command);
}
