// areas.take_effect: the day of a version has come. It is checked once more; where it may not come into force
// any more it is a draft again and the record says why, so that the district is never left without areas.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { TAKE_EFFECT } from './agree-on-day.ts';
import { lockToPublish } from './lock-to-publish.ts';
import { publishAreas } from './publish-areas.ts';
import { findAgreedBy, setAgreed } from './queries-workshop.ts';
import { tellDay } from './tell-version.ts';

const CLOCK: Actor = { kind: 'system', name: 'clock' };

async function takeEffect(tx: Tx, versionId: string): Promise<void> {
  const version = await lockToPublish(tx, versionId);
  if (!version || version.startsAt === null) return;
  const by = (await findAgreedBy(tx, versionId)) ?? CLOCK.kind;
  const done = await publishAreas(tx, versionId, by);
  if (isRefusal(done)) await setAgreed(tx, versionId, null);
  const told = isRefusal(done) ? tellDay(version, 'failed', done) : tellDay(version, 'tookEffect');
  await recordChanges(tx, CLOCK, [{ ...told, operation: 'area.publish', areaPath: version.districtId }]);
}

export const areasJobs: readonly TimerHandler[] = [
  { kind: TAKE_EFFECT, handle: (tx, timer) => takeEffect(tx, timer.key) },
];
