// A version that two people have agreed upon waits for its day; recalled, it is a draft again.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { cancelTimers, scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { recordChanges, requireReason } from '../../changes/server/public.ts';
import { type AreaVersion, findInForce, lockVersion } from './queries.ts';
import { setAgreed } from './queries-workshop.ts';
import { tellDay } from './tell-version.ts';

export const TAKE_EFFECT = 'areas.take_effect';

/** The version is locked. What is in force now is what an import was agreed to replace. */
export async function agreeOn(tx: Tx, version: AreaVersion, startsAt: Instant, by: string): Promise<void> {
  const isImport = version.copiedFrom === null;
  const basedOn = isImport ? ((await findInForce(tx, version.districtId))?.id ?? null) : version.basedOn;
  await setAgreed(tx, version.id, { startsAt, by, basedOn });
  await scheduleTimers(tx, [{ kind: TAKE_EFFECT, key: version.id, dueAt: startsAt }]);
}

/** One person is enough: what is in force stays in force. Throws Refused `changes.reason_missing`. */
export async function recallVersion(
  tx: Tx,
  actor: Actor,
  versionId: string,
  why: string | undefined,
): Promise<AreaVersion | Refusal<'areas.version_not_found' | 'areas.nothing_waits'>> {
  const version = await lockVersion(tx, versionId);
  if (!version) return refuse('areas.version_not_found', { versionId });
  if (version.startsAt === null) return refuse('areas.nothing_waits');
  const said = requireReason(why);
  await setAgreed(tx, versionId, null);
  await cancelTimers(tx, TAKE_EFFECT, versionId);
  const told = { ...tellDay(version, 'recalled'), operation: 'area.publish', why: said };
  await recordChanges(tx, actor, [{ ...told, areaPath: version.districtId }]);
  return { ...version, startsAt: null };
}
