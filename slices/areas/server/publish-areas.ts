// Brings a draft into force: from here on every point is located by it. Refused while the tiling has faults.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import { AREAS_PUBLISHED, type AreasPublished } from '../core/contract.ts';
import { isOvertaken } from '../core/overtaken.ts';
import { areasSnapshot } from './areas-snapshot.ts';
import { checkTiling } from './check-tiling.ts';
import { lockToPublish } from './lock-to-publish.ts';
import { countAreas, findInForce, markPublished, retirePublished } from './queries.ts';

export interface Published {
  readonly versionId: string;
  readonly districtId: string;
  readonly number: number;
}

export type PublishRefusal = Refusal<
  'areas.version_not_found' | 'areas.not_draft' | 'areas.not_tiled' | 'areas.draft_overtaken'
>;

/** `by`: a person's id, or what program did it. `areas.not_tiled` carries the findings. */
export async function publishAreas(
  tx: Tx,
  versionId: string,
  by: string,
): Promise<Published | PublishRefusal> {
  const version = await lockToPublish(tx, versionId);
  if (!version) return refuse('areas.version_not_found', { versionId });
  if (version.state !== 'draft') return refuse('areas.not_draft', { state: version.state });
  const inForce = await findInForce(tx, version.districtId);
  if (isOvertaken(version, inForce)) return refuse('areas.draft_overtaken', { number: inForce?.number ?? 0 });
  const findings = await checkTiling(tx, versionId);
  if (findings.length > 0) return refuse('areas.not_tiled', { versionId, count: findings.length, findings });
  const { districtId, number } = version;
  await retirePublished(tx, districtId);
  await markPublished(tx, versionId, by);
  await tx.snapshots.bump(tx, areasSnapshot.name);
  const data: AreasPublished = { versionId, number, areas: await countAreas(tx, versionId) };
  await publishEvents(tx, [{ kind: AREAS_PUBLISHED, districtId, data: { ...data } }]);
  return { versionId, districtId, number };
}
