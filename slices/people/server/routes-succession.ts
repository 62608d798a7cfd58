// The doors by which a unit is closed and another takes over: who stands in the way, what would pass, and
// asking for it.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { idParams, waitingReply } from '../core/contract.ts';
import { closingReply, successionBody, successionQuery, successionReply } from '../core/contract-staff.ts';
import { previewClosing } from './change-unit.ts';
import type { PeopleServices } from './services.ts';
import { previewSuccession, requestSuccession, SUCCESSION_REFUSALS } from './succeed-unit.ts';

export const successionRoutes = ({ ties }: PeopleServices): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/units/:id/closing',
    operation: 'unit.close',
    summary: 'Who holds a post in the unit, now or later, and how many units stand under it: while there ' +
      'is anybody it is not closed, and closing it moves or ends no post',
    params: idParams,
    reply: closingReply,
    refusals: ['people.unit_unknown', 'auth.not_allowed'],
    handle: ({ tx, actor, params }) => previewClosing(tx, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/api/units/:id/succession',
    operation: 'unit.succeed',
    summary: 'What would pass to the successor if the unit were closed now',
    params: idParams,
    query: successionQuery,
    reply: successionReply,
    refusals: [...SUCCESSION_REFUSALS, 'auth.not_allowed'],
    handle: ({ tx, actor, params, query }) =>
      previewSuccession(tx, ties, actor, { unitId: params.id, successorId: query.successorId }),
  }),
  route({
    method: 'POST',
    url: '/api/units/:id/succession',
    operation: 'unit.succeed',
    summary: 'Close the unit and let another take over its open cases and the rules that name it; waits ' +
      'for a second person',
    params: idParams,
    body: successionBody,
    reply: waitingReply,
    refusals: [...SUCCESSION_REFUSALS, 'changes.reason_missing', 'auth.not_allowed'],
    handle: ({ tx, actor, params, body }) =>
      requestSuccession(tx, ties, actor, {
        unitId: params.id,
        successorId: body.successorId,
        why: body.why,
      }),
  }),
];
