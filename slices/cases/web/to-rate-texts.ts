// The words of the screen of what waits for my rating, and of the card of single ratings.
import { defineTexts } from '../../../ui/words/texts.ts';

export const toRateTexts = defineTexts({
  zh: {
    title: '待评价',
    why: '已结案、还在评价期内的案件；期限近的在前。您评了什么，被评单位看不到，只公布足够多评价的汇总。',
    none: '没有等您评价的案件',
    again: '再看一次',
    noneWhy: '结案后会自动出现在这里；评价期将满前提醒一次，过期不再提醒。',
    more: '只列出期限最近的 100 件，其余评价后自动补上。',
    rate: '评价',
    rateOf: (what: string) => `评价：${what}`,
    openOf: (what: string) => `看案件：${what}`,
    as: (who: string) => `以“${who}”身份`,
    until: '评价截止',
    ratings: '评价明细',
    ratingsWhy: '明细只供复核。查看须写明用途；用途和查看人记入办理经过，评价人看得到。',
    purpose: '用途',
    see: '查看评价',
    noRatings: '还没有人评价。',
    points: (n: number) => `${n} 分`,
    satisfied: '满意',
    notSatisfied: '不满意',
  },
  en: {
    title: 'To rate',
    why:
      'Closed cases that can still be rated, those first whose time ends first. Whoever is rated never ' +
      'sees what you gave: only sums of enough ratings are told.',
    none: 'Nothing waits for your rating',
    again: 'Look again',
    noneWhy: 'Closed cases come up here by themselves. One reminder comes before the end, none after.',
    more: 'Only the 100 that end first are listed; the others follow as these are rated.',
    rate: 'Rate',
    rateOf: (what: string) => `Rate: ${what}`,
    openOf: (what: string) => `See the case: ${what}`,
    as: (who: string) => `as: ${who}`,
    until: 'until',
    ratings: 'Single ratings',
    ratingsWhy: 'For review alone. What for, and who looked, goes into the history: whoever rated sees it.',
    purpose: 'What for',
    see: 'Read the ratings',
    noRatings: 'Nobody has rated it yet.',
    points: (n: number) => `${n} of 5`,
    satisfied: 'satisfied',
    notSatisfied: 'not satisfied',
  },
});
