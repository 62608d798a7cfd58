// The indicators that a city begins with, after GB/T 30428 and the offices' own practice (evaluation.md):
// defaults, with their source; an area's own replace them. Limits of bands are the house's proposal.
import type { Grain, Indicator, Limits, Term } from './indicator.ts';
import type { CountName } from './counts.ts';

const STANDARD = 'GB/T 30428.4';
const PRACTICE = '行业惯例 field practice';
const SINCE = { validFrom: '2020-01-01', validTo: null } as const;

const cases = (count: CountName): Term => ({ count, measure: 'cases' });
const times = (count: CountName): Term => ({ count, measure: 'times' });
const ms = (count: CountName): Term => ({ count, measure: 'ms' });

type Words = readonly [id: string, zh: string, en: string];
type More = Partial<Pick<Indicator, 'less' | 'limits' | 'source' | 'isHigherBetter' | 'shownAs'>>;

const rate = (
  [id, zh, en]: Words,
  grains: readonly Grain[],
  top: Term,
  bottom: Term,
  more: More = {},
): Indicator => ({
  id,
  zh,
  en,
  grains,
  top,
  bottom,
  shownAs: 'rate',
  isHigherBetter: true,
  source: STANDARD,
  ...SINCE,
  ...more,
});

const GOOD: Limits = [0.98, 0.95, 0.9, 0.8];
const FAIR: Limits = [0.95, 0.9, 0.85, 0.75];
const FEW: Limits = [0.02, 0.05, 0.1, 0.2];
const less = (limits: Limits): More => ({ limits, isHigherBetter: false });

const MATTERS: readonly Grain[] = ['area', 'unit', 'item'];
const WORK: readonly Grain[] = ['unit', 'person'];

const closing: readonly Indicator[] = [
  rate(['closure_rate', '结案率', 'closure rate'], MATTERS, cases('closed'), cases('due'), { limits: GOOD }),
  rate(
    ['on_time_closure_rate', '按期结案率', 'closed in time'],
    MATTERS,
    cases('closed_in_time'),
    cases('due'),
    { limits: FAIR },
  ),
  rate(
    ['on_time_without_postponed', '按期结案率（不计缓办）', 'closed in time, postponed left out'],
    MATTERS,
    cases('closed_in_time'),
    cases('due'),
    { less: cases('postponed'), limits: FAIR },
  ),
  rate(
    ['overdue_closure_rate', '超期结案率', 'closed late'],
    MATTERS,
    cases('closed_late'),
    cases('due'),
    less(FEW),
  ),
  rate(
    ['first_fix_rate', '一次办结率', 'settled at once'],
    MATTERS,
    cases('closed_first_time'),
    cases('closed'),
    { limits: FAIR, source: PRACTICE },
  ),
  rate(['reopen_rate', '重开率', 'reopened'], MATTERS, times('reopened'), times('closings'), {
    ...less([0.01, 0.03, 0.05, 0.1]),
    source: PRACTICE,
  }),
  rate(['satisfaction_rate', '满意率', 'satisfied'], MATTERS, cases('satisfied'), cases('rated'), {
    limits: FAIR,
    source: PRACTICE,
  }),
  rate(
    ['resolution_rate', '解决率', 'solved, by the caller’s word'],
    MATTERS,
    cases('said_solved'),
    cases('visited'),
    { limits: FAIR, source: PRACTICE },
  ),
];

/** The hotline's; its limits by urgency are the flow's and the item's. */
const responding: readonly Indicator[] = [
  rate(
    ['response_rate', '响应率', 'reporter reached in time'],
    ['unit'],
    cases('responded_in_time'),
    cases('to_respond'),
    { limits: FAIR, source: PRACTICE },
  ),
];

const POINTS: More = { shownAs: 'points', limits: [4.5, 4, 3.5, 3], source: PRACTICE };
const UNIT: readonly Grain[] = ['unit'];

const ratings: readonly Indicator[] = [
  rate(['rated_share', '参评率', 'rated by the reporter'], MATTERS, cases('rated'), cases('closed'), {
    source: PRACTICE,
  }),
  rate(
    ['reporter_rating', '上报人评分', 'mean rating by reporters'],
    MATTERS,
    times('points_by_reporter'),
    cases('rated'),
    { shownAs: 'points', source: PRACTICE },
  ),
  rate(
    ['grid_rating', '网格评分', 'mean rating by grids'],
    UNIT,
    times('points_by_grid'),
    times('ratings_by_grid'),
    POINTS,
  ),
  rate(
    ['community_rating', '社区评分', 'mean rating by communities'],
    UNIT,
    times('points_by_community'),
    times('ratings_by_community'),
    POINTS,
  ),
  rate(
    ['street_rating', '镇街评分', 'mean rating by streets'],
    UNIT,
    times('points_by_street'),
    times('ratings_by_street'),
    POINTS,
  ),
  rate(
    ['community_head_rating', '站所负责人评分（社区评）', 'mean rating of the head by communities'],
    UNIT,
    times('head_points_by_community'),
    times('head_ratings_by_community'),
    POINTS,
  ),
  rate(
    ['street_head_rating', '派驻负责人评分（镇街评）', 'mean rating of the head by streets'],
    UNIT,
    times('head_points_by_street'),
    times('head_ratings_by_street'),
    POINTS,
  ),
];

