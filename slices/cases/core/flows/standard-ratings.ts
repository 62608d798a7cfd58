// Ratings run upward: from below it is told how the work was. Who rates whom is data (RATERS), and so is what
// protects the rater: what a person says is sealed for everybody else, those who are rated above all, and a
// supervisor who must read it says what for (docs/decisions/0024-ratings-from-below.md).
import type { Edge } from '../flow.ts';
import * as f from './standard-fields.ts';

/** Who rates, in the order in which one person's posts are asked: the grid's head who also reported it
 *  rates as its head. */
export const RATERS = ['grid_head', 'rating_community', 'rating_street', 'reporting_person'] as const;

export const rate: Edge = {
  action: 'rate', zh: '评价', en: 'rate', event: 'case.rated', from: ['closed'], to: 'same',
  who: [...RATERS, 'reporter'], carries: f.RATE, clock: 'keep', holder: 'none',
  guards: ['notSettled', 'ratesAnother', 'ratedOnce'], effects: ['rate'], visibility: 'internal',
  sealsFor: RATERS, overtakesNobody: true,
  reason: 'Judged from below: citizen on result, grid head on unit, community on street, street on office.',
};

export const seeRatings: Edge = {
  action: 'see_ratings', zh: '查看评价', en: 'read the ratings', event: 'case.ratings_seen', from: 'any',
  to: 'same', who: ['rating_supervisor'], carries: f.SEE_RATINGS, clock: 'keep', holder: 'keep',
  visibility: 'internal', hasOwnDoor: true, overtakesNobody: true,
  reason: 'Single ratings are for whoever must look into them, for a purpose, in sight of whoever rated.',
};
