// The doors to what is looked at beside a case before it is decided.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { CaseParams } from '../core/contract.ts';
import { CaseTenures, SimilarCases } from '../core/contract-parts.ts';
import { readSimilar, readTenures } from './read-beside.ts';

export const besideRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET', url: '/api/cases/:caseId/similar', operation: 'case.read',
    summary: 'Up to five ended cases like this one that the reader may see, best first, and how they ended',
    params: CaseParams, reply: SimilarCases, refusals: ['cases.not_found'],
    handle: ({ tx, actor, params }) => readSimilar(tx, actor, params.caseId),
  }),
  route({
    method: 'GET', url: '/api/cases/:caseId/tenures', operation: 'case.read',
    summary: 'Who had the case in hand and for how long: each stretch, each level, each centre or unit',
    params: CaseParams, reply: CaseTenures, refusals: ['cases.not_found', 'calendar.not_found'],
    handle: ({ tx, actor, params }) => readTenures(tx, actor, params.caseId),
  }),
];
