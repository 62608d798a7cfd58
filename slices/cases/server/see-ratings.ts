// Reading the single ratings of a case, for a purpose: the look is a step of its history, written before
// anything is read, where whoever rated sees it. The reply is never kept in a receipt.
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import { unitRef } from '../core/case-view.ts';
import type { SeenRatings } from '../core/contract-ratings.ts';
import { PARTIES, type PartyName } from '../core/parties.ts';
import { actOnCase } from './act-on-case.ts';
import { findCase } from './queries-reading.ts';

const partyWords = (as: string) => {
  const { zh, en } = PARTIES[as as PartyName];
  return { asZh: zh, asEn: en };
};

/** Throws Refused: `cases.not_allowed`, `cases.field_missing`, `cases.not_found`. */
export async function seeRatings(
  tx: Tx, actor: Actor, caseId: string, body: Readonly<Record<string, unknown>>,
): Promise<SeenRatings> {
  await actOnCase(tx, actor, { caseId, action: 'see_ratings', body });
  const { steps, sealed } = (await findCase(tx, caseId)) ?? throwRefusal('cases.not_found');
  const rated = [...steps, ...sealed].filter(({ action }) => action === 'rate').sort((a, b) => a.seq - b.seq);
  const names = await namesOf(tx, [...new Set(rated.flatMap(({ person_id }) => person_id ?? []))]);
  const directory = await unitDirectory(tx);
  return {
    ratings: rated.map((step) => ({
      ...partyWords(step.acted_as), name: names.get(step.person_id ?? '') ?? null,
      unit: unitRef(directory, step.unit_id), score: Number(step.body.score),
      isSatisfied: step.body.isSatisfied === true,
      headScore: typeof step.body.headScore === 'number' ? step.body.headScore : null,
      words: typeof step.body.words === 'string' ? step.body.words : null, at: toIso(step.at),
    })),
  };
}
