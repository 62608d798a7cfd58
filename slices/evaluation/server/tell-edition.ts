// An edition in words, for the one who agrees and for the record: what stood, what will stand, from when, by
// what source, and what it would have changed in the last full month. It decides nothing.
import { HOUR } from '../../../kernel/duration.ts';
import { type Fact, factOf, factsOf, same, textFact, type Words } from '../../changes/core/change.ts';
import type { TriedBy } from '../core/contract-editions.ts';
import type { Edition, Rules } from '../core/edition.ts';
import { percentText } from '../core/evaluate.ts';
import { BANDS, type Indicator, type Limits } from '../core/indicator.ts';
import { type Period, periodWords } from '../core/period.ts';

interface TrialTold {
  readonly by: TriedBy;
  readonly period: Period;
  readonly changed: number;
  readonly rows: readonly unknown[];
}

const BY_WORDS: Readonly<Record<TriedBy, Words>> = {
  area: { zh: '下级区域', en: 'areas below' },
  unit: { zh: '单位', en: 'units' },
};

const limitsText = ({ shownAs }: Indicator, limits: Limits | undefined): Words | null =>
  limits === undefined
    ? null
    : same(
        limits
          .map((limit, index) => {
            if (shownAs === 'rate') return `${BANDS[index]} ${percentText(limit)}`;
            return `${BANDS[index]} ${shownAs === 'points' ? limit : `${(limit / HOUR).toFixed(2)} h`}`;
          })
          .join(' · '),
      );

function weightsText(
  { indicators }: Rules,
  weights: Readonly<Record<string, number>> | undefined,
): Words | null {
  if (weights === undefined) return null;
  const told = (language: 'zh' | 'en'): string =>
    Object.entries(weights)
      .map(([id, weight]) => `${indicators.find((one) => one.id === id)?.[language] ?? id} ${weight}`)
      .join(' · ');
  return { zh: told('zh'), en: told('en') };
}

const trialFact = ({ by, period, changed, rows }: TrialTold): Fact => ({
  name: {
    zh: `试算${periodWords(period, 'zh')}（${BY_WORDS[by].zh}）`,
    en: `tried on ${periodWords(period, 'en')} (${BY_WORDS[by].en})`,
  },
  before: null,
  after: {
    zh: `${rows.length} 个中 ${changed} 个综合档次改变`,
    en: `the overall band of ${changed} of ${rows.length} would change`,
  },
});

export function tellEdition(rules: Rules, edition: Edition, subjectId: string, trials: readonly TrialTold[]) {
  const { name, source, validFrom, validTo } = edition;
  const indicator = rules.indicators.find(({ id }) => id === name);
  const scheme = rules.schemes.find(({ id }) => id === name);
  const rule = edition.kind === 'indicator' ? indicator : scheme;
  const what =
    edition.kind === 'indicator' && indicator
      ? factOf(
          { zh: '分档线', en: 'bands' },
          limitsText(indicator, indicator.limits),
          limitsText(indicator, edition.limits),
        )
      : factOf(
          { zh: '权重', en: 'weights' },
          weightsText(rules, scheme?.weights),
          weightsText(rules, edition.kind === 'scheme' ? edition.weights : undefined),
        );
  return {
    title:
      edition.kind === 'indicator'
        ? { zh: '修改指标分档线', en: 'Bands of an indicator changed' }
        : { zh: '修改评分权重', en: 'Weights of a scheme changed' },
    subject: { kind: 'evaluation_rule', id: subjectId, name: rule?.zh ?? name },
    facts: factsOf(
      what,
      textFact({ zh: '生效日期', en: 'in force from' }, rule?.validFrom, validFrom),
      textFact({ zh: '截止日期', en: 'in force until' }, rule?.validTo, validTo),
      textFact({ zh: '来源', en: 'source' }, rule?.source, source),
      ...trials.map(trialFact),
    ),
  };
}
