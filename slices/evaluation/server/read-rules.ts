// By what an area judges today, and every edition that it or those around it have made.
import { toIso } from '../../../kernel/instant.ts';
import { type Id, isUuid } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Editions, EditionView, RulesView, SchemeView } from '../core/contract-editions.ts';
import type { Scheme } from '../core/indicator.ts';
import { evaluationPolicy } from '../core/policy.ts';
import { listEditions, type StoredEdition } from './queries-editions.ts';
import { areasAround, rulesOf } from './rules-of.ts';
import { indicatorView } from './table-rows.ts';
import { todayOf } from './try-edition.ts';

const PAGE = 50;

const weightsView = (weights: Readonly<Record<string, number>>): SchemeView['weights'] =>
  Object.entries(weights).map(([indicator, weight]) => ({ indicator, weight }));

const schemeView = ({ id, zh, en, grain, weights, source, validFrom, validTo }: Scheme): SchemeView => ({
  id,
  zh,
  en,
  grain,
  weights: weightsView(weights),
  source: source ?? null,
  validFrom,
  validTo,
});

export async function readRules(tx: Tx, actor: Actor, areaPath: string): Promise<RulesView> {
  requireRight(evaluationPolicy, actor, 'evaluation.read', { areaPath });
  const today = await todayOf(tx, areaPath);
  const { indicators, schemes } = await rulesOf(tx, areaPath, today);
  return {
    areaPath,
    today,
    indicators: indicators.map((one) => ({
      ...indicatorView(one),
      validFrom: one.validFrom,
      validTo: one.validTo,
    })),
    schemes: schemes.map(schemeView),
  };
}

const editionView = ({ id, areaPath, edition, madeAt, byName, secondName }: StoredEdition): EditionView => ({
  id,
  areaPath,
  kind: edition.kind,
  name: edition.name,
  limits: edition.kind === 'indicator' ? [...edition.limits] : null,
  weights: edition.kind === 'scheme' ? weightsView(edition.weights) : null,
  source: edition.source,
  validFrom: edition.validFrom,
  validTo: edition.validTo,
  madeAt: toIso(madeAt),
  byName,
  secondName,
});

/** Throws Refused `evaluation.cursor_unknown`. */
export async function readEditions(
  tx: Tx,
  actor: Actor,
  areaPath: string,
  { cursor, limit = PAGE }: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
): Promise<Editions> {
  requireRight(evaluationPolicy, actor, 'evaluation.read', { areaPath });
  if (cursor !== undefined && !isUuid(cursor)) throwRefusal('evaluation.cursor_unknown');
  const before: Id | null = cursor ?? null;
  const found = await listEditions(tx, areasAround(areaPath), before, limit + 1);
  const shown = found.slice(0, limit);
  return {
    items: shown.map(editionView),
    nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
