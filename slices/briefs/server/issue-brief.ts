// brief.issue: the brief of a period that is over is written and kept as it is; issued again it is a revision
// with a reason. Who is to hear of it learns so by an event in the same transaction. The preview writes the
// same text and keeps nothing.
import { localDate, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AreaNode, findArea } from '../../areas/server/public.ts';
import { type Period, periodWords } from '../../evaluation/core/period.ts';
import { periodAsked, periodView } from '../../evaluation/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import {
  BRIEF_ISSUED,
  type Brief,
  type BriefIssued,
  type IssueBody,
  type Preview,
} from '../core/contract.ts';
import type { PreviewQuery } from '../core/contract.ts';
import type { BriefKind } from '../core/plan.ts';
import { briefsPolicy } from '../core/policy.ts';
import { writeBrief } from '../core/write-brief.ts';
import { briefView } from './brief-views.ts';
import { gatherFigures, offsetOf } from './gather-figures.ts';
import { insertBrief, lockPeriod, type NewBrief } from './queries.ts';

const LEVELS = ['district', 'street', 'community'] as const;
const KIND_EN: Readonly<Record<BriefKind, string>> = { day: 'Daily', week: 'Weekly', month: 'Monthly' };

/** Throws Refused `briefs.no_area`. */
const areaFor = async (tx: Tx, areaPath: string): Promise<AreaNode> =>
  (await findArea(tx, areaPath)) ?? throwRefusal('briefs.no_area', { areaPath });

export interface Issuing {
  readonly area: AreaNode;
  readonly kind: BriefKind;
  readonly period: Period;
  readonly revision: number;
  readonly why: string | null;
  /** Nobody where it is written by itself. */
  readonly by: { readonly personId: string; readonly name: string } | null;
}

async function issuedOf(
  tx: Tx,
  { id, areaPath, areaNameEn, kind, revision, text }: NewBrief,
  period: Period,
) {
  const level = LEVELS[areaPath.split('.').length - 1] ?? 'community';
  const data: BriefIssued = {
    briefId: id,
    revision,
    unitId: (await unitDirectory(tx)).centreOf(areaPath, level)?.id ?? null,
    titleZh: text.title,
    titleEn: `${KIND_EN[kind]} brief of ${areaNameEn}, ${periodWords(period, 'en')}`,
  };
  return data;
}

/** The caller holds the period (lockPeriod) and has checked whoever asks. */
export async function keepBrief(tx: Tx, issuing: Issuing): Promise<Brief> {
  const { area, kind, period, revision, why, by } = issuing;
  const text = writeBrief(await gatherFigures(tx, area.path, area.name, period));
  const brief: NewBrief = {
    id: tx.ids.next(),
    areaPath: area.path,
    areaName: area.name,
    areaNameEn: area.nameEn ?? area.name,
    kind,
    fromDay: period.from,
    toDay: period.to,
    revision,
    why,
    text,
    byPersonId: by?.personId ?? null,
    byName: by?.name ?? null,
  };
  await insertBrief(tx, brief);
  const data = await issuedOf(tx, brief, period);
  await publishEvents(tx, [{ kind: BRIEF_ISSUED, districtId: area.path.slice(0, 6), data }]);
  return briefView({ ...brief, asOf: tx.now });
}

export async function issueBrief(tx: Tx, actor: Actor, body: IssueBody): Promise<Brief> {
  const { areaPath, kind, why = null } = body;
  requireRight(briefsPolicy, actor, 'brief.issue', { areaPath });
  const by =
    actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation: 'brief.issue' });
  const period = periodAsked(kind, body.day);
  const area = await areaFor(tx, areaPath);
  const words = { zh: periodWords(period, 'zh'), en: periodWords(period, 'en') };
  const today = localDate(tx.now, await offsetOf(tx, areaPath));
  if (period.to >= today) throwRefusal('briefs.not_over', { ...words, to: period.to });
  const last = await lockPeriod(tx, areaPath, kind, period.from);
  if (last > 0 && why === null) throwRefusal('briefs.why_missing', { ...words, revision: last });
  const revision = last + 1;
  return keepBrief(tx, { area, kind, period, revision, why: last === 0 ? null : why, by });
}

export async function previewBrief(tx: Tx, actor: Actor, asked: PreviewQuery): Promise<Preview> {
  const { areaPath, kind } = asked;
  requireRight(briefsPolicy, actor, 'brief.read', { areaPath });
  const period = periodAsked(kind, asked.day);
  const area = await areaFor(tx, areaPath);
  return {
    areaPath,
    areaName: area.name,
    areaNameEn: area.nameEn ?? area.name,
    kind,
    period: periodView(period),
    asOf: toIso(tx.now),
    text: writeBrief(await gatherFigures(tx, areaPath, area.name, period)),
  };
}
