// The doors of figures and of pushes: what a leader reads of an area.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { Figures, FiguresQuery, PushesQuery, PushList } from '../core/contract-figures.ts';
import { listPushes } from './list-pushes.ts';
import { readFigures } from './read-figures.ts';

export const figuresRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET', url: '/api/cases/figures', operation: 'case.figures',
    summary: 'The figures of an area today, by the areas below, the unit and the stage; each one is the '
      + 'length of GET /api/cases with the same `figure` and `areaPath`',
    query: FiguresQuery, reply: Figures, refusals: ['auth.not_allowed', 'calendar.not_found'],
    handle: ({ tx, actor, query }) => readFigures(tx, actor, query.areaPath),
  }),
  route({
    method: 'GET', url: '/api/cases/pushes', operation: 'case.list_pushes',
    summary: 'What was pushed in an area, by people and by the ladder, with the answers, newest first',
    query: PushesQuery, reply: PushList, refusals: ['auth.not_allowed', 'cases.field_invalid'],
    handle: ({ tx, actor, query }) => listPushes(tx, actor, query),
  }),
];
