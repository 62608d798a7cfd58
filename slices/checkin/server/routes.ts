// The doors of the check-in. There is none through which a position could come without a running task.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  AreaQuery,
  BeginBody,
  CheckedIn,
  CheckInBody,
  IdReply,
  LookBody,
  LookReply,
  MyTasks,
  TaskList,
  TaskParams,
} from '../core/contract.ts';
import { beginTask } from './begin-task.ts';
import { checkIn } from './check-in.ts';
import { endTask } from './end-task.ts';
import { listMine, listOfArea, lookAtEntries } from './read-tasks.ts';

const forOfficers: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/check-in/mine',
    operation: 'check_in.list_mine',
    summary: 'The check-in tasks that run for me, what they hold of me, and who has looked',
    reply: MyTasks,
    handle: ({ tx, actor }) => listMine(tx, actor),
  }),
  route({
    method: 'POST',
    url: '/api/check-in/tasks/:taskId/entries',
    operation: 'check_in.check_in',
    summary: 'Check in once; a position is optional and kept to about 100 m',
    params: TaskParams,
    body: CheckInBody,
    reply: CheckedIn,
    status: 201,
    refusals: ['check_in.not_found', 'check_in.not_running', 'auth.not_allowed'],
    handle: ({ tx, actor, params, body }) => checkIn(tx, actor, params.taskId, body),
  }),
];

const forAdministrators: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/check-in/tasks',
    operation: 'check_in.list',
    summary: 'The check-in tasks of an area: running, to come and past',
    query: AreaQuery,
    reply: TaskList,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => listOfArea(tx, actor, query.areaPath),
  }),
  route({
    method: 'POST',
    url: '/api/check-in/tasks',
    operation: 'check_in.begin',
    summary: 'Begin a check-in for a named security or emergency task, with a reason and an end',
    body: BeginBody,
    reply: IdReply,
    status: 201,
    refusals: [
      'auth.not_allowed',
      'check_in.words_missing',
      'check_in.no_area',
      'check_in.ends_too_early',
      'check_in.too_long',
      'check_in.too_far_ahead',
    ],
    handle: ({ tx, actor, body }) => beginTask(tx, actor, body),
  }),
  route({
    method: 'POST',
    url: '/api/check-in/tasks/:taskId/end',
    operation: 'check_in.end',
    summary: 'End a check-in before its time',
    params: TaskParams,
    reply: IdReply,
    refusals: ['check_in.not_found', 'auth.not_allowed'],
    handle: ({ tx, actor, params }) => endTask(tx, actor, params.taskId),
  }),
  route({
    method: 'POST',
    url: '/api/check-in/tasks/:taskId/look',
    operation: 'check_in.look',
    summary: 'Read the entries of a task for a purpose; the look is kept and shown to the officers',
    params: TaskParams,
    body: LookBody,
    reply: LookReply,
    refusals: ['check_in.not_found', 'check_in.words_missing', 'auth.not_allowed'],
    isIdempotent: false,
    handle: ({ tx, actor, params, body }) => lookAtEntries(tx, actor, params.taskId, body.purpose),
  }),
];

export const checkinRoutes: readonly AnyRoute[] = [...forOfficers, ...forAdministrators];
