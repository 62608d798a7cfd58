// The doors of briefs: what was issued, a preview, issuing, files, the cases behind a number, and when briefs
// are written by themselves.
import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  Brief,
  BriefParams,
  Briefs,
  BriefsQuery,
  FigureCases,
  FigureQuery,
  IssueBody,
  PlanBody,
  Plans,
  PlansQuery,
  Preview,
  PreviewQuery,
} from '../core/contract.ts';
import { issueBrief, previewBrief } from './issue-brief.ts';
import { listFigureCases } from './list-figure-cases.ts';
import { planBriefs, readPlans } from './plan-briefs.ts';
import { printBrief, workbookOf } from './print-brief.ts';
import { readBrief, readBriefs } from './read-briefs.ts';

const FILES_PER_MINUTE = 30;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const readRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/briefs',
    operation: 'brief.read',
    summary: 'Issued briefs of an area, the newest first; follow nextAfter for more',
    query: BriefsQuery,
    reply: Briefs,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readBriefs(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/briefs/preview',
    operation: 'brief.read',
    summary: 'The brief of an area over a day, week or month as it would be written now; nothing is kept',
    query: PreviewQuery,
    reply: Preview,
    refusals: ['auth.not_allowed', 'briefs.no_area', 'evaluation.no_day', 'calendar.not_found'],
    handle: ({ tx, actor, query }) => previewBrief(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/briefs/cases',
    operation: 'brief.read',
    summary: 'The cases behind one number of a brief, as they are counted now',
    query: FigureQuery,
    reply: FigureCases,
    refusals: [
      'auth.not_allowed',
      'briefs.no_such_list',
      'evaluation.no_day',
      'evaluation.cursor_unknown',
      'calendar.not_found',
    ],
    handle: ({ tx, actor, query }) => listFigureCases(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/briefs/:briefId',
    operation: 'brief.read',
    summary: 'A brief as it was issued: text, tables, and of each number which list it opens',
    params: BriefParams,
    reply: Brief,
    refusals: ['auth.not_allowed', 'briefs.not_found'],
    handle: ({ tx, actor, params }) => readBrief(tx, actor, params.briefId),
  }),
];

const fileRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/briefs/:briefId/brief.pdf',
    operation: 'brief.read',
    summary: 'A brief as PDF',
    params: BriefParams,
    reply: Type.Unknown(),
    perMinute: FILES_PER_MINUTE,
    refusals: ['auth.not_allowed', 'briefs.not_found', 'briefs.too_many_sheets', 'calendar.not_found'],
    handle: async ({ tx, actor, params, response }) => {
      const { bytes, fileName } = await printBrief(tx, actor, params.briefId);
      response.headers({
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${fileName}"`,
        'cache-control': 'no-store',
      });
      return Buffer.from(bytes);
    },
  }),
  route({
    method: 'GET',
    url: '/api/briefs/:briefId/brief.xlsx',
    operation: 'brief.read',
    summary: 'A brief as an Excel workbook, with the same figures',
    params: BriefParams,
    reply: Type.Unknown(),
    perMinute: FILES_PER_MINUTE,
    refusals: ['auth.not_allowed', 'briefs.not_found', 'calendar.not_found'],
    handle: async ({ tx, actor, params, response }) => {
      const { bytes, fileName } = await workbookOf(tx, actor, params.briefId);
      response.headers({
        'content-type': XLSX,
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
      });
      return Readable.from(bytes);
    },
  }),
];

export const briefsRoutes: readonly AnyRoute[] = [
  ...readRoutes,
  ...fileRoutes,
  route({
    method: 'POST',
    url: '/api/briefs',
    operation: 'brief.issue',
    summary:
      'Issue the brief of a period that is over; again, with a reason, as a revision',
    body: IssueBody,
    reply: Brief,
    status: 201,
    refusals: [
      'auth.not_allowed',
      'briefs.no_area',
      'briefs.not_over',
      'briefs.why_missing',
      'evaluation.no_day',
      'calendar.not_found',
    ],
    handle: ({ tx, actor, body }) => issueBrief(tx, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/briefs/plans',
    operation: 'brief.read',
    summary: 'When the briefs of an area are written by themselves, and when next',
    query: PlansQuery,
    reply: Plans,
    refusals: ['auth.not_allowed', 'calendar.not_found'],
    handle: ({ tx, actor, query }) => readPlans(tx, actor, query.areaPath),
  }),
  route({
    method: 'PUT',
    url: '/api/briefs/plans',
    operation: 'brief.plan',
    summary:
      'Set at which minute of the day the brief of a day, week or month is written, or that none is',
    body: PlanBody,
    reply: Plans,
    refusals: ['auth.not_allowed', 'briefs.no_area', 'calendar.not_found'],
    handle: ({ tx, actor, body }) => planBriefs(tx, actor, body),
  }),
];
