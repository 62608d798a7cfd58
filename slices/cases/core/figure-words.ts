// The names of periods and of the figures of a period: words that addresses, contracts and screens share.
import { SHARE_ACTS, SHARE_STAGES } from './shares.ts';

/** Each ends now; its days are whole days of the district. */
export const PERIODS = ['today', 'week', 'days30', 'month'] as const;
export type Period = (typeof PERIODS)[number];

const took = SHARE_STAGES.map((stage) => `took_${stage}` as const);
const late = SHARE_STAGES.map((stage) => `late_${stage}` as const);

/** had, late: the unit had a part in it, and was late in some stage · took_x, late_x: it ended stage x. */
export const PERIOD_FIGURE_IDS = ['had', 'late', ...SHARE_ACTS, ...took, ...late] as const;
export type PeriodFigureId = (typeof PERIOD_FIGURE_IDS)[number];
