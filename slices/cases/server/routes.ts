// The doors of cases. One route per action, made from the flow: a new edge is a new door with its schema, its
// policy row and its place in the API's documents, and nothing to write here.
import type { Instant } from '../../../kernel/instant.ts';
import type { Claimed } from '../../../platform/server/http/claimed.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  ActQuery, Acted, bodyOf, CaseParams, CaseView, CodeParams, Contacted, HistoryCheck,
  TrackView,
} from '../core/contract.ts';
import type { Edge } from '../core/flow.ts';
import { FLOWS } from '../core/flows.ts';
import { Proposal, ProposalQuery } from '../core/proposal.ts';
import { casesRefusals } from '../core/refusals.ts';
import { actOnCase } from './act-on-case.ts';
import { contactReporter } from './contact-reporter.ts';
import { besideRoutes } from './routes-beside.ts';
import { figuresRoutes } from './routes-figures.ts';
import { listRoutes } from './routes-lists.ts';
import { ratingsRoutes } from './routes-ratings.ts';
import { proposeUnit } from './propose-unit.ts';
import { readCaseView, verifyCaseHistory } from './read-case.ts';
import { reportCase } from './report-case.ts';
import { shiftRoutes } from './routes-shift.ts';
import { actByCode, trackCase } from './track-case.ts';

const REFUSALS = [...Object.keys(casesRefusals), 'calendar.year_missing', 'areas.outside',
  'catalogue.item_unknown', 'component.not_found'];
const PUBLIC_PER_MINUTE = 30;

const edges: readonly Edge[] = [
  ...new Map(FLOWS.flatMap((flow) => flow.edges).map((edge) => [edge.action, edge])).values(),
].filter((edge) => !edge.isAutomatic);

const summary = (edge: Edge): string => `${edge.zh} · ${edge.en}: ${edge.reason}`;

const reporting = (url: string, action: 'report' | 'report_solved'): AnyRoute[] =>
  edges.filter((edge) => edge.action === action).map((edge) => route({
    method: 'POST', url, operation: `case.${action}`, summary: summary(edge), body: bodyOf(edge),
      reply: Acted,
    status: 201, refusals: REFUSALS, writes: 'statement',
    ...(edge.who.includes('anyone') ? { perMinute: 600 } : {}),
    handle: ({ tx, actor, body, receipt, claimed }) =>
      reportCase(tx, actor, { action, body: body as Body, ...madeIn(claimed) }, receipt),
  }));

type Body = Readonly<Record<string, unknown>>;

/** A phone says when it was done; a browser says nothing. */
const madeIn = (claimed: Claimed | undefined): { readonly madeAt?: Instant } =>
  claimed ? { madeAt: claimed.madeAt } : {};

const acting: readonly AnyRoute[] = edges
  .filter((edge) => edge.from !== 'start' && !edge.opensPersonal && !edge.hasOwnDoor)
  .map((edge) => route({
    method: 'POST', url: `/api/cases/:caseId/${edge.action}`, operation: `case.${edge.action}`,
    summary: summary(edge), params: CaseParams, query: ActQuery, body: bodyOf(edge), reply: Acted,
    refusals: REFUSALS, writes: 'statement',
    ...(edge.who.includes('anyone') ? { perMinute: PUBLIC_PER_MINUTE } : {}),
    handle: ({ tx, actor, params, query, body, receipt, claimed }) => actOnCase(tx, actor, {
      caseId: params.caseId, action: edge.action, body: body as Body, ...madeIn(claimed),
      ...(query.version === undefined ? {} : { version: query.version }),
    }, receipt),
  }));

const opening: readonly AnyRoute[] = edges.filter((edge) => edge.opensPersonal).map((edge) => route({
  method: 'POST', url: `/api/cases/:caseId/${edge.action}`, operation: `case.${edge.action}`,
  summary: summary(edge), params: CaseParams, body: bodyOf(edge), reply: Contacted, refusals: REFUSALS,
  isIdempotent: false,
  handle: ({ tx, actor, params, body }) =>
    contactReporter(tx, actor, { caseId: params.caseId, action: edge.action, body: body as Body }),
}));

const byCode: readonly AnyRoute[] = edges
  .filter((edge) => edge.from !== 'start' && edge.who.includes('reporter'))
  .map((edge) => route({
    method: 'POST', url: `/api/track/:publicCode/${edge.action}`, operation: `case.${edge.action}`,
    summary: `${summary(edge)} By the public code.`, params: CodeParams, body: bodyOf(edge), reply: Acted,
    refusals: REFUSALS, perMinute: PUBLIC_PER_MINUTE, writes: 'statement',
    handle: ({ tx, params, body, receipt }) =>
      actByCode(tx, params.publicCode, edge.action, body as Body, receipt),
  }));

export const casesRoutes: readonly AnyRoute[] = [
  ...reporting('/api/cases', 'report'),
  ...reporting('/api/cases/solved', 'report_solved'),
  ...acting,
  ...opening,
  ...listRoutes,
  ...ratingsRoutes,
  ...figuresRoutes,
  ...shiftRoutes,
  ...besideRoutes,
  route({
    method: 'GET', url: '/api/cases/:caseId', operation: 'case.read',
    summary: 'One case with its history, clocks, lamps and what the reader may do now',
    params: CaseParams, reply: CaseView, isReplyExact: true, refusals: ['cases.not_found'],
    handle: ({ tx, actor, params }) => readCaseView(tx, actor, params.caseId),
  }),
  route({
    method: 'GET', url: '/api/cases/:caseId/proposal', operation: 'case.read',
    summary: 'Whom the rules make responsible for a case, on what terms and why; earlier rulings too',
    params: CaseParams, query: ProposalQuery, reply: Proposal, refusals: ['cases.not_found', 'areas.outside'],
    handle: ({ tx, actor, params, query }) => proposeUnit(tx, actor, params.caseId, query),
  }),
  route({
    method: 'GET', url: '/api/cases/:caseId/history/verify', operation: 'case.verify_history',
    summary: 'Recomputes the hash chain of the case and names the first broken link',
    params: CaseParams, reply: HistoryCheck, refusals: ['cases.not_found'],
    handle: ({ tx, actor, params }) => verifyCaseHistory(tx, actor, params.caseId),
  }),
  route({
    method: 'GET', url: '/api/track/:publicCode', operation: 'case.track',
    summary: 'What the reporter may see of a case, by the public code',
    params: CodeParams, reply: TrackView, refusals: ['cases.code_unknown'], perMinute: PUBLIC_PER_MINUTE,
    handle: ({ tx, params }) => trackCase(tx, params.publicCode),
  }),
  ...byCode,
];