const working: readonly Indicator[] = [
  rate(['handling_rate', '处置率', 'handled'], WORK, cases('handled'), cases('to_handle'), { limits: GOOD }),
  rate(
    ['on_time_handling_rate', '按期处置率', 'handled in time'],
    WORK,
    cases('handled_in_time'),
    cases('to_handle'),
    { limits: FAIR },
  ),
  rate(['rework_rate', '返工率', 'rework'], WORK, times('reworked'), cases('handled'), less(FEW)),
  rate(['return_rate', '退单率', 'returned'], ['unit'], times('returned'), times('sent'), {
    ...less([0.03, 0.06, 0.1, 0.2]),
    source: PRACTICE,
  }),
  rate(
    ['wrongful_return_rate', '误退率', 'returned wrongly'],
    ['unit'],
    times('returned_wrongly'),
    times('returned'),
    { ...less([0.05, 0.1, 0.2, 0.4]), source: PRACTICE },
  ),
];

const centre: readonly Indicator[] = [
  rate(
    ['acceptance_accuracy', '准确受理率', 'accepted rightly'],
    WORK,
    cases('accepted_rightly'),
    cases('accepted'),
    { limits: GOOD },
  ),
  rate(
    ['on_time_acceptance_rate', '按期受理率', 'accepted in time'],
    WORK,
    cases('accepted_in_time'),
    cases('to_accept'),
    { limits: FAIR },
  ),
  rate(
    ['dispatch_accuracy', '准确派遣率', 'dispatched rightly'],
    WORK,
    cases('dispatched_rightly'),
    cases('dispatched'),
    { limits: FAIR },
  ),
  rate(
    ['on_time_dispatch_rate', '按期派遣率', 'dispatched in time'],
    WORK,
    cases('dispatched_in_time'),
    cases('to_dispatch'),
    { limits: FAIR },
  ),
  rate(
    ['verification_on_time_rate', '按期核查率', 'verified in time'],
    WORK,
    cases('verified_in_time'),
    cases('to_verify'),
    { limits: FAIR },
  ),
];

const reports: readonly Indicator[] = [
  rate(['filing_rate', '立案率', 'filed'], ['area', 'item'], cases('filed'), cases('valid'), {
    limits: FAIR,
  }),
  rate(
    ['valid_report_rate', '有效上报率', 'valid reports'],
    ['area', 'person'],
    cases('valid'),
    cases('reported'),
    { limits: FAIR },
  ),
  rate(
    ['missed_report_rate', '漏报率', 'missed reports'],
    ['area'],
    cases('missed'),
    cases('to_find'),
    less([0.1, 0.2, 0.3, 0.5]),
  ),
];

const NAMED = {
  p50: { zh: 'P50（中位数）', en: 'P50 (median)' },
  p90: { zh: 'P90（九成以内）', en: 'P90 (nine in ten)' },
} as const;

const took: readonly Indicator[] = [
  rate(['handling_time', '平均处置时长', 'mean handling time'], WORK, ms('handled'), cases('handled'), {
    shownAs: 'mean',
    isHigherBetter: false,
    source: PRACTICE,
  }),
  rate(['closing_time', '平均办结时长', 'mean time to closing'], MATTERS, ms('closed'), cases('closed'), {
    shownAs: 'mean',
    isHigherBetter: false,
    source: PRACTICE,
  }),
  ...(['p50', 'p90'] as const).flatMap((shownAs) => [
    rate(
      [`handling_time_${shownAs}`, `处置时长 ${NAMED[shownAs].zh}`, `handling time, ${NAMED[shownAs].en}`],
      WORK,
      ms('handled'),
      cases('handled'),
      { shownAs, isHigherBetter: false, source: PRACTICE },
    ),
    rate(
      [`closing_time_${shownAs}`, `办结时长 ${NAMED[shownAs].zh}`, `time to closing, ${NAMED[shownAs].en}`],
      MATTERS,
      ms('closed'),
      cases('closed'),
      { shownAs, isHigherBetter: false, source: PRACTICE },
    ),
  ]),
  rate(
    ['closed_within_4h', '四小时办结占比', 'closed within 4 h'],
    MATTERS,
    cases('within_4h'),
    cases('closed'),
    { source: PRACTICE },
  ),
  rate(
    ['closed_within_24h', '二十四小时办结占比', 'closed within 24 h'],
    MATTERS,
    cases('within_24h'),
    cases('closed'),
    { source: PRACTICE },
  ),
  rate(
    ['closed_same_day', '当日办结占比', 'closed on the same day'],
    MATTERS,
    cases('same_day'),
    cases('closed'),
    { source: PRACTICE },
  ),
];

export const DEFAULT_INDICATORS: readonly Indicator[] = [
  ...closing,
  ...ratings,
  ...responding,
  ...working,
  ...centre,
  ...reports,
  ...took,
];
