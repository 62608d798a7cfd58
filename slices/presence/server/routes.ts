// The doors of presence. They are knocked at every ten seconds by every open case: nothing of them is kept,
// no receipt either, since saying it again is harmless.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  PresenceBody,
  PresenceOfQuery,
  PresenceOfReply,
  PresenceParams,
  PresenceReply,
} from '../core/contract.ts';
import { leaveCase, readPresence, readPresenceOf, showPresence } from './be-present.ts';

const URL = '/api/presence/:caseId';
const PER_MINUTE = 600;

export const presenceRoutes: readonly AnyRoute[] = [
  route({
    method: 'PUT',
    url: URL,
    operation: 'presence.show',
    summary: 'Say that one has the case open, every ten seconds; who else has comes back',
    params: PresenceParams,
    body: PresenceBody,
    reply: PresenceReply,
    refusals: ['cases.not_found'],
    isIdempotent: false,
    writes: 'statement',
    perMinute: PER_MINUTE,
    handle: ({ tx, actor, params, body }) => showPresence(tx, actor, params.caseId, body.mode),
  }),
  route({
    method: 'GET',
    url: URL,
    operation: 'presence.read',
    summary: 'Who has the case open now',
    params: PresenceParams,
    reply: PresenceReply,
    refusals: ['cases.not_found'],
    perMinute: PER_MINUTE,
    handle: ({ tx, actor, params }) => readPresence(tx, actor, params.caseId),
  }),
  route({
    method: 'GET',
    url: '/api/presence',
    operation: 'presence.read',
    summary: 'Who has which of these cases open now, for the rows of a list',
    query: PresenceOfQuery,
    reply: PresenceOfReply,
    perMinute: PER_MINUTE,
    handle: ({ tx, actor, query }) => readPresenceOf(tx, actor, query.id),
  }),
  route({
    method: 'DELETE',
    url: URL,
    operation: 'presence.leave',
    summary: 'Say that one has closed the case',
    params: PresenceParams,
    reply: PresenceReply,
    isIdempotent: false,
    writes: 'statement',
    perMinute: PER_MINUTE,
    handle: ({ tx, actor, params }) => leaveCase(tx, actor, params.caseId),
  }),
];
