// The doors of the record of changes, and of the second person.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  ChangesQuery,
  ChangesReply,
  DecidedReply,
  ProposalParams,
  ProposalsQuery,
  ProposalsReply,
  RefuseBody,
} from '../core/contract.ts';
import { approveProposal, type Deciding, refuseProposal, withdrawProposal } from './decide-proposal.ts';
import { readChanges, readProposals } from './read-changes.ts';

const DECIDING = ['changes.proposal_unknown', 'changes.already_decided'] as const;

const readingRoutes = (by: Deciding): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/changes',
    operation: 'change.list',
    summary: 'What administration has changed in my areas: who, what, before and after, why, with whom',
    query: ChangesQuery,
    reply: ChangesReply,
    refusals: ['auth.not_allowed', 'changes.no_such_day'],
    handle: ({ tx, actor, query }) => readChanges(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/proposals',
    operation: 'change.list_proposals',
    summary: 'Changes that wait for a second person, or have been decided: mine, and those I may decide',
    query: ProposalsQuery,
    reply: ProposalsReply,
    handle: ({ tx, actor, query }) => readProposals(tx, by, actor, query),
  }),
];

/** Whoever decides must be somebody else, on whom the proposer has no hold, and in time. */
const SECONDING = [
  ...DECIDING,
  'changes.own_proposal',
  'changes.about_oneself',
  'changes.password_from_proposer',
  'changes.expired',
] as const;

export const changesRoutes = (by: Deciding): readonly AnyRoute[] => [
  ...readingRoutes(by),
  route({
    method: 'POST',
    url: '/api/proposals/:proposalId/approve',
    operation: 'change.decide',
    summary: 'Agree as the second person; the change happens now',
    params: ProposalParams,
    reply: DecidedReply,
    refusals: [
      ...SECONDING,
      'changes.proposer_gone',
      ...new Set(by.executors.flatMap((executor) => executor.refusals)),
    ],
    handle: ({ tx, actor, params }) => approveProposal(tx, by, actor, params.proposalId),
  }),
  route({
    method: 'POST',
    url: '/api/proposals/:proposalId/refuse',
    operation: 'change.decide',
    summary: 'Say no as the second person, with a reason',
    params: ProposalParams,
    body: RefuseBody,
    reply: DecidedReply,
    refusals: [
      ...SECONDING,
      'changes.reason_missing',
    ],
    handle: ({ tx, actor, params, body }) => refuseProposal(tx, by, actor, params.proposalId, body.reason),
  }),
  route({
    method: 'POST',
    url: '/api/proposals/:proposalId/withdraw',
    operation: 'change.withdraw',
    summary: 'Take back what I proposed',
    params: ProposalParams,
    reply: DecidedReply,
    refusals: [...DECIDING],
    handle: ({ tx, actor, params }) => withdrawProposal(tx, actor, params.proposalId),
  }),
];
