// By what areas and each kind of unit are judged to begin with: weights add up to 100, a band has its points.
// Persons have figures and no score. A city edits these; they are data.
import type { Band, Limits, Scheme } from './indicator.ts';

const POINTS: Readonly<Record<Band, number>> = { A: 100, B: 88, C: 75, D: 60, E: 40 };
const LIMITS: Limits = [95, 85, 75, 60];
const SINCE = { validFrom: '2020-01-01', validTo: null } as const;

export const DEFAULT_SCHEMES: readonly Scheme[] = [
  {
    id: 'area',
    zh: '区域',
    en: 'areas',
    grain: 'area',
    unitKinds: [],
    weights: {
      closure_rate: 25,
      on_time_closure_rate: 30,
      first_fix_rate: 15,
      reopen_rate: 10,
      filing_rate: 10,
      satisfaction_rate: 10,
    },
    points: POINTS,
    limits: LIMITS,
    ...SINCE,
  },
  {
    id: 'centre',
    zh: '指挥中心',
    en: 'command centres',
    grain: 'unit',
    unitKinds: ['centre'],
    weights: {
      on_time_acceptance_rate: 20,
      acceptance_accuracy: 15,
      on_time_dispatch_rate: 25,
      dispatch_accuracy: 20,
      verification_on_time_rate: 20,
    },
    points: POINTS,
    limits: LIMITS,
    ...SINCE,
  },
  {
    id: 'handler',
    zh: '处置单位',
    en: 'units that handle',
    grain: 'unit',
    unitKinds: ['department', 'station', 'company', 'team', 'social_org'],
    weights: {
      handling_rate: 20,
      on_time_handling_rate: 25,
      rework_rate: 15,
      return_rate: 5,
      wrongful_return_rate: 5,
      reopen_rate: 10,
      satisfaction_rate: 10,
      grid_rating: 4,
      community_rating: 3,
      street_rating: 3,
    },
    points: POINTS,
    limits: LIMITS,
    ...SINCE,
  },
];
