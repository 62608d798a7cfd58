// catalogue.publish as a person asks for it: the first lists of a district come into force at once, every
// later version waits for a second person. It is audited before it is proposed and again when somebody
// agrees.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import {
  type Consent,
  type Fact,
  factOf,
  factsOf,
  oneByOne,
  same,
  textFact,
} from '../../changes/core/change.ts';
import {
  type ChangeExecutor,
  proposeChange,
  recordChanges,
  requireReason,
} from '../../changes/server/public.ts';
import type { AuditReport } from '../core/audit.ts';
import { cataloguePolicy } from '../core/policy.ts';
import { countOf, type ListDifference, tellDifference } from '../core/compare-lists.ts';
import { lockDraft } from './check-catalogue.ts';
import { compareVersions } from './compare-versions.ts';
import { findNewest } from './open-draft.ts';
import { mayPublish, publishCatalogue, type Publication } from './publish-catalogue.ts';
import { lockPublished, type VersionRow } from './queries.ts';

const TITLE = { zh: '发布清单', en: 'Lists published' };
const OPERATION = 'catalogue.publish';

export interface PublicationAsked {
  readonly districtId: string;
  readonly catalogueId: Id;
  readonly why?: string;
  /** Of the draft as it was read; none: as it stands. */
  readonly revision?: number;
}

interface Requested extends Publication {
  readonly isDone: boolean;
  readonly proposalId: Id | null;
}

const personOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.kind);

/** What the second person would find in a comparison with what is in force: how much, and what. */
async function whatIsOther(tx: Tx, version: VersionRow, inForce: VersionRow | undefined) {
  if (!inForce) return [];
  const { differences } = await compareVersions(tx, version, inForce.id);
  const [added, gone] = [countOf(differences, 'added'), countOf(differences, 'gone')];
  const changed = countOf(differences, 'changed');
  const counts = factOf({ zh: '变动', en: 'differences' }, null, {
    zh: `新增 ${added} 行，删除 ${gone} 行，修改 ${changed} 行`,
    en: `${added} rows new, ${gone} gone, ${changed} changed`,
  });
  const wordsOf = (one: ListDifference) => ({
    zh: tellDifference(one, 'zh'),
    en: tellDifference(one, 'en'),
  });
  return [counts, oneByOne(differences.map(wordsOf))];
}

/** A draft begun before another version was published would undo that one. An import replaces what there
 * is. */
async function refuseOvertaken(tx: Tx, version: VersionRow): Promise<void> {
  if (version.basedOn === null) return;
  const newest = await findNewest(tx, version.districtId);
  if (newest && newest.id !== version.basedOn) {
    throwRefusal('catalogue.draft_overtaken', { title: newest.title });
  }
}

async function tell(tx: Tx, version: VersionRow, inForce: VersionRow | undefined, audit: AuditReport) {
  const facts: Fact[] = factsOf(
    textFact({ zh: '生效日期', en: 'in force from' }, inForce?.effectiveFrom, version.effectiveFrom),
    textFact({ zh: '版本', en: 'version' }, inForce?.title, version.title),
    { name: { zh: '已核对', en: 'checked pairs' }, before: null, after: same(String(audit.pairs)) },
    ...(await whatIsOther(tx, version, inForce)),
  );
  const subject = { kind: 'catalogue', id: version.id, name: version.title };
  return { operation: OPERATION, title: TITLE, subject, facts };
}

async function publishNow(
  tx: Tx,
  actor: Actor,
  asked: PublicationAsked,
  consent?: Consent,
): Promise<Requested> {
  const { districtId, catalogueId, why } = asked;
  requireRight(cataloguePolicy, actor, OPERATION, { areaPath: districtId });
  const version = await lockDraft(tx, districtId, catalogueId);
  await refuseOvertaken(tx, version);
  const [inForce] = (await lockPublished(tx, districtId))
    .filter((one) => one.state === 'published')
    .reverse();
  const done = await publishCatalogue(tx, districtId, catalogueId, personOf(actor));
  const said = why === undefined ? {} : { why };
  await recordChanges(
    tx,
    actor,
    [{ ...(await tell(tx, version, inForce, done.audit)), ...said, areaPath: districtId }],
    consent,
  );
  return { ...done, isDone: true, proposalId: null };
}

/** Throws the refusals of publishCatalogue, and `changes.reason_missing` where it has to wait. */
export async function requestPublication(
  tx: Tx,
  actor: Actor,
  asked: PublicationAsked,
): Promise<Requested> {
  const { districtId, catalogueId } = asked;
  requireRight(cataloguePolicy, actor, OPERATION, { areaPath: districtId });
  const earlier = await lockPublished(tx, districtId);
  if (earlier.length === 0 || actor.kind !== 'person') return publishNow(tx, actor, asked);
  const version = await lockDraft(tx, districtId, catalogueId);
  if (asked.revision !== undefined && asked.revision !== version.revision) {
    throwRefusal('catalogue.changed_since_read', { byName: version.revisedByName ?? '–' });
  }
  await refuseOvertaken(tx, version);
  const audit = await mayPublish(tx, version, earlier);
  const inForce = earlier.findLast((one) => one.state === 'published');
  const proposalId = await proposeChange(tx, actor, {
    ...(await tell(tx, version, inForce, audit)),
    why: requireReason(asked.why),
    reach: [districtId],
    body: { districtId, catalogueId, revision: version.revision },
  });
  const { effectiveFrom } = version;
  return { catalogueId, effectiveFrom, effectiveUntil: null, audit, isDone: false, proposalId };
}

export const catalogueExecutors: readonly ChangeExecutor[] = [
  {
    operation: OPERATION,
    refusals: [
      'catalogue.not_found',
      'catalogue.not_draft',
      'catalogue.has_findings',
      'catalogue.date_past',
      'catalogue.date_taken',
      'catalogue.draft_overtaken',
      'catalogue.changed_since_proposed',
      'areas.district_not_found',
    ],
    apply: async (tx, actor, body, consent) => {
      const { districtId, catalogueId } = body as { districtId: string; catalogueId: Id };
      const { revision, title } = await lockDraft(tx, districtId, catalogueId);
      // What was agreed to is what was read.
      if (revision !== (body.revision ?? revision))
        throwRefusal('catalogue.changed_since_proposed', { title });
      await publishNow(tx, actor, { districtId, catalogueId }, consent);
    },
  },
];
