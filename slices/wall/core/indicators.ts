// What a wall sets against last year: which figure of cases, of which base, and which way is better. Shares
// are never shown without their base (evaluation.md, Indicators).

export interface Indicator {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** A figure of thirty days; the one of last year has the same name with `_last_year`. */
  readonly figure: string;
  readonly isShare: boolean;
  readonly isMoreBetter: boolean | null;
}

export const INDICATORS: readonly Indicator[] = [
  {
    id: 'on_time_closure_rate',
    zh: '按期结案率',
    en: 'Closed on time',
    figure: 'on_time_30d',
    isShare: true,
    isMoreBetter: true,
  },
  {
    id: 'first_fix_rate',
    zh: '一次办结率',
    en: 'Fixed first time',
    figure: 'first_fix_30d',
    isShare: true,
    isMoreBetter: true,
  },
  { id: 'closed', zh: '结案', en: 'Closed', figure: 'closed_30d', isShare: false, isMoreBetter: null },
  { id: 'reported', zh: '上报', en: 'Reported', figure: 'reported_30d', isShare: false, isMoreBetter: null },
  {
    id: 'rework_rate',
    zh: '返工率',
    en: 'Reworked',
    figure: 'reworked_30d',
    isShare: true,
    isMoreBetter: false,
  },
  {
    id: 'reopen_rate',
    zh: '重开率',
    en: 'Reopened',
    figure: 'reopened_30d',
    isShare: true,
    isMoreBetter: false,
  },
];

export const lastYearOf = (figure: string): string => `${figure}_last_year`;
