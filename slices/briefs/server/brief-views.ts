// Briefs as they go out: what stands over each, and its text.
import { toIso } from '../../../kernel/instant.ts';
import { periodView } from '../../evaluation/server/public.ts';
import type { Brief, BriefHead } from '../core/contract.ts';
import type { StoredBrief, StoredHead } from './queries.ts';

export const headView = ({ fromDay, toDay, asOf, ...one }: StoredHead): BriefHead => ({
  id: one.id,
  areaPath: one.areaPath,
  areaName: one.areaName,
  areaNameEn: one.areaNameEn,
  kind: one.kind,
  period: periodView({ kind: one.kind, from: fromDay, to: toDay }),
  revision: one.revision,
  why: one.why,
  byName: one.byName,
  asOf: toIso(asOf),
});

export const briefView = (one: StoredBrief): Brief => ({ ...headView(one), text: one.text });
