// How a version stands on record: its number, where it comes from, what it changes, which claims it carries.
import { type Instant, localDate } from '../../../kernel/instant.ts';
import { isRefusal, tellRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type Fact, factOf, factsOf, oneByOne, textFact, type Words } from '../../changes/core/change.ts';
import { type Difference, tellDifference } from '../core/compare-versions.ts';
import { areasRefusals } from '../core/refusals.ts';
import type { PublishRefusal } from './publish-areas.ts';
import { type AreaVersion, findInForce } from './queries.ts';
import { listClaims } from './queries-workshop.ts';
import { compareVersions, countOf } from './read-draft.ts';

const MOST_CLAIMS = 1_000;

interface ToldVersion {
  readonly title: Words;
  readonly subject: { readonly kind: 'areas'; readonly id: string; readonly name: string };
  readonly facts: Fact[];
}

const TITLES = {
  published: { zh: '发布区域版本', en: 'Boundaries published' },
  agreed: { zh: '商定区域版本的生效日期', en: 'Day agreed for boundaries' },
  tookEffect: { zh: '区域版本到期生效', en: 'Boundaries came into force on their day' },
  failed: { zh: '区域版本到期未能生效', en: 'Boundaries did not come into force on their day' },
  discarded: { zh: '放弃区域草稿', en: 'Draft of boundaries given up' },
  recalled: { zh: '撤回待生效的区域版本', en: 'Boundaries recalled before their day' },
} as const;

const dayOf = ({ startsAt }: AreaVersion): string | null => (startsAt === null ? null : localDate(startsAt));

const subjectOf = ({ id, districtId, number }: AreaVersion) =>
  ({ kind: 'areas', id, name: `${districtId} · ${number}` }) as const;

async function whatIsOther(tx: Tx, version: AreaVersion): Promise<(Fact | undefined)[]> {
  const compared = await compareVersions(tx, version, undefined);
  if (isRefusal(compared) || compared.withVersionId === null) return [];
  const { differences } = compared;
  const [added, gone] = [countOf(differences, 'added'), countOf(differences, 'gone')];
  const [renamed, moved] = [countOf(differences, 'renamed'), countOf(differences, 'moved')];
  const counts = {
    name: { zh: '变动', en: 'differences' },
    before: null,
    after: {
      zh: `新增 ${added}，撤销 ${gone}，更名 ${renamed}，调整界线 ${moved}`,
      en: `${added} new, ${gone} gone, ${renamed} renamed, ${moved} with another border`,
    },
  };
  const wordsOf = (one: Difference) => ({ zh: tellDifference(one, 'zh'), en: tellDifference(one, 'en') });
  return [counts, oneByOne(differences.map(wordsOf))];
}

async function claimsOf(tx: Tx, version: AreaVersion): Promise<Fact | undefined> {
  const of = { districtId: version.districtId, versionId: version.id };
  const claims = await listClaims(tx, of, MOST_CLAIMS);
  if (claims.length === 0) return undefined;
  return factOf({ zh: '认领无主地', en: 'nobody’s land claimed' }, null, {
    zh: claims.map(({ name, decisionNumber }) => `${name} ${decisionNumber}`).join('、'),
    en: claims.map(({ name, nameEn, decisionNumber }) => `${nameEn ?? name} ${decisionNumber}`).join(', '),
  });
}

/** `startsAt`: the day agreed upon; null for at once. */
export async function tellVersion(
  tx: Tx,
  version: AreaVersion,
  startsAt: Instant | null,
): Promise<ToldVersion> {
  const before = await findInForce(tx, version.districtId);
  const day = startsAt === null ? null : localDate(startsAt);
  return {
    title: startsAt === null ? TITLES.published : TITLES.agreed,
    subject: subjectOf(version),
    facts: factsOf(
      textFact({ zh: '版本', en: 'version' }, before && String(before.number), String(version.number)),
      textFact({ zh: '来源', en: 'source' }, before?.source, version.source),
      textFact({ zh: '生效日期', en: 'in force from' }, null, day),
      ...(await whatIsOther(tx, version)),
      await claimsOf(tx, version),
    ),
  };
}

/** Why it could not be, in words that are read long after. */
const reasonOf = ({ code, data }: PublishRefusal): Words => ({
  zh: tellRefusal(areasRefusals[code], data, 'zh'),
  en: tellRefusal(areasRefusals[code], data, 'en'),
});

/** What became of a draft, or of the day that it was agreed upon for. */
export const tellDay = (
  version: AreaVersion,
  what: 'tookEffect' | 'failed' | 'recalled' | 'discarded',
  reason?: PublishRefusal,
): ToldVersion => ({
  title: TITLES[what],
  subject: subjectOf(version),
  facts: factsOf(
    textFact({ zh: '版本', en: 'version' }, null, String(version.number)),
    textFact({ zh: '生效日期', en: 'in force from' }, null, dayOf(version)),
    reason && factOf({ zh: '原因', en: 'reason' }, null, reasonOf(reason)),
  ),
});
