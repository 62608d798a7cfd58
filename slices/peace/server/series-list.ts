// The series of a district: those that all begin with, and its own; and one more, by whoever judges it.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { factsOf, textFact } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { COUNTS } from '../../evaluation/core/counts.ts';
import type { IndicatorBody, IndicatorView } from '../core/contract.ts';
import { DEFAULT_SERIES } from '../core/default-indicators.ts';
import type { SeriesIndicator } from '../core/indicator.ts';
import { peacePolicy } from '../core/policy.ts';
import { insertIndicator, listOwnIndicators } from './queries.ts';

export async function seriesOfDistrict(
  tx: Tx,
  districtId: string,
): Promise<ReadonlyMap<string, SeriesIndicator>> {
  const own = await listOwnIndicators(tx, districtId);
  return new Map([...DEFAULT_SERIES, ...own].map((one) => [one.id, one]));
}

/** Throws Refused `peace.no_indicator`. */
export async function mustIndicator(tx: Tx, districtId: string, id: string): Promise<SeriesIndicator> {
  return (
    (await seriesOfDistrict(tx, districtId)).get(id) ?? throwRefusal('peace.no_indicator', { indicator: id })
  );
}

function countedWords({ counted }: SeriesIndicator) {
  if (!counted) return null;
  const terms = [counted.top, ...(counted.bottom ? [counted.bottom] : [])].map(({ count }) => COUNTS[count]);
  return { zh: terms.map(({ zh }) => zh).join(' ÷ '), en: terms.map(({ en }) => en).join(' ÷ ') };
}

const DEFAULT_IDS = new Set(DEFAULT_SERIES.map(({ id }) => id));

export const indicatorView = (one: SeriesIndicator): IndicatorView => ({
  id: one.id,
  zh: one.zh,
  en: one.en,
  unitZh: one.unitZh,
  unitEn: one.unitEn,
  shape: one.shape,
  isHigherBetter: one.isHigherBetter,
  counted: countedWords(one),
  source: one.source,
  isOwn: !DEFAULT_IDS.has(one.id),
});

export async function readIndicators(tx: Tx, actor: Actor, areaPath: string) {
  requireRight(peacePolicy, actor, 'peace.read', { areaPath });
  return { indicators: [...(await seriesOfDistrict(tx, areaPath.slice(0, 6))).values()].map(indicatorView) };
}

/** Throws Refused `peace.indicator_taken`. */
export async function addIndicator(tx: Tx, actor: Actor, body: IndicatorBody): Promise<IndicatorView> {
  const { districtId, ...said } = body;
  requireRight(peacePolicy, actor, 'peace.define', { areaPath: districtId });
  const words = { zh: said.zh.trim(), en: said.en.trim() };
  const known = [...(await seriesOfDistrict(tx, districtId)).values()];
  const isTaken = known.some(({ zh, en }) => zh === words.zh || en.toLowerCase() === words.en.toLowerCase());
  const indicator: SeriesIndicator = { ...said, ...words, id: `own-${tx.ids.next()}` };
  if (isTaken || !(await insertIndicator(tx, districtId, indicator))) {
    throwRefusal('peace.indicator_taken', words);
  }
  const facts = factsOf(
    textFact({ zh: '单位', en: 'unit' }, null, said.unitZh),
    textFact({ zh: '来源', en: 'source' }, null, said.source),
  );
  await recordChanges(tx, actor, [
    {
      operation: 'peace.define',
      title: { zh: '新增历年指标', en: 'Series over time added' },
      areaPath: districtId,
      subject: { kind: 'series', id: indicator.id, name: words.zh },
      facts,
    },
  ]);
  return indicatorView(indicator);
}
