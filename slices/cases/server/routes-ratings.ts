// The doors of ratings: what waits for the reader's, and single ones for a purpose. To rate is an action of
// the case like any other.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { bodyOf, CaseParams } from '../core/contract.ts';
import { SeenRatings, ToRateList } from '../core/contract-ratings.ts';
import { seeRatings as seeRatingsEdge } from '../core/flows/standard-ratings.ts';
import { casesRefusals } from '../core/refusals.ts';
import { listWaitingToRate } from './list-to-rate.ts';
import { seeRatings } from './see-ratings.ts';

export const ratingsRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET', url: '/api/cases/to-rate', operation: 'case.list_to_rate',
    summary: 'Closed cases that wait for my rating, those first whose window ends first',
    reply: ToRateList, refusals: ['calendar.not_found'],
    handle: ({ tx, actor }) => listWaitingToRate(tx, actor),
  }),
  route({
    method: 'POST', url: '/api/cases/:caseId/see_ratings', operation: 'case.see_ratings',
    summary: `${seeRatingsEdge.zh} · ${seeRatingsEdge.en}: ${seeRatingsEdge.reason}`,
    params: CaseParams, body: bodyOf(seeRatingsEdge), reply: SeenRatings,
    refusals: Object.keys(casesRefusals), isIdempotent: false,
    handle: ({ tx, actor, params, body }) => seeRatings(tx, actor, params.caseId, body as Body),
  }),
];

type Body = Readonly<Record<string, unknown>>;
