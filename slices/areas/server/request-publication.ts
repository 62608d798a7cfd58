// area.publish as a person asks for it: the first boundaries of a district come into force at once, every
// later version waits for a second person. Its tiling is checked before it is proposed and again when
// somebody agrees.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type Consent, factsOf, textFact } from '../../changes/core/change.ts';
import {
  type ChangeExecutor,
  proposeChange,
  recordChanges,
  requireReason,
} from '../../changes/server/public.ts';
import { areasPolicy } from '../core/policy.ts';
import { checkTiling } from './check-tiling.ts';
import { type PublishRefusal, type Published, publishAreas } from './publish-areas.ts';
import { type AreaVersion, findVersion, listVersions } from './queries.ts';

const OPERATION = 'area.publish';
const TITLE = { zh: '发布区域版本', en: 'Boundaries published' };
const MOST_VERSIONS = 200;

interface Requested extends Published {
  readonly isDone: boolean;
  readonly proposalId: Id | null;
}

const personOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.kind);

const tell = (version: AreaVersion, before: AreaVersion | undefined) => ({
  operation: OPERATION,
  title: TITLE,
  subject: { kind: 'areas', id: version.id, name: `${version.districtId} · ${version.number}` },
  facts: factsOf(
    textFact({ zh: '版本', en: 'version' }, before && String(before.number), String(version.number)),
    textFact({ zh: '来源', en: 'source' }, before?.source, version.source),
  ),
});

async function inForce(tx: Tx, districtId: string): Promise<AreaVersion | undefined> {
  const versions = await listVersions(tx, districtId, MOST_VERSIONS);
  return versions.find((one) => one.state === 'published');
}

async function publishNow(
  tx: Tx,
  actor: Actor,
  version: AreaVersion,
  consent?: Consent,
): Promise<Requested | PublishRefusal> {
  requireRight(areasPolicy, actor, OPERATION, { areaPath: version.districtId });
  const before = await inForce(tx, version.districtId);
  const done = await publishAreas(tx, version.id, personOf(actor));
  if (isRefusal(done)) return done;
  await recordChanges(tx, actor, [{ ...tell(version, before), areaPath: version.districtId }], consent);
  return { ...done, isDone: true, proposalId: null };
}

/** Throws Refused `changes.reason_missing` where it has to wait for a second person. */
export async function requestPublication(
  tx: Tx,
  actor: Actor,
  version: AreaVersion,
  why: string | undefined,
): Promise<Requested | Refusal> {
  requireRight(areasPolicy, actor, OPERATION, { areaPath: version.districtId });
  const before = await inForce(tx, version.districtId);
  if (!before || actor.kind !== 'person') return publishNow(tx, actor, version);
  if (version.state !== 'draft') return refuse('areas.not_draft', { state: version.state });
  const findings = await checkTiling(tx, version.id);
  if (findings.length > 0) {
    return refuse('areas.not_tiled', { versionId: version.id, count: findings.length, findings });
  }
  const proposalId = await proposeChange(tx, actor, {
    ...tell(version, before),
    why: requireReason(why),
    reach: [version.districtId],
    body: { versionId: version.id },
  });
  const { id: versionId, districtId, number } = version;
  return { versionId, districtId, number, isDone: false, proposalId };
}

export const areasExecutors: readonly ChangeExecutor[] = [
  {
    operation: OPERATION,
    refusals: ['areas.version_not_found', 'areas.not_draft', 'areas.not_tiled'],
    apply: async (tx, actor, { versionId }, consent) => {
      const version = await findVersion(tx, String(versionId));
      orRefuse(version ? await publishNow(tx, actor, version, consent) : refuse('areas.version_not_found'));
    },
  },
];
