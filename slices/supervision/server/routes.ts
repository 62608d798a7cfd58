// The one door of supervision.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { Board, BoardQuery } from '../core/contract.ts';
import { readBoard } from './read-board.ts';

export const supervisionRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/supervision/board',
    operation: 'supervision.board',
    summary:
      'What is late in an area now and where it waits, and over a period who lost time, what came back and ' +
      'what was pushed; each number is the length of a list that the reader may open',
    query: BoardQuery,
    reply: Board,
    refusals: ['auth.not_allowed', 'calendar.not_found'],
    handle: ({ tx, actor, query }) => readBoard(tx, actor, query.areaPath, query.period ?? 'today'),
  }),
];
