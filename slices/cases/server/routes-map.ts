// The door of maps: a view of cases as points, the same set as its list.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { CasePoints, PointsQuery } from '../core/contract-map.ts';
import { readPoints } from './read-points.ts';

/** Asked anew when something happens, at most four times a second. */
const POINTS_PER_MINUTE = 300;

export const caseMapRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/cases/points',
    operation: 'case.list',
    summary:
      'All cases of a view that the reader may see as points with their lamps, at most 20,000, for a map; ' +
      'the same set as GET /api/cases with the same question. Everything once, then what has changed ' +
      'since the version of the last answer',
    query: PointsQuery,
    reply: CasePoints,
    isReplyExact: true,
    perMinute: POINTS_PER_MINUTE,
    refusals: ['cases.field_invalid', 'cases.field_missing', 'calendar.not_found'],
    handle: ({ tx, actor, query }) => readPoints(tx, actor, query),
  }),
];
