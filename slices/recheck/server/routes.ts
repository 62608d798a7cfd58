// The doors of sampling: plans, draws, what they found; and the inspector's own list.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  DrawBody,
  DrawnAgain,
  DrawParams,
  Draws,
  DrawView,
  OfAreaQuery,
  PlanBody,
  Plans,
  PlanView,
  ResultBody,
  ResultReply,
  Results,
  ResultsQuery,
  TaskParams,
  Tasks,
  TasksQuery,
} from '../core/contract.ts';
import { drawSampleNow } from './draw-sample.ts';
import { keepPlan } from './keep-plan.ts';
import { giveResult, readTasks } from './look-again.ts';
import { drawAgain, readDraw, readDraws, readPlans, readResults } from './read-draws.ts';

const planning: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/rechecks/plans',
    operation: 'recheck.supervise',
    summary: 'The sampling plans of an area, the newest first',
    query: OfAreaQuery,
    reply: Plans,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readPlans(tx, actor, query.areaPath, query.limit),
  }),
  route({
    method: 'POST',
    url: '/api/rechecks/plans',
    operation: 'recheck.plan',
    summary: 'A new sampling plan from a day on; it ends the one before',
    body: PlanBody,
    reply: PlanView,
    status: 201,
    refusals: [
      'auth.not_allowed',
      'recheck.no_day',
      'recheck.plan_past',
      'recheck.plan_later',
      'calendar.not_found',
    ],
    handle: ({ tx, actor, body }) => keepPlan(tx, actor, body),
  }),
  route({
    method: 'POST',
    url: '/api/rechecks/draws',
    operation: 'recheck.plan',
    summary:
      'Draw the sample of a period that is over, from cases that nobody but those who had them has checked',
    body: DrawBody,
    reply: DrawView,
    status: 201,
    refusals: [
      'auth.not_allowed',
      'recheck.no_day',
      'recheck.no_plan',
      'recheck.not_over',
      'recheck.drawn_before',
      'recheck.no_draw',
      'calendar.not_found',
    ],
    handle: async ({ tx, actor, body }) =>
      readDraw(tx, actor, await drawSampleNow(tx, actor, body.areaPath, body.day)),
  }),
];

const supervising: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/rechecks/draws',
    operation: 'recheck.supervise',
    summary: 'The samples of an area, the newest first, with the rates of each unit',
    query: OfAreaQuery,
    reply: Draws,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readDraws(tx, actor, query.areaPath, query.limit),
  }),
  route({
    method: 'GET',
    url: '/api/rechecks/draws/:drawId/again',
    operation: 'recheck.supervise',
    summary: 'The same draw once more, from its seed and its cases: whether it gives the same sample',
    params: DrawParams,
    reply: DrawnAgain,
    refusals: ['auth.not_allowed', 'recheck.no_draw'],
    handle: ({ tx, actor, params }) => drawAgain(tx, actor, params.drawId),
  }),
  route({
    method: 'GET',
    url: '/api/rechecks/draws/:drawId/results',
    operation: 'recheck.supervise',
    summary: 'The drawn cases and what was found; what waits of the reader’s own unit is not told',
    params: DrawParams,
    query: ResultsQuery,
    reply: Results,
    refusals: ['auth.not_allowed', 'recheck.no_draw'],
    handle: ({ tx, actor, params, query }) => readResults(tx, actor, params.drawId, query),
  }),
];

const looking: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/rechecks/mine',
    operation: 'recheck.do',
    summary: 'Closed cases to look at again, unannounced, the oldest draw first; never the reader’s own work',
    query: TasksQuery,
    reply: Tasks,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readTasks(tx, actor, query.limit),
  }),
  route({
    method: 'POST',
    url: '/api/rechecks/:recheckId/result',
    operation: 'recheck.do',
    summary: 'What was found: it held, or it did not and the case is reopened',
    params: TaskParams,
    body: ResultBody,
    reply: ResultReply,
    refusals: [
      'auth.not_allowed',
      'recheck.no_task',
      'recheck.done_before',
      'cases.own_work',
      'cases.not_allowed',
      'cases.wrong_state',
      'cases.photo_unknown',
      'cases.field_missing',
    ],
    handle: ({ tx, actor, params, body }) => giveResult(tx, actor, params.recheckId, body),
  }),
];

export const recheckRoutes: readonly AnyRoute[] = [...planning, ...supervising, ...looking];
