// A scheme as it stands before the second person and on the record of changes: what weighs how much now and
// before, the bands, from when on, and what it would have changed of the past.
import { type Fact, factOf, factsOf, textFact, type Words } from '../../changes/core/change.ts';
import type { Simulation } from '../core/contract-index.ts';
import type { SeriesIndicator } from '../core/indicator.ts';
import type { Part, SchemeBody } from '../core/scheme.ts';
import { COLOUR_WORDS, REFERENCE_WORDS } from '../core/scheme-words.ts';

type Series = ReadonlyMap<string, SeriesIndicator>;

function partWords({ weight, isPerResidents, references, steepness }: Part): Words {
  const told = (language: 'zh' | 'en') =>
    references
      .map(({ to, share }) => `${REFERENCE_WORDS[to][language]} ${share} %`)
      .join(language === 'zh' ? '、' : ', ');
  return {
    zh: `${weight} 分${isPerResidents ? '（每万人口）' : ''}；对比${told('zh')}；每差 1 % 扣 ${steepness} %`,
    en:
      `${weight} points${isPerResidents ? ' (per 10,000 residents)' : ''}; against ${told('en')}; ` +
      `${steepness} % off for each per cent worse`,
  };
}

const bandWords = ({ bands }: SchemeBody): Words => ({
  zh: bands.map(({ colour, least }) => `${COLOUR_WORDS[colour].zh} ≥ ${least}`).join('，'),
  en: bands.map(({ colour, least }) => `${COLOUR_WORDS[colour].en} ≥ ${least}`).join(', '),
});

const restWords = ({ lostFromZero, leastJudged, span }: SchemeBody): Words => ({
  zh: `${span === 'month' ? '每月' : '每旬'}；从零到有扣 ${lostFromZero} %；可评权重至少 ${leastJudged} %`,
  en:
    `every ${span === 'month' ? 'month' : 'ten days'}; ${lostFromZero} % off from none to some; ` +
    `at least ${leastJudged} % of the weight known`,
});

function itemFacts(before: SchemeBody, after: SchemeBody, series: Series): (Fact | undefined)[] {
  const ids = new Set(
    [...before.parts, ...before.deductions, ...after.parts, ...after.deductions].map((one) => one.indicator),
  );
  const wordsOf = ({ parts, deductions }: SchemeBody, id: string): Words | null => {
    const part = parts.find(({ indicator }) => indicator === id);
    const deduction = deductions.find(({ indicator }) => indicator === id);
    if (part) return partWords(part);
    if (!deduction) return null;
    const { each, most } = deduction;
    return { zh: `每一扣 ${each} 分，最多 ${most} 分`, en: `${each} points off for each, ${most} at most` };
  };
  return [...ids].map((id) => {
    const { zh = id, en = id } = series.get(id) ?? {};
    return factOf({ zh, en }, wordsOf(before, id), wordsOf(after, id));
  });
}

const triedFact = ({ spans, rows, otherColour, oneSided }: Simulation): Fact => ({
  name: { zh: '试算', en: 'tried on the past' },
  before: null,
  after: {
    zh: `过去 ${spans.length} 期、${rows.length} 个区域次中，${otherColour} 个颜色不同，${oneSided} 个只有一方能评。`,
    en:
      `Of ${rows.length} indexes over the last ${spans.length} periods ${otherColour} have another colour ` +
      `and ${oneSided} exist on one side alone.`,
  },
});

export function tellScheme(
  districtId: string,
  before: SchemeBody,
  { body, validFrom }: { readonly body: SchemeBody; readonly validFrom: string },
  series: Series,
  tried?: Simulation,
) {
  return {
    operation: 'peace.put_in_force',
    title: { zh: '平安指数方案施行', en: 'Scheme of the peace index put in force' },
    subject: { kind: 'scheme', id: districtId, name: body.zh },
    facts: factsOf(
      factOf({ zh: '方案', en: 'scheme' }, { zh: before.zh, en: before.en }, { zh: body.zh, en: body.en }),
      textFact({ zh: '施行日期', en: 'in force from' }, null, validFrom),
      ...itemFacts(before, body, series),
      factOf({ zh: '分档', en: 'bands' }, bandWords(before), bandWords(body)),
      factOf({ zh: '规则', en: 'rules' }, restWords(before), restWords(body)),
      tried ? triedFact(tried) : undefined,
    ),
  };
}
