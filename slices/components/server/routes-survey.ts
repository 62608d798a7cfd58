// The doors of the survey: findings from the spot, their review, the rounds.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { CardParams } from '../core/contract.ts';
import {
  FindingBody,
  FindingParams,
  FindingReply,
  FindingsQuery,
  FindingsReply,
  MineQuery,
  RestoreBody,
  RestoreReply,
  ReviewBody,
  ReviewReply,
  Round,
  RoundBody,
  RoundParams,
  RoundsQuery,
  RoundsReply,
  RoundView,
} from '../core/contract-survey.ts';
import type { DeclaredClasses } from './declared-classes.ts';
import { restoreComponent } from './restore-component.ts';
import { readMine, readWaiting, reviewFinding } from './review-finding.ts';
import { beginRound, endRound, readRound, readRounds } from './survey-rounds.ts';
import { tellFinding } from './tell-finding.ts';

const findingRoutes = (declared: DeclaredClasses): readonly AnyRoute[] => [
  route({
    method: 'POST', url: '/api/components/findings', operation: 'component.survey',
    summary: 'Tell what was found on the spot: new, changed, gone, or as before',
    body: FindingBody, reply: FindingReply, status: 201,
    refusals: [
      'component.finding_unfit', 'component.not_found', 'files.not_found', 'areas.outside',
      'auth.not_allowed',
    ],
    handle: ({ tx, actor, body, claimed }) => tellFinding(tx, actor, body, claimed),
  }),
  route({
    method: 'GET', url: '/api/components/findings', operation: 'component.review',
    summary: 'Findings of an area that wait for the registrar, the oldest first',
    query: FindingsQuery, reply: FindingsReply, refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readWaiting(tx, actor, query),
  }),
  route({
    method: 'GET', url: '/api/components/findings/mine', operation: 'component.survey',
    summary: 'What I found, and what became of it',
    query: MineQuery, reply: FindingsReply, refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readMine(tx, actor, query),
  }),
  route({
    method: 'POST', url: '/api/components/findings/:findingId/review', operation: 'component.review',
    summary: 'Take a finding into the register, or say why not',
    params: FindingParams, body: ReviewBody, reply: ReviewReply,
    refusals: [
      'component.finding_moved', 'component.finding_unfit', 'component.words_missing', 'auth.not_allowed',
    ],
    handle: ({ tx, actor, params, body }) =>
      reviewFinding(tx, actor, params.findingId, { ...body, declared }),
  }),
];

const restoreRoute = route({
  method: 'POST', url: '/api/components/:id/restore', operation: 'component.review',
  summary: 'Bring back a component that was found gone, with the reason why it stands after all',
  params: CardParams, body: RestoreBody, reply: RestoreReply,
  refusals: [
    'component.not_found', 'component.not_gone', 'component.place_taken', 'auth.not_allowed',
  ],
  handle: ({ tx, actor, params, body }) => restoreComponent(tx, actor, params.id, body.words),
});

const roundRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET', url: '/api/components/rounds', operation: 'component.survey',
    summary: 'The rounds of the survey that concern an area, newest first',
    query: RoundsQuery, reply: RoundsReply, refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readRounds(tx, actor, query.areaPath),
  }),
  route({
    method: 'POST', url: '/api/components/rounds', operation: 'component.round',
    summary: 'Begin a round: from now on everything of the area is to be seen once',
    body: RoundBody, reply: Round, status: 201, refusals: ['auth.not_allowed', 'component.round_running'],
    handle: ({ tx, actor, body }) => beginRound(tx, actor, body),
  }),
  route({
    method: 'GET', url: '/api/components/rounds/:roundId', operation: 'component.list',
    summary: 'How far a round has come, by grid',
    params: RoundParams, reply: RoundView, refusals: ['auth.not_allowed', 'component.round_not_found'],
    handle: ({ tx, actor, params }) => readRound(tx, actor, params.roundId),
  }),
  route({
    method: 'POST', url: '/api/components/rounds/:roundId/end', operation: 'component.round',
    summary: 'End a round; what was not seen stays as it is',
    params: RoundParams, reply: Round, refusals: ['auth.not_allowed', 'component.round_not_found'],
    handle: ({ tx, actor, params }) => endRound(tx, actor, params.roundId),
  }),
];

export const surveyRoutes = (declared: DeclaredClasses): readonly AnyRoute[] => [
  ...findingRoutes(declared),
  restoreRoute,
  ...roundRoutes,
];
