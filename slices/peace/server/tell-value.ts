// peace.tell: one value of one period is entered, corrected or taken back. What stood there stays on record,
// and whoever corrects says why and has seen what stands.
import type { Actor } from '../../../kernel/rights.ts';
import type { Words } from '../../changes/core/change.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { ValueBody } from '../core/contract.ts';
import { exact, exactIn, plainDecimal } from '../core/exact.ts';
import { spanFault, valueFault } from '../core/import-rows.ts';
import type { SeriesIndicator } from '../core/indicator.ts';
import { peacePolicy } from '../core/policy.ts';
import { type Span, spanWords } from '../core/span.ts';
import { mustArea, todayOf } from './load-figures.ts';
import { insertEntries, listEntries } from './queries.ts';
import { noArea, spanAsked } from './read-series.ts';
import { mustIndicator } from './series-list.ts';

/** Who tells; only a person does. Throws Refused `auth.not_allowed`. */
export function tellerOf(actor: Actor, areaPath: string) {
  requireRight(peacePolicy, actor, 'peace.tell', { areaPath });
  return actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation: 'peace.tell' });
}

function checkTold(tx: Tx, indicator: SeriesIndicator, span: Span, value: string | null): void {
  if (indicator.counted) throwRefusal('peace.is_counted', { zh: indicator.zh, en: indicator.en });
  if (spanFault(indicator, span, todayOf(tx))) {
    throwRefusal('peace.not_over', { zh: spanWords(span, 'zh'), en: spanWords(span, 'en'), to: span.to });
  }
  const fault: Words | undefined = value === null ? undefined : valueFault(indicator, value);
  if (fault) throwRefusal('peace.no_number', { value });
}

export async function tellValue(tx: Tx, actor: Actor, body: ValueBody): Promise<{ revision: number }> {
  const { areaPath } = body;
  const by = tellerOf(actor, areaPath);
  const span = spanAsked(body.span, body.day);
  const indicator = await mustIndicator(tx, areaPath.slice(0, 6), body.indicator);
  await mustArea(tx, areaPath, noArea(areaPath));
  checkTold(tx, indicator, span, body.value);
  const [last] = await listEntries(tx, areaPath, indicator.id, span);
  const [seen, why] = [last?.revision ?? 0, body.why.trim()];
  if (seen !== body.revision) throwRefusal('peace.value_moved');
  const value = body.value === null ? null : plainDecimal(exactIn(body.value) ?? exact('0'));
  if (value === (last?.value ?? null)) throwRefusal('peace.nothing_changed');
  if (last && why === '') throwRefusal('peace.why_missing');
  const revision = seen + 1;
  const entry = { areaPath, indicator: indicator.id, span, revision, value, why, isImported: false };
  const written = await insertEntries(tx, [{ ...entry, source: body.source.trim() }], by);
  if (written === 0) throwRefusal('peace.value_moved');
  return { revision };
}
