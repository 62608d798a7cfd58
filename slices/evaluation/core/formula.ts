// A formula in words, made from the data, so that what is shown is what is counted. Pure.
import { COUNTS, type Placing } from './counts.ts';
import type { Indicator, Measure, Term } from './indicator.ts';

export type Language = 'zh' | 'en';

const UNIT_WORDS: Readonly<Record<Language, Readonly<Record<Measure, (words: string) => string>>>> = {
  zh: {
    cases: (words) => `${words}件数`,
    times: (words) => `${words}次数`,
    ms: (words) => `${words}用时合计`,
  },
  en: {
    cases: (words) => `cases ${words}`,
    times: (words) => `times ${words}`,
    ms: (words) => `time of cases ${words}`,
  },
};

export const termWords = ({ count, measure }: Term, language: Language): string =>
  UNIT_WORDS[language][measure](COUNTS[count][language]);

const SHARES = { p50: '50', p90: '90' } as const;

/** By nearest rank, so that it is a time that one of the cases took. */
const percentileWords = (count: string, percent: string, language: Language): string =>
  language === 'zh'
    ? `${count}用时从短到长排列，取第 ${percent}% × 件数（进一取整）件的用时`
    : `times of cases ${count}, shortest first: that of number ${percent} % × cases, rounded up`;

export function formulaWords({ top, bottom, less, shownAs }: Indicator, language: Language): string {
  if (shownAs === 'p50' || shownAs === 'p90')
    return percentileWords(COUNTS[top.count][language], SHARES[shownAs], language);
  const below = termWords(bottom, language);
  if (!less) return `${termWords(top, language)} ÷ ${below}`;
  return `${termWords(top, language)} ÷ (${below} − ${termWords(less, language)})`;
}

const PLACED: Readonly<Record<Language, Readonly<Record<Placing, string>>>> = {
  zh: {
    reported: '上报日在本期内的案件',
    deadline: '总时限在本期内到期的案件',
    due: '该环节时限在本期内到期的案件',
    window: '评价期在本期内结束的案件，评价数和评价人数不足的月份不计',
  },
  en: {
    reported: 'cases reported in the period',
    deadline: 'cases whose deadline falls in the period',
    due: 'cases in which the limit of that work falls in the period',
    window: 'cases whose window of ratings ended in the period, without months with too few of them',
  },
};

/** Which cases a period assesses by this indicator. */
export const assessedWords = ({ bottom }: Indicator, language: Language): string =>
  PLACED[language][COUNTS[bottom.count].by];
