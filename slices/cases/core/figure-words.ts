// The names of periods and of the figures of a period: words that addresses, contracts and screens share.
import { SHARE_ACTS, SHARE_STAGES } from './shares.ts';

/** Each ends now; its days are whole days of the district. */
export const PERIODS = ['today', 'week', 'days30', 'month'] as const;
export type Period = (typeof PERIODS)[number];

export const PERIOD_WORDS: Readonly<Record<Period, { readonly zh: string; readonly en: string }>> = {
  today: { zh: '今天', en: 'today' },
  week: { zh: '近 7 天', en: 'last 7 days' },
  days30: { zh: '近 30 天', en: 'last 30 days' },
  month: { zh: '本月', en: 'this month' },
};

const took = SHARE_STAGES.map((stage) => `took_${stage}` as const);
const late = SHARE_STAGES.map((stage) => `late_${stage}` as const);

/** Overdue appeals that a unit has made, and what became of them. */
export const APPEAL_FIGURE_IDS = ['appealed', 'appeal_waiting', 'appeal_granted', 'appeal_refused'] as const;
export type AppealFigureId = (typeof APPEAL_FIGURE_IDS)[number];

/** had, late: the unit had a part in it, and was late in some stage · took_x, late_x: it ended stage x. */
export const PERIOD_FIGURE_IDS = [
  'had', 'late', ...SHARE_ACTS, ...took, ...late, ...APPEAL_FIGURE_IDS,
] as const;
