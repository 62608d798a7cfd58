// The doors of circulars: drafted, changed, thrown away, issued, read.
import { Type } from '@sinclair/typebox';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  ChangeBody,
  Circular,
  CircularParams,
  Circulars,
  CircularsQuery,
  DraftBody,
  IssueBody,
} from '../core/contract.ts';
import { draftCircular } from './draft-circular.ts';
import {
  changeCircular,
  dropCircular,
  issueCircular,
  readCircular,
  readCirculars,
} from './edit-circular.ts';
import { printCircular } from './print-circular.ts';

const FILES_PER_MINUTE = 30;
const DRAFT = ['auth.not_allowed', 'circulars.not_found', 'circulars.issued'];

export const circularsRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/circulars',
    operation: 'circular.read',
    summary: 'Circulars of an area, drafts among them, the newest first; follow nextAfter for more',
    query: CircularsQuery,
    reply: Circulars,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readCirculars(tx, actor, query),
  }),
  route({
    method: 'POST',
    url: '/api/circulars',
    operation: 'circular.draft',
    summary: 'Draft a circular from chosen cases: what is late or unanswered, and of one unit its figures',
    body: DraftBody,
    reply: Circular,
    status: 201,
    refusals: [
      'auth.not_allowed',
      'circulars.case_unknown',
      'circulars.unit_unknown',
      'circulars.not_of_unit',
      'calendar.not_found',
    ],
    handle: ({ tx, actor, body }) => draftCircular(tx, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/circulars/:circularId',
    operation: 'circular.read',
    summary: 'One circular; issued, also for the units that it names',
    params: CircularParams,
    reply: Circular,
    refusals: ['circulars.not_found'],
    handle: ({ tx, actor, params }) => readCircular(tx, actor, params.circularId),
  }),
  route({
    method: 'GET',
    url: '/api/circulars/:circularId/circular.pdf',
    operation: 'circular.read',
    summary: 'A circular as PDF, with the words of the page',
    params: CircularParams,
    reply: Type.Unknown(),
    perMinute: FILES_PER_MINUTE,
    refusals: ['circulars.not_found', 'circulars.too_many_sheets', 'calendar.not_found'],
    handle: async ({ tx, actor, params, response }) => {
      const bytes = await printCircular(tx, actor, params.circularId);
      response.headers({
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="circular-${params.circularId}.pdf"`,
        'cache-control': 'no-store',
      });
      return Buffer.from(bytes);
    },
  }),
  route({
    method: 'PUT',
    url: '/api/circulars/:circularId',
    operation: 'circular.draft',
    summary: 'Change the words of a draft; of two who do so at once the second is asked to look again',
    params: CircularParams,
    body: ChangeBody,
    reply: Circular,
    refusals: [...DRAFT, 'circulars.changed'],
    handle: ({ tx, actor, params, body }) => changeCircular(tx, actor, params.circularId, body),
  }),
  route({
    method: 'DELETE',
    url: '/api/circulars/:circularId',
    operation: 'circular.draft',
    summary: 'Throw a draft away',
    params: CircularParams,
    reply: Type.Object({ isGone: Type.Boolean() }),
    refusals: DRAFT,
    handle: async ({ tx, actor, params }) => {
      await dropCircular(tx, actor, params.circularId);
      return { isGone: true };
    },
  }),
  route({
    method: 'POST',
    url: '/api/circulars/:circularId/issue',
    operation: 'circular.issue',
    summary: 'Issue a draft as it was read: from then on it stays, and the units that it names are told',
    params: CircularParams,
    body: IssueBody,
    reply: Circular,
    refusals: [...DRAFT, 'circulars.changed'],
    handle: ({ tx, actor, params, body }) => issueCircular(tx, actor, params.circularId, body.version),
  }),
];
