// The two published schemes, as templates. Published are what is weighed, against what, and which colours
// there are; what the publications leave open (how steeply points go, how the references share, what a death
// costs) is ours, and is said in the source of each. A city edits its own.
import type { Part, Reference, SchemeBody } from './scheme.ts';

const part = (indicator: string, weight: number, references: readonly Reference[]): Part => ({
  indicator,
  weight,
  isPerResidents: true,
  references,
  steepness: 1,
});

const MEAN_AND_OWN_PAST: readonly Reference[] = [
  { to: 'district', share: 50 },
  { to: 'year_ago', share: 50 },
];
const THREE_PASTS: readonly Reference[] = [
  { to: 'three_years', share: 40 },
  { to: 'year_ago', share: 30 },
  { to: 'before', share: 30 },
];

const OPEN = '公开资料未说明的扣分斜率、基准占比、零基数与死亡扣分为本系统默认值，可编辑';

export const SCHEME_TEMPLATES = {
  ten_days: {
    zh: '万人警情旬指数',
    en: 'calls per 10,000 residents, every ten days',
    span: 'ten_days',
    parts: [
      part('security_calls', 60, MEAN_AND_OWN_PAST),
      part('fire_calls', 20, MEAN_AND_OWN_PAST),
      part('traffic_calls', 20, MEAN_AND_OWN_PAST),
    ],
    deductions: [
      { indicator: 'security_deaths', each: 5, most: 30 },
      { indicator: 'fire_deaths', each: 5, most: 30 },
      { indicator: 'traffic_deaths', each: 2, most: 20 },
    ],
    bands: [
      { colour: 'green', least: 85 },
      { colour: 'yellow', least: 70 },
      { colour: 'red', least: 0 },
    ],
    lostFromZero: 50,
    leastJudged: 60,
    source: `公开方案：治安 60、消防 20、交通 20，按每万人口警情与全区平均及自身以往比较，亡人直接扣分，红黄绿，每旬发布。${OPEN}`,
  },
  month: {
    zh: '平安指数月度方案',
    en: 'monthly peace index',
    span: 'month',
    parts: [
      { ...part('security_calls', 40, THREE_PASTS), isPerResidents: false },
      { ...part('traffic_calls', 20, THREE_PASTS), isPerResidents: false },
      { ...part('disputes', 20, THREE_PASTS), isPerResidents: false },
      { ...part('fire_calls', 20, THREE_PASTS), isPerResidents: false },
    ],
    deductions: [],
    bands: [
      { colour: 'green', least: 90 },
      { colour: 'yellow', least: 80 },
      { colour: 'orange', least: 70 },
      { colour: 'red', least: 0 },
    ],
    lostFromZero: 50,
    leastJudged: 60,
    source: `公开方案：治安、交通、纠纷、消防四项按月与三年均值、上年同期、上月比较；90 分以上绿、80–90 黄、70–80 橙、70 以下红。各项权重与${OPEN}`,
  },
} as const satisfies Readonly<Record<string, SchemeBody>>;

/** By which a district is judged until it has put its own in force. */
export const FIRST_SCHEME: SchemeBody = SCHEME_TEMPLATES.month;
