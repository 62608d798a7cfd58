// The series that every district begins with. A city adds its own; these are data, each with its source.
import type { SeriesIndicator } from './indicator.ts';

type Row = Pick<SeriesIndicator, 'id' | 'zh' | 'en'> & Partial<SeriesIndicator>;

const TOLD = '部门统计';
const OWN = '本系统案件';

const told = (row: Row): SeriesIndicator => ({
  unitZh: '件',
  unitEn: 'cases',
  shape: 'sum',
  isHigherBetter: false,
  source: TOLD,
  ...row,
});

const counted = (row: Row & Required<Pick<SeriesIndicator, 'counted'>>): SeriesIndicator =>
  told({ ...row, source: OWN });

const PEOPLE = { unitZh: '人', unitEn: 'people' } as const;
const RATE = { unitZh: '%', unitEn: '%', shape: 'rate', isHigherBetter: true } as const;

export const DEFAULT_SERIES: readonly SeriesIndicator[] = [
  told({ id: 'residents', zh: '常住人口', en: 'residents', shape: 'level', isHigherBetter: true, ...PEOPLE }),
  told({ id: 'security_calls', zh: '治安刑事警情', en: 'police calls about offences' }),
  told({ id: 'traffic_calls', zh: '交通警情', en: 'police calls about traffic' }),
  told({ id: 'fire_calls', zh: '火灾警情', en: 'calls about fire' }),
  told({ id: 'disputes', zh: '矛盾纠纷', en: 'disputes' }),
  told({ id: 'security_deaths', zh: '命案死亡', en: 'deaths by offences', ...PEOPLE }),
  told({ id: 'traffic_deaths', zh: '交通事故死亡', en: 'deaths in traffic', ...PEOPLE }),
  told({ id: 'fire_deaths', zh: '火灾死亡', en: 'deaths by fire', ...PEOPLE }),
  told({ id: 'petitions', zh: '信访总量', en: 'petitions', unitZh: '件次' }),
  told({ id: 'safety_accidents', zh: '安全事故', en: 'accidents', unitZh: '起' }),
  told({ id: 'robberies', zh: '“双抢”发案', en: 'robberies and snatchings', unitZh: '起' }),
  told({ id: 'fraud_calls', zh: '电信诈骗发案', en: 'telecom frauds', unitZh: '起' }),
  told({ id: 'safety_satisfaction', zh: '群众安全感满意率', en: 'satisfaction with safety', ...RATE }),
  counted({
    id: 'cases_reported',
    zh: '上报案件',
    en: 'cases reported',
    counted: { top: { count: 'reported', measure: 'cases' } },
  }),
  counted({
    id: 'cases_closed',
    zh: '到期案件中已结案',
    en: 'cases closed of those due',
    isHigherBetter: true,
    counted: { top: { count: 'closed', measure: 'cases' } },
  }),
  counted({
    id: 'cases_reopened',
    zh: '重开次数',
    en: 'reopenings',
    unitZh: '次',
    unitEn: 'times',
    counted: { top: { count: 'reopened', measure: 'times' } },
  }),
  counted({
    id: 'closure_rate',
    zh: '结案率',
    en: 'closure rate',
    ...RATE,
    counted: { top: { count: 'closed', measure: 'cases' }, bottom: { count: 'due', measure: 'cases' } },
  }),
  counted({
    id: 'reporter_satisfaction',
    zh: '上报人满意率',
    en: 'satisfaction of reporters',
    ...RATE,
    counted: { top: { count: 'satisfied', measure: 'cases' }, bottom: { count: 'rated', measure: 'cases' } },
  }),
];
