// What was issued of an area, and one of them as it was written.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Brief, Briefs, BriefsQuery } from '../core/contract.ts';
import { briefsPolicy } from '../core/policy.ts';
import { briefView, headView } from './brief-views.ts';
import { findBrief, listBriefs } from './queries.ts';

const PAGE = 50;

export async function readBriefs(tx: Tx, actor: Actor, asked: BriefsQuery): Promise<Briefs> {
  const { areaPath, kind, after, limit = PAGE } = asked;
  requireRight(briefsPolicy, actor, 'brief.read', { areaPath });
  const found = await listBriefs(tx, areaPath, kind, after, limit + 1);
  const shown = found.slice(0, limit);
  return {
    briefs: shown.map(headView),
    nextAfter: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Throws Refused `briefs.not_found`. */
export async function readBrief(tx: Tx, actor: Actor, briefId: Id): Promise<Brief> {
  const found = (await findBrief(tx, briefId)) ?? throwRefusal('briefs.not_found');
  requireRight(briefsPolicy, actor, 'brief.read', { areaPath: found.areaPath });
  return briefView(found);
}
