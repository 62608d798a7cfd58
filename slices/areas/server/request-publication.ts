// area.publish as a person asks for it: the first boundaries of a district come into force at once, every
// later version waits for a second person, and may be agreed upon for a day to come. Its tiling is checked
// before it is proposed, when somebody agrees, and on the day.
import type { Id } from '../../../kernel/id.ts';
import { DAY } from '../../../kernel/duration.ts';
import { type Instant, localDate, startOfDate } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Consent } from '../../changes/core/change.ts';
import {
  type ChangeExecutor,
  proposeChange,
  recordChanges,
  requireReason,
} from '../../changes/server/public.ts';
import { isOvertaken } from '../core/overtaken.ts';
import { areasPolicy } from '../core/policy.ts';
import { agreeOn } from './agree-on-day.ts';
import { checkTiling } from './check-tiling.ts';
import { lockToPublish } from './lock-to-publish.ts';
import { type PublishRefusal, type Published, publishAreas } from './publish-areas.ts';
import { type AreaVersion, findInForce } from './queries.ts';
import { findWaiting } from './queries-workshop.ts';
import { tellVersion } from './tell-version.ts';

const OPERATION = 'area.publish';
const FARTHEST_DAYS = 366;

export interface PublishCommand {
  readonly why: string | undefined;
  /** `YYYY-MM-DD`, from that day's first moment on (UTC+8); else at once. */
  readonly effectiveOn: string | undefined;
  /** Of the draft as it was read; none: as it was begun. */
  readonly revision?: number | undefined;
}

export interface Requested extends Published {
  readonly isDone: boolean;
  readonly proposalId: Id | null;
  readonly startsAt: Instant | null;
}

const personOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.kind);

function momentOf(day: string | undefined, now: Instant): Instant | null | Refusal<'areas.day_not_ahead'> {
  if (day === undefined) return null;
  const at = startOfDate(day);
  const isAhead = at !== undefined && at > now && at <= now + FARTHEST_DAYS * DAY;
  return isAhead ? at : refuse('areas.day_not_ahead');
}

/** At once, or on its day; a day that went by while nobody agreed is now. The version is locked. */
async function bringIn(
  tx: Tx,
  actor: Actor,
  version: AreaVersion,
  startsAt: Instant | null,
  consent?: Consent,
): Promise<Requested | Refusal> {
  const { id: versionId, districtId, number } = version;
  requireRight(areasPolicy, actor, OPERATION, { areaPath: districtId });
  const told = await tellVersion(tx, version, startsAt);
  const isAhead = startsAt !== null && startsAt > tx.now;
  const obstacle = isAhead ? await obstacleTo(tx, version) : await claimBefore(tx, version);
  if (obstacle) return obstacle;
  if (isAhead) {
    await agreeOn(tx, version, startsAt, personOf(actor));
    await recordChanges(tx, actor, [{ ...told, operation: OPERATION, areaPath: districtId }], consent);
    return { versionId, districtId, number, isDone: true, proposalId: null, startsAt };
  }
  const done = await publishAreas(tx, version.id, personOf(actor));
  if (isRefusal(done)) return done;
  await recordChanges(tx, actor, [{ ...told, operation: OPERATION, areaPath: districtId }], consent);
  return { ...done, isDone: true, proposalId: null, startsAt: null };
}

type Obstacle = PublishRefusal | Refusal<'areas.another_waits'>;

/** Another version that has the district for itself: one that waits for its day, or that came into force. */
async function claimBefore(tx: Tx, version: AreaVersion): Promise<Obstacle | undefined> {
  if (version.state !== 'draft') return refuse('areas.not_draft', { state: version.state });
  const waiting = await findWaiting(tx, version.districtId);
  if (waiting && waiting.startsAt !== null) {
    const startsOn = localDate(waiting.startsAt);
    return refuse('areas.another_waits', { number: waiting.number, startsOn });
  }
  const inForce = await findInForce(tx, version.districtId);
  return isOvertaken(version, inForce)
    ? refuse('areas.draft_overtaken', { number: inForce?.number ?? 0 })
    : undefined;
}

/** Why the version may not come into force; undefined when it may. */
async function obstacleTo(tx: Tx, version: AreaVersion): Promise<Obstacle | undefined> {
  const other = await claimBefore(tx, version);
  if (other) return other;
  const findings = await checkTiling(tx, version.id);
  if (findings.length === 0) return undefined;
  return refuse('areas.not_tiled', { versionId: version.id, count: findings.length, findings });
}

/** Throws Refused `changes.reason_missing` where it has to wait for a second person. */
export async function requestPublication(
  tx: Tx,
  actor: Actor,
  { id: versionId, districtId, number }: AreaVersion,
  { why, effectiveOn, revision = 0 }: PublishCommand,
): Promise<Requested | Refusal> {
  requireRight(areasPolicy, actor, OPERATION, { areaPath: districtId });
  const startsAt = momentOf(effectiveOn, tx.now);
  if (isRefusal(startsAt)) return startsAt;
  const version = await lockToPublish(tx, versionId);
  if (!version) return refuse('areas.version_not_found', { versionId });
  if (version.state === 'draft' && version.revision !== revision) {
    return refuse('areas.changed_since_read', { number, byName: version.revisedByName ?? '–' });
  }
  const obstacle = await obstacleTo(tx, version);
  if (obstacle) return obstacle;
  if (!(await findInForce(tx, districtId)) || actor.kind !== 'person') {
    return bringIn(tx, actor, version, startsAt);
  }
  const proposalId = await proposeChange(tx, actor, {
    ...(await tellVersion(tx, version, startsAt)),
    operation: OPERATION,
    why: requireReason(why),
    reach: [districtId],
    body: { versionId, revision: version.revision, ...(effectiveOn ? { effectiveOn } : {}) },
  });
  return { versionId, districtId, number, isDone: false, proposalId, startsAt };
}

/** What was agreed to is what was read: a draft edited since is proposed anew, and one that is being edited
 *  at this moment is waited for. */
async function apply(tx: Tx, actor: Actor, body: Readonly<Record<string, unknown>>, consent: Consent) {
  const version = await lockToPublish(tx, String(body.versionId));
  if (!version) return orRefuse(refuse('areas.version_not_found', { versionId: body.versionId }));
  if (version.revision !== (body.revision ?? version.revision)) {
    return orRefuse(refuse('areas.changed_since_proposed', { number: version.number }));
  }
  const startsAt = typeof body.effectiveOn === 'string' ? startOfDate(body.effectiveOn) : undefined;
  return orRefuse(await bringIn(tx, actor, version, startsAt ?? null, consent));
}

export const areasExecutors: readonly ChangeExecutor[] = [
  {
    operation: OPERATION,
    refusals: [
      'areas.version_not_found',
      'areas.not_draft',
      'areas.not_tiled',
      'areas.draft_overtaken',
      'areas.another_waits',
      'areas.changed_since_proposed',
    ],
    apply: async (tx, actor, body, consent) => {
      await apply(tx, actor, body, consent);
    },
  },
];
